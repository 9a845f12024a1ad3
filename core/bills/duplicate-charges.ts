import { type Fen, formatMoney } from '../orders/index.ts';
import type { BillLine } from './bill.ts';
import { sameName, sameNumber } from './names.ts';
import { append } from './refund-candidates.ts';
import { findRefundLinks } from './refunds.ts';

/** Charges that look like one purchase paid more than once. */
export interface DuplicateCharges {
  /** Two or more, none of them refunded, by time. */
  readonly lines: readonly BillLine[];
  /** `sure` only where one shop order number stands for all of them; else the user decides. */
  readonly certainty: 'sure' | 'suspected';
  /** A Chinese sentence for the user. */
  readonly reason: string;
  /** Refunded already of further charges for the same thing in the same time, which are not among the lines. */
  readonly refundedFen: Fen;
  /** What was paid beyond one charge and has not come back. */
  readonly overchargedFen: Fen;
}

/** Longest time between two charges of one shop order. */
const SURE_WITHIN_MS = 24 * 3_600_000;
/** The same without an order number: beyond half an hour people buy again. */
const SUSPECTED_WITHIN_MS = 30 * 60_000;
/** Shortest order number that is looked for inside a text: anything shorter occurs by chance. */
const MIN_NUMBER_CHARACTERS = 6;

/** Renewals, and money that is only held: several of one amount are how they work. */
const RECURRING = /自动续费|续费|连续包[月季年]|包月|自动扣[款费]|代扣|订阅|定期扣款/;
const HELD = /预授权|押金|免押|冻结|解冻|信用服务|保证金/;
const FOR_OTHERS = /亲友代付|亲属卡|亲情卡|代付成功/;
const LABELLED_NUMBER = /(?:订单|单)(?:编)?号[:：]?\s*([0-9A-Za-z_-]{6,})/;

/**
 * Charges of one amount to one payee for the same product text, near in time, with different numbers. Never names a
 * charge that was refunded in part or whole, or that a refund of unknown origin may belong to; nor renewals, holds,
 * payments for others, or 0.00. With the order's number a charge whose text or merchant number carries it counts as that
 * order's. Sorted by time.
 */
export function findDuplicateCharges(
  lines: readonly BillLine[],
  order?: { readonly orderNumber: string },
): readonly DuplicateCharges[] {
  const links = findRefundLinks(lines);
  const stands = (line: BillLine) =>
    line.state === 'paid' && !links.refundsOf.has(line) && !links.isDoubtful(line);
  const byPurchase = new Map<string, BillLine[]>();
  for (const line of lines.filter(isCharge)) append(byPurchase, purchaseKey(line), line);
  return [...byPurchase.values()]
    .filter((charges) => charges.length > 1)
    .flatMap((charges) => {
      const standing = charges.filter(stands).toSorted(byTime);
      return duplicatesAmong(standing, charges, order?.orderNumber);
    })
    .toSorted((left, right) => firstTimeMs(left) - firstTimeMs(right));
}

function isCharge(line: BillLine): boolean {
  const words = `${line.category} ${line.product} ${line.status}`;
  return (
    line.isUnderstood &&
    line.direction === 'out' &&
    line.amountFen > 0 &&
    ['paid', 'refunded', 'partly-refunded'].includes(line.state) &&
    !RECURRING.test(words) &&
    !HELD.test(words) &&
    !FOR_OTHERS.test(words)
  );
}

function duplicatesAmong(
  standing: readonly BillLine[],
  charges: readonly BillLine[],
  orderNumber: string | undefined,
): readonly DuplicateCharges[] {
  const byShopNumber = new Map<string, BillLine[]>();
  for (const line of standing) {
    const number = shopNumberOf(line, orderNumber);
    if (number !== undefined) append(byShopNumber, number, line);
  }
  const sure = [...byShopNumber].flatMap(([number, of]) =>
    chains(of, SURE_WITHIN_MS).map((chain) => duplicate(chain, charges, number)),
  );
  const named = new Set(sure.flatMap((found) => found.lines));
  const rest = standing.filter((line) => !named.has(line));
  return [...sure, ...chains(rest, SUSPECTED_WITHIN_MS).map((chain) => duplicate(chain, charges, undefined))];
}

/** The shop's own order number of a charge: the given one, one that the text calls so, or the merchant's number. */
function shopNumberOf(line: BillLine, orderNumber: string | undefined): string | undefined {
  if (orderNumber !== undefined && mentionsOrder(line, orderNumber)) return sameNumber(orderNumber);
  return LABELLED_NUMBER.exec(line.product)?.[1] ?? line.merchantNumber ?? undefined;
}

/** Whether a line's merchant number or product text carries an order's number. */
export function mentionsOrder(line: BillLine, orderNumber: string): boolean {
  const number = sameNumber(orderNumber);
  if (number === '') return false;
  if (line.merchantNumber !== null && sameNumber(line.merchantNumber) === number) return true;
  if (number.length < MIN_NUMBER_CHARACTERS) return false;
  // A number inside a longer one is another number.
  const around = sameNumber(line.product).split(number);
  return around.some(
    (before, at) =>
      at + 1 < around.length && !/[0-9A-Za-z]$/.test(before) && !/^[0-9A-Za-z]/.test(around[at + 1] ?? ''),
  );
}

/** Runs of two or more in which each follows the one before within `withinMs`. */
function chains(lines: readonly BillLine[], withinMs: number): readonly (readonly BillLine[])[] {
  const runs: BillLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && timeMs(line) - timeMs(last) <= withinMs) run.push(line);
    else runs.push([line]);
  }
  return runs.filter((run) => run.length > 1);
}

function duplicate(
  lines: readonly BillLine[],
  charges: readonly BillLine[],
  shopNumber: string | undefined,
): DuplicateCharges {
  const [first] = lines;
  const amountFen = first?.amountFen ?? 0;
  const windowMs = shopNumber === undefined ? SUSPECTED_WITHIN_MS : SURE_WITHIN_MS;
  const refundedFen = charges
    .filter((line) => line.refundedFen > 0 && isNear(line, lines, windowMs))
    .reduce((sum, line) => sum + line.refundedFen, 0);
  const what = `同一收款方“${first?.payee ?? ''}”、同样的商品和金额（${formatMoney(amountFen)}）扣了 ${lines.length} 次，交易单号不同，都没有退款`;
  return {
    lines,
    certainty: shopNumber === undefined ? 'suspected' : 'sure',
    reason:
      shopNumber === undefined
        ? `疑似重复扣款：半小时内${what}。账单上没有同一个商家订单号；如果你确实下了 ${lines.length} 单，就不是重复扣款。`
        : `重复扣款：${what}，都属于商家订单号 ${shopNumber}。`,
    refundedFen,
    overchargedFen: amountFen * (lines.length - 1),
  };
}

function isNear(line: BillLine, run: readonly BillLine[], withinMs: number): boolean {
  return run.some((member) => Math.abs(timeMs(member) - timeMs(line)) <= withinMs);
}

function purchaseKey({ payee, product, amountFen }: BillLine): string {
  return JSON.stringify([sameName(payee), sameName(product), amountFen]);
}

function timeMs({ atUtc }: BillLine): number {
  return Date.parse(atUtc);
}

function firstTimeMs({ lines: [first] }: DuplicateCharges): number {
  return first === undefined ? 0 : timeMs(first);
}

function byTime(left: BillLine, right: BillLine): number {
  return timeMs(left) - timeMs(right);
}
