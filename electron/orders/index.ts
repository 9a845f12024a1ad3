/**
 * What a person typed about a purchase, turned into facts in the locker.
 *
 * Promise: facts are recorded as entered, amounts in fen, every change as an entry; a refused field changes nothing and is
 * named; duplicates are named, never refused. Draws no legal conclusions.
 */
import {
  type DraftField,
  type Order,
  type OrderDraft,
  type OrderDraftError,
  type OrderId,
  type RefusedField,
  readDraft,
  readNewOrder,
} from '../../core/orders/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Locker, LockerError } from '../locker/index.ts';

/** A field that was not understood, with the sentence that says what to write instead. */
export interface OrderFieldRefusal {
  readonly field: DraftField;
  readonly code: OrderDraftError;
  readonly message: string;
}

/** The order with ids of others of the same platform and number, or every refused field and nothing written. */
export type OrderOutcome =
  | { readonly order: Order; readonly duplicates: OrderId[] }
  | { readonly refused: OrderFieldRefusal[] };

type OrderLocker = Pick<Locker, 'addOrder' | 'changeOrder' | 'findDuplicateOrders'>;

/** Adds an order. Facts left out are unknown. Fails only with the locker's codes. */
export async function addOrder(
  locker: OrderLocker,
  draft: OrderDraft,
): Promise<Result<OrderOutcome, LockerError>> {
  const { facts, refused } = readNewOrder(draft);
  if (facts === undefined) return ok({ refused: refused.map(refusalOf) });
  return withDuplicates(locker, await locker.addOrder(facts));
}

/** Changes the facts that the draft names; an empty text clears one. `ORDER_UNKNOWN` and the locker's codes. */
export async function changeOrder(
  locker: OrderLocker,
  orderId: OrderId,
  draft: OrderDraft,
): Promise<Result<OrderOutcome, LockerError>> {
  const { facts, refused } = readDraft(draft);
  if (refused.length > 0) return ok({ refused: refused.map(refusalOf) });
  return withDuplicates(locker, await locker.changeOrder(orderId, facts));
}

async function withDuplicates(
  locker: OrderLocker,
  written: Result<Order, LockerError>,
): Promise<Result<OrderOutcome, LockerError>> {
  if (!written.ok) return written;
  const order = written.value;
  const same = await locker.findDuplicateOrders(order.facts.platform, order.facts.number, order.id);
  return ok({ order, duplicates: same.map((each) => each.id) });
}

function refusalOf({ field, failure }: RefusedField): OrderFieldRefusal {
  return { field, code: failure.code, message: failure.message };
}
