import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type WorkingCalendar, workingCalendarSchema } from '../../core/deadlines/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type RuleBook, validateRuleBook } from '../../core/rules/index.ts';

export type RulesError = 'RULES_INVALID';

/** Rules in force. */
export interface OpenRules {
  readonly ruleBook: RuleBook;
  readonly calendar: WorkingCalendar;
  readonly source: 'built-in' | 'imported';
  /** Why an imported pack is not in force. */
  readonly problem: { readonly message: string } | null;
  /** Last year whose working days are published. */
  readonly calendarUntilYear: number;
}

/** Every file of a rule book; each holds some of its members. */
export const ruleFiles = [
  'rule-book',
  'laws',
  'citations',
  'evidence-kinds',
  'scenarios',
  'channels',
  'deadlines',
  'redaction',
  'field-formats',
  'presentation',
] as const;
export const calendarFile = 'calendar';

/** A rule file is short; anything longer is none. */
const MAX_FILE_BYTES = 1024 * 1024;

/** Reads and validates the rule book in a folder; nothing of a book that is not right is used. */
export function loadRules(folder: string): Result<OpenRules, RulesError> {
  const texts: Record<string, string> = {};
  for (const name of [...ruleFiles, calendarFile]) {
    try {
      texts[name] = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    } catch {
      return fail('RULES_INVALID', `规则库缺少文件 ${name}.yaml。请重新安装留痕。`);
    }
  }
  return readRules(texts, 'built-in');
}

/** A rule book from the texts of its files, by name without ending. */
export function readRules(
  texts: Readonly<Record<string, string>>,
  source: OpenRules['source'],
): Result<OpenRules, RulesError> {
  const members: Record<string, unknown> = {};
  for (const name of ruleFiles) {
    const read = readYaml(texts[name] ?? '');
    if (!isRecord(read)) return fail('RULES_INVALID', `规则文件 ${name}.yaml 读不出来。`);
    Object.assign(members, read);
  }
  const ruleBook = validateRuleBook(members);
  if (!ruleBook.ok) return ruleBook;
  const calendar = workingCalendarSchema.safeParse(readYaml(texts[calendarFile] ?? ''));
  if (!calendar.success) return fail('RULES_INVALID', '工作日历读不出来。请重新安装留痕。');
  return ok({
    ruleBook: ruleBook.value,
    calendar: calendar.data,
    source,
    problem: null,
    calendarUntilYear: lastPublishedYear(calendar.data),
  });
}

function readYaml(text: string): unknown {
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) return undefined;
  try {
    // SECURITY: no aliases: a few lines of them unfold into gigabytes.
    return parse(text, { strict: true, uniqueKeys: true, maxAliasCount: 0 });
  } catch {
    // Whatever is no YAML is no rule book; the caller says which file.
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lastPublishedYear({ years }: WorkingCalendar): number {
  return Math.max(...years.map(({ year }) => year));
}
