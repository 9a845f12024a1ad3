import type { CaseRecord } from '../../../core/cases/index.ts';
import { parseFen, parseInstant } from '../../../core/orders/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import { randomId } from '../../platform/index.ts';
import { type CommandContext, textOption } from './command-context.ts';

/** The texts of an option that may be given several times. */
export function textsOption({ commandLine }: CommandContext, name: string): readonly string[] {
  const value = commandLine.options[name];
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
}

/** An instant given as an option; null when it is absent. */
export function instantOption(context: CommandContext, name: string): Result<string | null, 'USAGE'> {
  const text = textOption(context, name);
  if (text === undefined || text === '') return ok(null);
  const utc = parseInstant(text);
  return utc === undefined
    ? fail('USAGE', `--${name} 请写带时区的时间，例如 2026-11-23T14:02:11+08:00。`)
    : ok(utc);
}

/** The moment a question is asked about: `--at`, else now. */
export function momentOption(context: CommandContext): Result<string, 'USAGE'> {
  const at = instantOption(context, 'at');
  if (!at.ok) return at;
  return ok(at.value ?? context.clock.facts().utc);
}

/** An amount given as an option; null when it is absent. */
export function amountOption(context: CommandContext, name = 'amount'): Result<number | null, 'USAGE'> {
  const text = textOption(context, name);
  if (text === undefined || text === '') return ok(null);
  const amount = parseFen(text);
  return amount.ok ? ok(amount.value) : fail('USAGE', `--${name}：${amount.error.message}`);
}

/** `--id`, to write a record anew; else an id of its own. */
export function recordIdOption(context: CommandContext, prefix: string): string {
  return textOption(context, 'id') ?? `${prefix}-${randomId()}`;
}

/** `field=value …`; an empty value is null. Unknown fields are refused with those there are. */
export function readFields<Field extends string>(
  assignments: readonly string[],
  fields: readonly Field[],
): Result<Partial<Record<Field, string | null>>, 'USAGE'> {
  const read: Partial<Record<Field, string | null>> = {};
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    const field = fields.find((known) => known === assignment.slice(0, Math.max(at, 0)));
    if (field === undefined) return fail('USAGE', `要写成 字段=值，字段是 ${fields.join('、')} 之一。`);
    const value = assignment.slice(at + 1).trim();
    read[field] = value === '' ? null : value;
  }
  return ok(read);
}

/** Says in one line what a record holds. */
export function describeRecord(record: CaseRecord): string {
  switch (record.kind) {
    case 'fact':
      return `${record.what}  ${record.atUtc ?? '时间不详'}  ${record.text}`;
    case 'message':
      return `${record.who}  ${record.atUtc}  ${record.text}`;
    case 'situation':
      return `场景 ${record.scenario ?? '未选'}  情形 ${record.modifiers.join(' ') || '无'}`;
    case 'difference':
      return `${record.feature}：承诺 ${record.promised}，实际 ${record.actual}`;
    case 'payment':
      return `${record.role}  ${record.transactionNumber}  ${record.amountFen} 分`;
    case 'submission':
      return `${record.channel}  ${record.atUtc}  ${record.receiptNumber}`;
    case 'reply':
      return `${record.outcome}  ${record.atUtc}  ${record.text}`;
    case 'letter':
      return `${record.letter}  第 ${record.version} 版  ${record.text.length} 字`;
    case 'closing':
      return `${record.outcome}  退回 ${record.refundedFen} 分`;
    case 'party':
      return `${record.id}  ${record.fields.name ?? '名称未知'}`;
    case 'platform-rule':
      return `${record.ruleName} ${record.clause}`;
    case 'reading':
      return record.shownText ?? record.orderNumber ?? '';
  }
}
