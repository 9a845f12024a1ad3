import type { Payment } from '../../cases/index.ts';
import { formatMoney } from '../../orders/index.ts';
import { factDraft } from '../draft.ts';
import { captureAdvice, exhibitsOf, exhibitsOfKinds, factsOf, type Grounds, together } from '../grounds.ts';
import type { Draft } from '../letter.ts';
import { aside, plain, timeAfter, timeText } from '../words.ts';

/** Charges beyond the one that was due, and what is still to be paid back of them. */
export interface Overcharge {
  readonly fen: number;
  readonly exhibits: readonly string[];
}

/** What was charged twice, less what came back. Undefined where no bill line and no event says it. */
export function overcharge(grounds: Grounds): Overcharge | undefined {
  const twice = grounds.records.payment.filter(isRepeated);
  if (twice.length > 0) {
    const fen = twice.reduce((sum, { amountFen, refundedFen }) => sum + amountFen - refundedFen, 0);
    return { fen, exhibits: paymentExhibits(grounds, twice) };
  }
  const again = factsOf(grounds, 'charged-again').filter(({ amountFen }) => amountFen !== null);
  if (again.length === 0) return undefined;
  const fen = again.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);
  const linked = exhibitsOf(
    grounds,
    again.flatMap(({ itemIds }) => itemIds),
  );
  return { fen, exhibits: linked.length > 0 ? linked : exhibitsOfKinds(grounds, 'E16') };
}

const isRepeated = ({ role }: Payment) => role === 'duplicate' || role === 'suspected-duplicate';

function paymentExhibits(grounds: Grounds, payments: readonly Payment[]): readonly string[] {
  const bills = exhibitsOf(
    grounds,
    payments.map(({ billItemId }) => billItemId),
  );
  return bills.length > 0 ? bills : exhibitsOfKinds(grounds, 'E16');
}

/** Each charge with its own transaction number, and that there is one order. */
export function chargeDrafts(grounds: Grounds): readonly Draft[] {
  const lines = grounds.records.payment
    .filter(({ role }) => role !== 'refund')
    .sort((left, right) => left.atUtc.localeCompare(right.atUtc));
  const advice = captureAdvice(grounds, 'E16');
  if (grounds.isShort && lines.length > 1) return [...twiceDraft(grounds, lines), ...oneOrderDraft(grounds)];
  const drafts = lines.map((payment) => {
    const again = isRepeated(payment) ? '再次' : '';
    const payee = plain(payment.payee) === '' ? '' : `，收款方为“${plain(payment.payee)}”`;
    const back = payment.refundedFen > 0 ? `，已退回${formatMoney(payment.refundedFen)}` : '';
    return factDraft(
      `${timeText(payment.atUtc)}${again}扣款${formatMoney(payment.amountFen)}，交易单号${payment.transactionNumber}${payee}${back}。`,
      paymentExhibits(grounds, [payment]),
      1,
      advice,
    );
  });
  return [...(drafts.length > 0 ? drafts : eventCharges(grounds)), ...oneOrderDraft(grounds)];
}

/** All charges in one sentence, for a short field: the case rests on it. */
function twiceDraft(grounds: Grounds, lines: readonly Payment[]): readonly Draft[] {
  const first = lines[0]?.atUtc ?? '';
  const each = lines.map(({ atUtc, amountFen, transactionNumber }, index) => {
    const when = index === 0 ? timeText(atUtc) : timeAfter(atUtc, first);
    return `${when}扣款${formatMoney(amountFen)}（交易单号${transactionNumber}）`;
  });
  const text = `该订单被扣款${lines.length}次：${each.join('，')}。`;
  return [factDraft(text, paymentExhibits(grounds, lines), 0, captureAdvice(grounds, 'E16'))];
}

function eventCharges(grounds: Grounds): readonly Draft[] {
  return factsOf(grounds, 'charged', 'charged-again').map((fact) => {
    const when = fact.atUtc === null ? '' : timeText(fact.atUtc);
    const amount = fact.amountFen === null ? '' : formatMoney(fact.amountFen);
    const again = fact.what === 'charged-again' ? '再次' : '';
    const linked = exhibitsOf(grounds, fact.itemIds);
    const note = aside(fact.text, grounds.longestQuote);
    return factDraft(
      `本人${when === '' ? '' : `于${when}`}${again}被扣款${amount}${note}。`,
      linked,
      1,
      captureAdvice(grounds, 'E16'),
    );
  });
}

function oneOrderDraft(grounds: Grounds): readonly Draft[] {
  const order = exhibitsOfKinds(grounds, 'E01');
  const bill = exhibitsOfKinds(grounds, 'E16', 'E03');
  const exhibits = order.length > 0 && bill.length > 0 ? together(order.slice(0, 1), bill.slice(0, 1)) : [];
  return overcharge(grounds) === undefined
    ? []
    : [
        factDraft(
          `以上扣款只对应一笔订单（订单号${grounds.order.number}）。`,
          exhibits,
          2,
          captureAdvice(grounds, 'E01'),
        ),
      ];
}
