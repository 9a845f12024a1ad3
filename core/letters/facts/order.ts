import { formatMoney, paymentChannelNames } from '../../orders/index.ts';
import { factDraft } from '../draft.ts';
import {
  captureAdvice,
  exhibitsOf,
  exhibitsOfKinds,
  factsOf,
  type Grounds,
  hasPlatform,
  purchaseExhibits,
  together,
} from '../grounds.ts';
import type { Draft } from '../letter.ts';
import { plain, timeText } from '../words.ts';

/** When it was paid: the order's fact, else the user's, else the bill's. */
export function paidAt(grounds: Grounds): string | null {
  const fact = factsOf(grounds, 'paid').find(({ atUtc }) => atUtc !== null)?.atUtc;
  const payment = grounds.records.payment.find(({ role }) => role === 'payment')?.atUtc;
  return grounds.order.paidAtUtc ?? fact ?? payment ?? null;
}

/** What was paid for the order, in fen. */
export function paidFen(grounds: Grounds): number | null {
  const fact = factsOf(grounds, 'paid').find(({ amountFen }) => amountFen !== null)?.amountFen;
  const payment = grounds.records.payment.find(({ role }) => role === 'payment')?.amountFen;
  return grounds.order.amountFen ?? fact ?? payment ?? null;
}

export function transactionNumber(grounds: Grounds): string | null {
  const payment = grounds.records.payment.find(({ role }) => role === 'payment')?.transactionNumber;
  return grounds.order.transactionNumber ?? payment ?? null;
}

/** The purchase: never dropped. Short forms say it in one sentence, papers in two. */
export function orderDrafts(grounds: Grounds): readonly Draft[] {
  return grounds.isShort ? shortOrder(grounds) : [boughtDraft(grounds), ...paidDrafts(grounds)];
}

function boughtDraft(grounds: Grounds): Draft {
  const { order } = grounds;
  const { order: exhibits } = purchaseExhibits(grounds);
  const ordered =
    order.orderedAtUtc ?? factsOf(grounds, 'ordered').find(({ atUtc }) => atUtc !== null)?.atUtc;
  const when = ordered == null ? '' : `于${timeText(ordered)}`;
  const where = hasPlatform(grounds)
    ? `在“${plain(order.platform)}”`
    : `在商家自建网站“${plain(order.platform)}”`;
  return factDraft(
    `本人${when}${where}向“${plain(order.merchant)}”购买“${plain(order.product)}”，订单号${order.number}。`,
    exhibits,
    0,
    captureAdvice(grounds, 'E01'),
  );
}

function paidDrafts(grounds: Grounds): readonly Draft[] {
  const amount = paidFen(grounds);
  if (amount === null) return [];
  const { payment } = purchaseExhibits(grounds);
  const at = paidAt(grounds);
  const when = at === null ? '' : `于${timeText(at)}`;
  const { paymentChannel } = grounds.order;
  const through =
    paymentChannel === null || paymentChannel === 'other' ? '' : `通过${paymentChannelNames[paymentChannel]}`;
  const number = transactionNumber(grounds);
  const withNumber = number === null || !showsPayment(grounds) ? '' : `，交易单号${number}`;
  return [
    factDraft(
      `本人${when}${through}支付${formatMoney(amount)}${withNumber}。`,
      payment,
      0,
      captureAdvice(grounds, 'E03'),
    ),
  ];
}

function shortOrder(grounds: Grounds): readonly Draft[] {
  const { order } = grounds;
  const amount = paidFen(grounds);
  const at = paidAt(grounds);
  const shown = purchaseExhibits(grounds);
  const paid = amount === null || shown.payment.length === 0 ? '' : `，实付${formatMoney(amount)}`;
  const when = at === null || paid === '' ? '' : `，${timeText(at)}付款`;
  const number = transactionNumber(grounds);
  const isPaymentForm = grounds.letter === 'payment-complaint' && grounds.scenario !== 'duplicate_charge';
  const transaction =
    number !== null && isPaymentForm && showsPayment(grounds) ? `，支付交易单号${number}` : '';
  const exhibits = together(shown.order.slice(0, 1), paid === '' ? [] : shown.payment.slice(0, 1));
  const advice = captureAdvice(grounds, 'E01');
  return [
    factDraft(`订单号${order.number}${when}${paid}${transaction}。`, exhibits, 0, advice),
    factDraft(
      `所购商品为“${plain(order.product)}”，商家为“${plain(order.merchant)}”。`,
      shown.order.slice(0, 1),
      3,
      advice,
    ),
  ];
}

function showsPayment(grounds: Grounds): boolean {
  const bills = grounds.records.payment.map(({ billItemId }) => billItemId);
  return exhibitsOfKinds(grounds, 'E03', 'E16').length > 0 || exhibitsOf(grounds, bills).length > 0;
}
