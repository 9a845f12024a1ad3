import type { EvidenceKind } from '../evidence/evidence-kinds.ts';
import type { OrderFacts } from '../orders/order.ts';
import type { ScenarioId } from '../rules/rule-book.ts';
import type { CaseFile, CaseItem } from './case-file.ts';
import type {
  CaseFact,
  CaseRecord,
  ChatMessage,
  Closing,
  Difference,
  FactKind,
  Party,
  Payment,
  PlatformRule,
  Reading,
  Reply,
  Situation,
  Submission,
} from './case-record.ts';

/** A case sorted for looking up, built once for an assessment. */
export interface CaseView {
  readonly order: OrderFacts;
  readonly items: readonly CaseItem[];
  readonly itemsById: ReadonlyMap<string, CaseItem>;
  readonly itemsByKind: ReadonlyMap<EvidenceKind, readonly CaseItem[]>;
  readonly readings: readonly Reading[];
  readonly readingsById: ReadonlyMap<string, Reading>;
  readonly facts: readonly CaseFact[];
  readonly factsByKind: ReadonlyMap<FactKind, readonly CaseFact[]>;
  /** In order of time. */
  readonly messages: readonly ChatMessage[];
  readonly payments: readonly Payment[];
  readonly differences: readonly Difference[];
  readonly submissions: readonly Submission[];
  readonly replies: readonly Reply[];
  readonly platformRules: readonly PlatformRule[];
  readonly merchant: Party | undefined;
  readonly platform: Party | undefined;
  readonly situation: Situation | undefined;
  readonly closing: Closing | undefined;
  readonly scenario: ScenarioId | null;
  readonly atMs: number;
}

/** Builds the view; `scenario` undefined takes the situation's. */
export function viewOf(
  caseFile: CaseFile,
  options: { readonly scenario?: ScenarioId | null | undefined; readonly at: string },
): CaseView {
  const by = groupRecords(caseFile.records);
  const bills = new Set(by.payment.map(({ billItemId }) => billItemId));
  const itemsByKind = new Map<EvidenceKind, CaseItem[]>();
  for (const item of caseFile.items) {
    const kind = item.kind ?? (bills.has(item.id) ? 'E16' : null);
    if (kind !== null) push(itemsByKind, kind, item);
  }
  const factsByKind = new Map<FactKind, CaseFact[]>();
  for (const fact of by.fact) push(factsByKind, fact.what, fact);
  for (const facts of factsByKind.values()) facts.sort(byTime);
  const situation = by.situation[0];
  return {
    order: caseFile.order.facts,
    items: caseFile.items,
    itemsById: new Map(caseFile.items.map((item) => [item.id, item])),
    itemsByKind,
    readings: by.reading,
    readingsById: new Map(by.reading.map((reading) => [reading.id, reading])),
    facts: by.fact,
    factsByKind,
    messages: by.message.sort(byTime),
    payments: by.payment.sort(byTime),
    differences: by.difference,
    submissions: by.submission.sort(byTime),
    replies: by.reply.sort(byTime),
    platformRules: by['platform-rule'],
    merchant: by.party.find(({ id }) => id === 'merchant'),
    platform: by.party.find(({ id }) => id === 'platform'),
    situation,
    closing: by.closing[0],
    scenario: options.scenario === undefined ? (situation?.scenario ?? null) : options.scenario,
    atMs: Date.parse(options.at),
  };
}

type Grouped = { [Kind in CaseRecord['kind']]: Extract<CaseRecord, { readonly kind: Kind }>[] };

function groupRecords(records: readonly CaseRecord[]): Grouped {
  const grouped: Grouped = {
    fact: [],
    reading: [],
    message: [],
    difference: [],
    payment: [],
    party: [],
    situation: [],
    letter: [],
    submission: [],
    reply: [],
    'platform-rule': [],
    closing: [],
  };
  for (const record of records) (grouped[record.kind] as CaseRecord[]).push(record);
  return grouped;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** Instants of records are all written alike, so that their texts sort as they do; what has no time comes last. */
function byTime(left: { readonly atUtc: string | null }, right: { readonly atUtc: string | null }): number {
  if (left.atUtc === right.atUtc) return 0;
  if (left.atUtc === null) return 1;
  if (right.atUtc === null) return -1;
  return left.atUtc < right.atUtc ? -1 : 1;
}

/** Items of a kind, in the order they were sealed. */
export function itemsOf(view: CaseView, ...kinds: readonly EvidenceKind[]): readonly CaseItem[] {
  const [only] = kinds;
  if (kinds.length === 1 && only !== undefined) return view.itemsByKind.get(only) ?? [];
  return kinds.flatMap((kind) => view.itemsByKind.get(kind) ?? []);
}

/** Readings of the items of some kinds. */
export function readingsOf(view: CaseView, ...kinds: readonly EvidenceKind[]): readonly Reading[] {
  return itemsOf(view, ...kinds).flatMap(({ id }) => view.readingsById.get(id) ?? []);
}

/** Facts of some kinds, those of one kind in order of time. */
export function factsOf(view: CaseView, ...kinds: readonly FactKind[]): readonly CaseFact[] {
  const [only] = kinds;
  if (kinds.length === 1 && only !== undefined) return view.factsByKind.get(only) ?? [];
  return kinds.flatMap((kind) => view.factsByKind.get(kind) ?? []);
}

/** The earliest fact of some kinds that has a time. */
export function firstTimed(view: CaseView, ...kinds: readonly FactKind[]): TimedFact | undefined {
  let first: TimedFact | undefined;
  for (const fact of factsOf(view, ...kinds)) {
    if (isTimed(fact) && (first === undefined || fact.atUtc < first.atUtc)) first = fact;
  }
  return first;
}

export type TimedFact = CaseFact & { readonly atUtc: string };

export function isTimed(fact: CaseFact): fact is TimedFact {
  return fact.atUtc !== null;
}

/**
 * The moment an item shows: a capture's own time; of an import only what its picture shows, for the import itself says
 * no more than that the picture existed by then. Undefined where neither is known.
 */
export function momentOf(view: CaseView, item: CaseItem): number | undefined {
  if (item.source === 'capture' || item.source === 'recording') return Date.parse(item.capturedAtUtc);
  const shown = view.readingsById.get(item.id)?.shownAtUtc ?? null;
  return shown === null ? undefined : Date.parse(shown);
}

/** Answer of the user to a question; undefined where it was not answered. */
export function answerTo(view: CaseView, question: string): 'yes' | 'no' | undefined {
  return view.situation?.answers[question];
}

/** Whether a platform stands between buyer and merchant: by its card, else by the user's answer. */
export function platformPresence(view: CaseView): 'present' | 'none' | 'unknown' {
  const presence = view.platform?.presence ?? 'unknown';
  if (presence !== 'unknown') return presence;
  const answer = answerTo(view, 'merchant_gone.c6');
  if (answer === undefined) return 'unknown';
  return answer === 'yes' ? 'present' : 'none';
}

/** Names of records, as {@link Grounds} hold them. */
export function recordNames(records: readonly CaseRecord[]): readonly string[] {
  return records.map(({ kind, id }) => `${kind}/${id}`);
}
