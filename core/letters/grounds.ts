import { type CaseFact, type CaseRecord, type FactKind, type Reading, recordsOf } from '../cases/index.ts';
import { dateAt } from '../deadlines/index.ts';
import type { EvidenceKind } from '../evidence/index.ts';
import { parseExhibitNumber } from '../manifest/index.ts';
import type { OrderFacts } from '../orders/index.ts';
import type { ModifierId, ScenarioId } from '../rules/index.ts';
import type { LetterRequest } from './letter.ts';
import { isShortForm } from './letter-choices.ts';
import { MAX_QUOTE } from './words.ts';

/** Most exhibits one sentence names: more say nothing more. */
const MAX_MARKS = 4;

type RecordsByKind = {
  readonly [Kind in CaseRecord['kind']]: readonly Extract<CaseRecord, { kind: Kind }>[];
};

/** A case sorted for writing, with the way from facts to exhibit numbers. */
export interface Grounds extends LetterRequest {
  readonly order: OrderFacts;
  readonly scenario: ScenarioId | null;
  readonly records: RecordsByKind;
  readonly modifiers: ReadonlySet<ModifierId>;
  /** Day of filing at UTC+08:00. */
  readonly day: string;
  /** A text field with few characters, not a paper. */
  readonly isShort: boolean;
  /** Longest words of somebody else that are repeated. */
  readonly longestQuote: number;
}

export function groundsOf(request: LetterRequest): Grounds {
  const { records } = request.caseFile;
  const situation = recordsOf(records, 'situation').at(-1);
  const modifiers = [...(situation?.modifiers ?? []), ...request.assessment.modifiers.map(({ id }) => id)];
  const isShort = isShortForm(request.letter, request.channel);
  return {
    ...request,
    order: request.caseFile.order.facts,
    scenario: request.assessment.scenario ?? situation?.scenario ?? null,
    records: {
      fact: recordsOf(records, 'fact'),
      reading: recordsOf(records, 'reading'),
      message: recordsOf(records, 'message'),
      difference: recordsOf(records, 'difference'),
      payment: recordsOf(records, 'payment'),
      party: recordsOf(records, 'party'),
      situation: recordsOf(records, 'situation'),
      letter: recordsOf(records, 'letter'),
      submission: recordsOf(records, 'submission'),
      reply: recordsOf(records, 'reply'),
      'platform-rule': recordsOf(records, 'platform-rule'),
      closing: recordsOf(records, 'closing'),
    },
    modifiers: new Set(modifiers as ModifierId[]),
    day: dateAt(request.at),
    isShort,
    longestQuote: isShort ? MAX_QUOTE.short : MAX_QUOTE.long,
  };
}

/** Exhibit numbers of items, without repetition, in the order of the dossier; at most four. */
export function exhibitsOf(grounds: Grounds, itemIds: readonly (string | null)[]): readonly string[] {
  const numbers = itemIds.flatMap((id) => (id === null ? [] : (grounds.exhibits.get(id) ?? [])));
  return [...new Set(numbers)].sort(byNumber).slice(0, MAX_MARKS);
}

/** Joins marks of several facts that one sentence states. */
export function together(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort(byNumber);
}

function byNumber(left: string, right: string): number {
  const [first, second] = [parseExhibitNumber(left), parseExhibitNumber(right)];
  return first.group - second.group || first.position - second.position;
}

/**
 * Exhibits of the first of these kinds that has any; at most two. An item in which another order's number was read
 * shows nothing of this one.
 */
export function exhibitsOfKinds(grounds: Grounds, ...kinds: readonly EvidenceKind[]): readonly string[] {
  for (const kind of kinds) {
    const shown = exhibitsOf(grounds, itemsOfKind(grounds, kind));
    if (shown.length > 0) return shown.slice(0, 2);
  }
  return [];
}

/** Items of a kind that do not show another order. */
export function itemsOfKind(grounds: Grounds, kind: EvidenceKind): readonly string[] {
  const own = comparable(grounds.order.number);
  return grounds.caseFile.items
    .filter((item) => item.kind === kind)
    .map(({ id }) => id)
    .filter((id) => {
      const read = readingOf(grounds, id)?.orderNumber ?? null;
      return read === null || /[*●•]/u.test(read) || comparable(read) === own;
    });
}

function comparable(number: string): string {
  return number.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase();
}

export function readingOf(grounds: Grounds, itemId: string): Reading | undefined {
  return grounds.records.reading.find(({ id }) => id === itemId);
}

/** Facts of some kinds, in order of time, those without a time last. */
export function factsOf(grounds: Grounds, ...kinds: readonly FactKind[]): readonly CaseFact[] {
  return grounds.records.fact
    .filter(({ what }) => kinds.includes(what))
    .sort((left, right) => (left.atUtc ?? '9').localeCompare(right.atUtc ?? '9'));
}

/** Facts that an exhibit shows. */
export function shownFacts(grounds: Grounds, ...kinds: readonly FactKind[]): readonly CaseFact[] {
  return factsOf(grounds, ...kinds).filter(({ itemIds }) => exhibitsOf(grounds, itemIds).length > 0);
}

/** Exhibits that show the purchase, the payment first named by its own record. */
export function purchaseExhibits(grounds: Grounds): {
  readonly order: readonly string[];
  readonly payment: readonly string[];
} {
  const billItems = grounds.records.payment.map(({ billItemId }) => billItemId);
  const paid = factsOf(grounds, 'paid').flatMap(({ itemIds }) => itemIds);
  const record = [
    exhibitsOfKinds(grounds, 'E03', 'E16'),
    exhibitsOf(grounds, billItems),
    exhibitsOf(grounds, paid),
  ].find((list) => list.length > 0);
  const order = exhibitsOfKinds(grounds, 'E01', 'E04', 'E22', 'E06');
  return { order, payment: record ?? exhibitsOfKinds(grounds, 'E01') };
}

/** Exhibits that show the promise on the product page. */
export function promiseExhibits(grounds: Grounds): readonly string[] {
  const linked = factsOf(grounds, 'promised-until').flatMap(({ itemIds }) => itemIds);
  const shown = exhibitsOfKinds(grounds, 'E02');
  return shown.length > 0 ? shown : exhibitsOf(grounds, linked);
}

export function hasPlatform(grounds: Grounds): boolean {
  return grounds.records.party.find(({ id }) => id === 'platform')?.presence !== 'none';
}

/** What to capture now, in the rule book's words. */
export function captureAdvice(grounds: Grounds, ...kinds: readonly EvidenceKind[]): string {
  const [first] = kinds;
  if (first === undefined) return '在时间线里给这件事选上显示它的证据。';
  const needed = grounds.assessment.kinds.find(({ kind }) => kind === first);
  const capture = needed?.capture ?? grounds.ruleBook.evidenceKinds[first]?.capture;
  return `没有证据显示这一句。${capture ?? '请截取显示它的页面。'}`;
}
