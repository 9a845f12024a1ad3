import type { Contradiction } from '../assessment.ts';
import type { CaseView } from '../case-view.ts';
import { amounts, refunds } from './amounts.ts';
import { keys, merchants, orderNumbers, payees, products, transactionNumbers } from './identity.ts';
import { statuses } from './status.ts';
import { capturedBeforeShown, statusBeforeDeadline, timeOrder } from './times.ts';

const searches: readonly ((view: CaseView) => readonly Contradiction[])[] = [
  amounts,
  orderNumbers,
  transactionNumbers,
  merchants,
  products,
  payees,
  keys,
  timeOrder,
  statusBeforeDeadline,
  capturedBeforeShown,
  refunds,
  statuses,
];

/** Statements that cannot both be true. Differences of writing are none, and nobody is accused on a mask. */
export function contradictionsOf(view: CaseView): readonly Contradiction[] {
  return searches.flatMap((search) => search(view));
}
