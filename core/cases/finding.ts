import type { CheckOutcome, Grounds } from './assessment.ts';
import type { CaseItem } from './case-file.ts';
import type { CaseRecord } from './case-record.ts';
import { type CaseView, recordNames } from './case-view.ts';

/** What a check found, before the rule's own words are put to it. */
export interface Finding extends Grounds {
  readonly result: CheckOutcome;
  readonly reason: string;
  readonly remedy: string | null;
  /** Words of the question that would decide it; its id is `scenario.check`. */
  readonly question: string | null;
}

/** A check: a pure function of the case. `id` is `scenario.check`, the id of its question. */
export type Check = (view: CaseView, id: string) => Finding;

/** What a finding rests on: items, records, and facts of the order by name. */
export interface Basis {
  readonly items?: readonly (CaseItem | string)[];
  readonly records?: readonly CaseRecord[];
  readonly order?: readonly string[];
}

/** Collects grounds; items of the records are not added by themselves. */
export function groundsOf(basis: Basis): Grounds {
  return {
    itemIds: [...new Set((basis.items ?? []).map((item) => (typeof item === 'string' ? item : item.id)))],
    records: [...recordNames(basis.records ?? []), ...(basis.order ?? []).map((fact) => `order/${fact}`)],
  };
}

const NOTHING: Grounds = { itemIds: [], records: [] };

export function pass(reason: string, basis?: Basis, question: string | null = null): Finding {
  return { result: 'PASS', reason, remedy: null, question, ...(basis ? groundsOf(basis) : NOTHING) };
}

export function failed(
  reason: string,
  remedy: string,
  basis?: Basis,
  question: string | null = null,
): Finding {
  return { result: 'FAIL', reason, remedy, question, ...(basis ? groundsOf(basis) : NOTHING) };
}

export function notChecked(
  reason: string,
  remedy: string,
  question: string | null = null,
  basis?: Basis,
): Finding {
  return { result: 'NOT_CHECKED', reason, remedy, question, ...(basis ? groundsOf(basis) : NOTHING) };
}

export function notApplicable(reason: string, question: string | null = null, basis?: Basis): Finding {
  return {
    result: 'NOT_APPLICABLE',
    reason,
    remedy: null,
    question,
    ...(basis ? groundsOf(basis) : NOTHING),
  };
}

/** Grounds in one: items and records of a situation's answer. */
export function answerBasis(view: CaseView): Basis {
  return view.situation === undefined ? {} : { records: [view.situation] };
}
