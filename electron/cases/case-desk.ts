import {
  type Assessment,
  assessCase,
  type CaseFile,
  type LetterKind,
  type NotedRecord,
  recordsOf,
  settlementOf,
  timelineOf,
} from '../../core/cases/index.ts';
import {
  identityCard,
  progressOf,
  routesFor,
  statisticsOf,
  type TodoEntry,
  todoOf,
} from '../../core/complaints/index.ts';
import type {
  ApplicantCard,
  CaseStatistics,
  CaseView,
  LetterView,
  StoredSettings,
} from '../../core/contract/index.ts';
import type { ItemId } from '../../core/evidence/index.ts';
import { checkEdited, composeLetter, type Letter, letterChoices } from '../../core/letters/index.ts';
import { assignExhibitNumbers } from '../../core/manifest/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { ChannelId, RuleBook, ScenarioId } from '../../core/rules/index.ts';
import { calendarFile } from '../complaints/index.ts';
import type { CaseError, Locker } from '../locker/index.ts';
import { randomId } from '../platform/index.ts';
import type { OpenRules } from '../rules/index.ts';
import { withMeasuredLimits } from './measured-limits.ts';

export type CaseDeskError = 'ORDER_UNKNOWN';

/** For whom, as of when, and instead of which scenario a case is looked at. */
export interface CaseWish {
  readonly channel: ChannelId | null;
  readonly scenario: ScenarioId | null;
  readonly atUtc: string;
}

export interface LetterWish {
  readonly letter: LetterKind;
  readonly channel: ChannelId;
  readonly applicant: ApplicantCard;
  readonly atUtc: string;
}

/** Everything that is derived from the cases of one locker. */
export interface CaseDesk {
  assess(orderId: OrderId, wish: CaseWish): Promise<Result<Assessment, CaseDeskError>>;
  view(orderId: OrderId, wish: CaseWish): Promise<Result<CaseView, CaseDeskError>>;
  todo(
    atUtc: string,
  ): Promise<{ readonly entries: readonly TodoEntry[]; readonly statistics: CaseStatistics }>;
  /** iCalendar text of all running deadlines. */
  calendarFile(atUtc: string): Promise<string>;
  letterChoices(
    orderId: OrderId,
  ): Promise<Result<{ readonly choices: ReturnType<typeof letterChoices> }, CaseDeskError>>;
  compose(
    orderId: OrderId,
    wish: LetterWish,
  ): Promise<Result<LetterView, CaseDeskError | 'LETTER_NOT_FOUNDED'>>;
  /** What is wrong with words that the user changed. */
  checkText(
    orderId: OrderId,
    edited: { readonly letter: LetterKind; readonly channel: ChannelId; readonly text: string },
  ): Promise<
    Result<
      {
        readonly charCount: number;
        readonly limit: number | null;
        readonly findings: readonly { readonly code: string; readonly text: string }[];
      },
      CaseDeskError
    >
  >;
  /** Keeps a composed letter as the next version of its kind. */
  keepLetter(orderId: OrderId, letter: LetterView): Promise<Result<NotedRecord, CaseError>>;
}

export interface CaseDeskDeps {
  readonly locker: Locker;
  readonly rules: OpenRules;
  readonly measuredLimits: StoredSettings['measuredLimits'];
}

/** A {@link CaseDesk} on an open locker, with the rules of now: made anew for each question. */
export function createCaseDesk(deps: CaseDeskDeps): CaseDesk {
  const { locker } = deps;
  const ruleBook = () => ruleBookOf(deps);
  const found = async (orderId: OrderId): Promise<Result<CaseFile, CaseDeskError>> => {
    const caseFile = await locker.caseFile(orderId);
    return caseFile === undefined
      ? fail('ORDER_UNKNOWN', '没有这个订单。请刷新订单列表后再试。')
      : ok(caseFile);
  };
  const desk: CaseDesk = {
    assess: async (orderId, wish) => {
      const caseFile = await found(orderId);
      return caseFile.ok ? ok(assess(ruleBook(), caseFile.value, wish)) : caseFile;
    },
    view: async (orderId, wish) => {
      const caseFile = await found(orderId);
      if (!caseFile.ok) return caseFile;
      const records = (await locker.caseRecords(orderId)) ?? [];
      return ok(viewOf(ruleBook(), deps.rules.calendar, caseFile.value, records, wish));
    },
    todo: async (atUtc) => todo(deps, await locker.openCaseFiles(), atUtc),
    calendarFile: async (atUtc) => {
      const { calendar } = deps.rules;
      const cases = (await locker.openCaseFiles()).map((caseFile) => ({
        order: caseFile.order,
        deadlines: progressOf({ ruleBook: ruleBook(), calendar, caseFile, at: atUtc }).deadlines,
      }));
      return calendarFile(cases, atUtc);
    },
    letterChoices: async (orderId) => {
      const caseFile = await found(orderId);
      if (!caseFile.ok) return caseFile;
      return ok({ choices: letterChoices(scenarioOf(caseFile.value)) });
    },
    compose: async (orderId, { letter, channel, applicant, atUtc }) => {
      const caseFile = await found(orderId);
      if (!caseFile.ok) return caseFile;
      const assessment = assess(ruleBook(), caseFile.value, { channel, scenario: null, atUtc });
      const exhibits = await exhibitsOf(locker, caseFile.value);
      const composed = composeLetter({
        ruleBook: ruleBook(),
        caseFile: caseFile.value,
        assessment,
        applicant,
        exhibits,
        letter,
        channel,
        at: atUtc,
      });
      return composed.ok ? ok(letterView(composed.value)) : composed;
    },
    checkText: async (orderId, { letter, channel, text }) => {
      const caseFile = await found(orderId);
      if (!caseFile.ok) return caseFile;
      const exhibits = await exhibitsOf(locker, caseFile.value);
      const checked = checkEdited(text, {
        letter,
        channel,
        ruleBook: ruleBook(),
        exhibits: exhibits.values(),
      });
      return ok({
        charCount: checked.charCount,
        limit: checked.limit?.value ?? null,
        findings: checked.findings.map((finding) => ({ code: finding.code, text: finding.text })),
      });
    },
    keepLetter: (orderId, letter) => keepLetter(locker, orderId, letter),
  };
  return desk;
}

/** The same object while nothing changes: what is derived from a rule book is indexed once for each. */
const measuredBooks = new WeakMap<RuleBook, { readonly key: string; readonly book: RuleBook }>();

function ruleBookOf({ rules, measuredLimits }: CaseDeskDeps): RuleBook {
  const { ruleBook } = rules;
  const key = JSON.stringify(measuredLimits);
  const known = measuredBooks.get(ruleBook);
  if (known?.key === key) return known.book;
  const book = withMeasuredLimits(ruleBook, measuredLimits);
  measuredBooks.set(ruleBook, { key, book });
  return book;
}

function assess(ruleBook: RuleBook, caseFile: CaseFile, { channel, scenario, atUtc }: CaseWish): Assessment {
  return assessCase(ruleBook, caseFile, {
    channel,
    at: atUtc,
    ...(scenario === null ? {} : { scenario }),
  });
}

function scenarioOf({ records }: CaseFile): ScenarioId | null {
  return recordsOf(records, 'situation')[0]?.scenario ?? null;
}

function viewOf(
  ruleBook: RuleBook,
  calendar: OpenRules['calendar'],
  caseFile: CaseFile,
  records: readonly NotedRecord[],
  wish: CaseWish,
): CaseView {
  const input = { ruleBook, calendar, caseFile, at: wish.atUtc };
  const progress = progressOf(input);
  return {
    records,
    assessment: assess(ruleBook, caseFile, wish),
    timeline: timelineOf(caseFile),
    deadlines: progress.deadlines,
    routes: routesFor({ ...input, scenario: wish.scenario }),
    submissions: progress.submissions.map(({ submissionId, channel, stateText, isOpen, isOverdue }) => ({
      submissionId,
      channel,
      stateText,
      isOpen,
      isOverdue,
    })),
    nextStep:
      progress.nextStep === null
        ? null
        : {
            text: progress.nextStep.text,
            why: progress.nextStep.why,
            channel: progress.nextStep.channel,
          },
    warnings: progress.warnings.map(({ text }) => text),
    settlement: settlementOf(caseFile),
    identity: [...identityCard('merchant', caseFile), ...identityCard('platform', caseFile)],
  };
}

function todo(deps: CaseDeskDeps, caseFiles: readonly CaseFile[], atUtc: string) {
  const ruleBook = ruleBookOf(deps);
  const cases = caseFiles.map((caseFile) => {
    const { gaps } = assessCase(ruleBook, caseFile, { channel: null, at: atUtc });
    return { caseFile, gapsLeft: gaps.total - gaps.closed };
  });
  const entries = todoOf({ ruleBook, calendar: deps.rules.calendar, atUtc, cases });
  const { byChannel: _, ...statistics } = statisticsOf(caseFiles);
  return { entries, statistics };
}

/** Numbers as an export would give them now; those of earlier exports stay. */
async function exhibitsOf(locker: Locker, { order, items }: CaseFile): Promise<ReadonlyMap<ItemId, string>> {
  const ledger = await locker.orderLedger(order.id);
  const numbered = assignExhibitNumbers(items, ledger?.exhibitNumbers ?? new Map());
  return new Map(numbered.map(({ item, number }) => [item.id, number]));
}

function letterView(letter: Letter): LetterView {
  const { kind, title, channel, text, charCount, limit, isWithinLimit, omitted, missing } = letter;
  return { letter: kind, title, channel, text, charCount, limit, isWithinLimit, omitted, missing };
}

async function keepLetter(
  locker: Locker,
  orderId: OrderId,
  { letter, channel, text }: LetterView,
): Promise<Result<NotedRecord, CaseError>> {
  const known = ((await locker.caseRecords(orderId)) ?? []).map(({ record }) => record);
  const versions = recordsOf(known, 'letter')
    .filter((saved) => saved.letter === letter && saved.channel === channel)
    .map(({ version }) => version);
  const id = `l-${randomId()}`;
  const version = Math.max(0, ...versions) + 1;
  const written = await locker.noteCase(orderId, {
    noted: [{ kind: 'letter', id, letter, channel, version, text, isEdited: false }],
    withdrawn: [],
  });
  if (!written.ok) return written;
  const kept = written.value.find(({ record }) => record.kind === 'letter' && record.id === id);
  return kept === undefined ? fail('CASE_RECORD_UNKNOWN', '这一版没有保存。请再试一次。') : ok(kept);
}
