import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  type CaseRecord,
  type CaseRecordKind,
  caseRecordKinds,
  caseRecordSchema,
  type NotedRecord,
  partyFields,
  recordsOf,
  type Situation,
} from '../../../core/cases/index.ts';
import type { Order } from '../../../core/orders/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import { modifierIdSchema, scenarioIdSchema } from '../../../core/rules/index.ts';
import { noteCase } from '../../cases/index.ts';
import type { Locker } from '../../locker/index.ts';
import { sha256OfFile } from '../../platform/index.ts';
import { done, failed, type Outcome, visible } from '../output.ts';
import {
  amountOption,
  describeRecord,
  instantOption,
  momentOption,
  readFields,
  recordIdOption,
  textsOption,
} from './case-fields.ts';
import { type CommandContext, findOrder, textOption, withLocker } from './command-context.ts';

const nowOf = ({ clock }: CommandContext) => clock.facts().utc;

type Draft = Readonly<Record<string, unknown>>;
type Compose = (
  order: Order,
  records: readonly CaseRecord[],
  locker: Locker,
) => Promise<Result<Draft, string>>;

/** `case show ORDER`: everything that was stated about it. */
export function showCase(context: CommandContext): Promise<Outcome> {
  return withCase(context, async (_locker, _order, records) => answer(records));
}

/** `case set ORDER`: what happened, circumstances, answers, what is asked for. What is not named stays. */
export function setSituation(context: CommandContext): Promise<Outcome> {
  return noting(context, async (_order, records) => {
    const known = recordsOf(records, 'situation')[0] ?? emptySituation;
    const scenario = textOption(context, 'scenario');
    if (scenario !== undefined && scenario !== 'none' && !scenarioIdSchema.safeParse(scenario).success) {
      return fail('USAGE', `--scenario 只能是 ${scenarioIdSchema.options.join('、')} 之一，或 none。`);
    }
    const wrong = [...textsOption(context, 'modifier'), ...textsOption(context, 'no-modifier')].find(
      (name) => !modifierIdSchema.safeParse(name).success,
    );
    if (wrong !== undefined) {
      return fail('USAGE', `没有「${visible(wrong)}」这种情形。有：${modifierIdSchema.options.join('、')}。`);
    }
    const amount = amountOption(context);
    if (!amount.ok) return amount;
    const answers = Object.fromEntries(textsOption(context, 'answer').map((text) => text.split('=')));
    const dropped = textsOption(context, 'no-modifier');
    const modifiers = new Set([...known.modifiers, ...textsOption(context, 'modifier')]);
    const triple = textOption(context, 'triple');
    return ok({
      ...known,
      ...(scenario === undefined ? {} : { scenario: scenario === 'none' ? null : scenario }),
      modifiers: [...modifiers].filter((name) => !dropped.includes(name)),
      answers: { ...known.answers, ...answers },
      wants: textOption(context, 'want') ?? known.wants,
      wantedFen: amount.value ?? known.wantedFen,
      isTripleClaimed: triple === undefined ? known.isTripleClaimed : triple === 'yes',
    });
  });
}

const emptySituation: Situation = {
  kind: 'situation',
  id: 'situation',
  scenario: null,
  modifiers: [],
  answers: {},
  isTripleClaimed: false,
  wants: 'refund',
  wantedFen: null,
};

/** `case fact ORDER KIND`: something that happened, with the items that show it. */
export function noteFact(context: CommandContext): Promise<Outcome> {
  return noting(context, async () => {
    const at = instantOption(context, 'at');
    const amount = amountOption(context);
    if (!at.ok) return at;
    if (!amount.ok) return amount;
    return ok({
      kind: 'fact',
      id: recordIdOption(context, 'f'),
      what: context.commandLine.operands[1],
      atUtc: at.value,
      amountFen: amount.value,
      text: textOption(context, 'text') ?? '',
      itemIds: textsOption(context, 'item'),
    });
  });
}

/** `case message ORDER WHO --at TIME --text …`: one line of a chat. */
export function noteMessage(context: CommandContext): Promise<Outcome> {
  return noting(context, async () => {
    const at = instantOption(context, 'at');
    if (!at.ok) return at;
    return ok({
      kind: 'message',
      id: recordIdOption(context, 'm'),
      who: context.commandLine.operands[1],
      atUtc: at.value,
      text: textOption(context, 'text') ?? '',
      isOnPlatform: context.commandLine.options['off-platform'] !== true,
      itemIds: textsOption(context, 'item'),
    });
  });
}

const readingTexts = [
  'orderNumber',
  'transactionNumber',
  'merchantNumber',
  'keyHead',
  'keyTail',
  'domain',
  'shownText',
  'merchant',
  'payee',
  'product',
] as const;

/** `case reading ORDER ITEM field=value…`: what can be read in an item; what is not named stays. */
export function noteReading(context: CommandContext): Promise<Outcome> {
  return noting(context, async (_order, records) => {
    const [, itemId = '', ...assignments] = context.commandLine.operands;
    const fields = readFields(assignments, [...readingTexts, 'amountFen', 'shownAtUtc']);
    if (!fields.ok) return fields;
    const { amountFen, ...texts } = fields.value;
    const known = recordsOf(records, 'reading').find(({ id }) => id === itemId);
    const blank = Object.fromEntries(
      [...readingTexts, 'amountFen', 'shownAtUtc'].map((name) => [name, null]),
    );
    const shows = textsOption(context, 'shows');
    return ok({
      ...blank,
      ...known,
      ...texts,
      ...(amountFen === undefined ? {} : { amountFen: amountFen === null ? null : Number(amountFen) }),
      kind: 'reading',
      id: itemId,
      shows: shows.length === 0 ? (known?.shows ?? []) : shows,
    });
  });
}

/** `case party ORDER merchant|platform field=value…`: who the other side is; `--item field=ITEM` is its evidence. */
export function noteParty(context: CommandContext): Promise<Outcome> {
  return noting(context, async (_order, records) => {
    const [, id = '', ...assignments] = context.commandLine.operands;
    const fields = readFields(assignments, partyFields);
    if (!fields.ok) return fields;
    const known = recordsOf(records, 'party').find((party) => party.id === id);
    const blank = Object.fromEntries(partyFields.map((field) => [field, null]));
    const individual = textOption(context, 'individual');
    const evidence: Record<string, string[]> = {};
    for (const text of textsOption(context, 'item')) {
      const [field = '', itemId = ''] = text.split('=');
      evidence[field] = [...(evidence[field] ?? []), itemId];
    }
    return ok({
      kind: 'party',
      id,
      presence: textOption(context, 'presence') ?? known?.presence ?? 'present',
      isIndividual: individual === undefined ? (known?.isIndividual ?? null) : individual === 'yes',
      fields: { ...blank, ...known?.fields, ...fields.value },
      notPublished: [...new Set([...(known?.notPublished ?? []), ...textsOption(context, 'not-published')])],
      itemIds: { ...known?.itemIds, ...evidence },
    });
  });
}

/** `case difference ORDER --feature --promised --actual`: one promised property beside what came. */
export function noteDifference(context: CommandContext): Promise<Outcome> {
  return noting(context, async () =>
    ok({
      kind: 'difference',
      id: recordIdOption(context, 'd'),
      feature: textOption(context, 'feature'),
      promised: textOption(context, 'promised'),
      actual: textOption(context, 'actual'),
      promisedItemIds: textsOption(context, 'promised-item'),
      actualItemIds: textsOption(context, 'actual-item'),
    }),
  );
}

/** `case rule ORDER`: a platform's own rule, word for word. */
export function notePlatformRule(context: CommandContext): Promise<Outcome> {
  return noting(context, async () =>
    ok({
      kind: 'platform-rule',
      id: recordIdOption(context, 'r'),
      ruleName: textOption(context, 'name'),
      version: textOption(context, 'version') ?? '',
      publishedOn: textOption(context, 'published-on') ?? null,
      clause: textOption(context, 'clause'),
      quote: textOption(context, 'quote') ?? '',
      itemIds: textsOption(context, 'item'),
    }),
  );
}

/** `case submit ORDER CHANNEL`: what was sent, word for word, with the hash of the package that went along. */
export function noteSubmission(context: CommandContext): Promise<Outcome> {
  return noting(context, async (_order, records) => {
    const at = momentOption(context);
    const receivedAt = instantOption(context, 'received-at');
    if (!at.ok) return at;
    if (!receivedAt.ok) return receivedAt;
    const letterId = textOption(context, 'letter') ?? null;
    const letter = recordsOf(records, 'letter').find(({ id }) => id === letterId);
    if (letterId !== null && letter === undefined)
      return fail('USAGE', '没有这一版文书。用 case show 查看编号。');
    const packagePath = textOption(context, 'package');
    const packageSha256 = packagePath === undefined ? ok(null) : await sha256OfFile(packagePath);
    if (!packageSha256.ok) return packageSha256;
    return ok({
      kind: 'submission',
      id: recordIdOption(context, 's'),
      channel: context.commandLine.operands[1],
      atUtc: at.value,
      receivedAtUtc: receivedAt.value,
      receiptNumber: textOption(context, 'receipt') ?? '',
      packageSha256: packageSha256.value,
      letterId,
      text: textOption(context, 'text') ?? letter?.text ?? '',
      itemIds: textsOption(context, 'item'),
    });
  });
}

/** `case reply ORDER SUBMISSION OUTCOME`: what the other side answered. */
export function noteReply(context: CommandContext): Promise<Outcome> {
  return noting(context, async (_order, records) => {
    const [, submissionId = '', outcome = ''] = context.commandLine.operands;
    const at = momentOption(context);
    if (!at.ok) return at;
    if (!recordsOf(records, 'submission').some(({ id }) => id === submissionId)) {
      return fail('USAGE', '没有这次投诉。用 case show 查看编号。');
    }
    return ok({
      kind: 'reply',
      id: recordIdOption(context, 'a'),
      submissionId,
      atUtc: at.value,
      outcome,
      text: textOption(context, 'text') ?? '',
      itemIds: textsOption(context, 'item'),
    });
  });
}

/** `case close ORDER OUTCOME`: how it ended. */
export function closeCase(context: CommandContext): Promise<Outcome> {
  return noting(context, async () => {
    const at = momentOption(context);
    const amount = amountOption(context);
    if (!at.ok) return at;
    if (!amount.ok) return amount;
    return ok({
      kind: 'closing',
      id: 'closing',
      outcome: context.commandLine.operands[1],
      refundedFen: amount.value ?? 0,
      atUtc: at.value,
      note: textOption(context, 'text') ?? '',
      itemIds: textsOption(context, 'item'),
    });
  });
}

/** `case reopen ORDER`. */
export function reopenCase(context: CommandContext): Promise<Outcome> {
  return withdrawing(context, 'closing', 'closing');
}

/** `case withdraw ORDER KIND ID`: takes a record back; the ledger keeps that it was there. */
export function withdrawRecord(context: CommandContext): Promise<Outcome> {
  const [, kind = '', id = ''] = context.commandLine.operands;
  const known = caseRecordKinds.find((name) => name === kind);
  if (known === undefined) {
    return Promise.resolve(failed(fail('USAGE', `种类只能是 ${caseRecordKinds.join('、')} 之一。`).error));
  }
  return withdrawing(context, known, id);
}

function withdrawing(context: CommandContext, kind: CaseRecordKind, id: string): Promise<Outcome> {
  return withCase(context, async (locker, order) => {
    const written = await locker.noteCase(order.id, { noted: [], withdrawn: [{ kind, id }] });
    return written.ok ? answer(written.value) : failed(written.error);
  });
}

/** `case note ORDER FILE.json`: many records at once, all or none. */
export function noteFile(context: CommandContext): Promise<Outcome> {
  return withCase(context, async (locker, order) => {
    const read = await readRecords(context.commandLine.operands[1] ?? '');
    if (!read.ok) return failed(read.error);
    const written = await noteCase(locker, order.id, { noted: read.value, withdrawn: [] }, nowOf(context));
    return written.ok ? answer(written.value) : failed(written.error);
  });
}

async function readRecords(path: string): Promise<Result<readonly CaseRecord[], 'USAGE' | 'FILE_NOT_FOUND'>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return fail('FILE_NOT_FOUND', '这个文件读不到。请检查路径。');
  }
  try {
    const records = z.array(caseRecordSchema).safeParse(JSON.parse(text));
    return records.success ? ok(records.data) : refused(records.error);
  } catch {
    return fail('USAGE', '这个文件不是 JSON。要的是一个数组，每一项是一条记录。');
  }
}

function refused(error: z.ZodError) {
  const [issue] = error.issues;
  return fail(
    'USAGE',
    `${issue?.path.join('.') ?? ''} 不合要求：${issue?.message ?? ''}。用 case show --json 看看别的记录怎么写。`,
  );
}

function noting(context: CommandContext, compose: Compose): Promise<Outcome> {
  return withCase(context, async (locker, order, records) => {
    const draft = await compose(
      order,
      records.map(({ record }) => record),
      locker,
    );
    if (!draft.ok) return failed(draft.error);
    const read = caseRecordSchema.safeParse(draft.value);
    if (!read.success) return failed(refused(read.error).error);
    const written = await noteCase(locker, order.id, { noted: [read.data], withdrawn: [] }, nowOf(context));
    if (!written.ok) return failed(written.error);
    return done({ record: read.data, records: written.value }, describeRecord(read.data));
  });
}

function withCase(
  context: CommandContext,
  use: (locker: Locker, order: Order, records: readonly NotedRecord[]) => Promise<Outcome>,
): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const order = await findOrder(locker, context.commandLine.operands[0] ?? '');
    if (!order.ok) return failed(order.error);
    const records = await locker.caseRecords(order.value.id);
    return await use(locker, order.value, records ?? []);
  });
}

function answer(records: readonly NotedRecord[]): Outcome {
  const lines = records.map(
    ({ record }) => `${record.kind}/${record.id}  ${visible(describeRecord(record))}`,
  );
  return done({ records }, lines.length === 0 ? '还没有记录。' : lines.join('\n'));
}
