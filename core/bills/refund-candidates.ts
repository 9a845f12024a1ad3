import type { BillLineFacts } from './bill.ts';
import { sameName } from './names.ts';

/** Payments, found by what a refund line says of them. Both are given in order of time. */
export class RefundCandidates {
  readonly #byNumber = new Map<string, BillLineFacts>();
  readonly #byMerchantNumber = new Map<string, BillLineFacts[]>();
  /** 微信支付's payments that state a refund and wait for its line, by name and amount. */
  readonly #stated = new Map<string, BillLineFacts[]>();
  readonly #taken = new Set<BillLineFacts>();

  constructor(payments: readonly BillLineFacts[]) {
    for (const payment of payments) {
      const { transactionNumber, merchantNumber, statedRefundFen } = payment;
      this.#byNumber.set(keyOf(payment, transactionNumber), payment);
      if (merchantNumber !== null) append(this.#byMerchantNumber, keyOf(payment, merchantNumber), payment);
      for (const name of statedRefundFen === null ? [] : paymentNames(payment)) {
        append(this.#stated, keyOf(payment, `${name} ${statedRefundFen}`), payment);
      }
    }
    for (const waiting of this.#stated.values()) waiting.reverse();
  }

  /** The payment whose number is the beginning of the refund's, up to an underscore; the longest such. */
  byNumber(refund: BillLineFacts): BillLineFacts | undefined {
    const { transactionNumber } = refund;
    let end = transactionNumber.lastIndexOf('_');
    while (end > 0) {
      const payment = this.#byNumber.get(keyOf(refund, transactionNumber.slice(0, end)));
      if (payment !== undefined) return payment;
      end = transactionNumber.lastIndexOf('_', end - 1);
    }
    return undefined;
  }

  /** The one payment with the refund's merchant number that can have been refunded so much. */
  byMerchantNumber(refund: BillLineFacts): BillLineFacts | undefined {
    const fitting = this.#sharing(refund).filter(
      ({ amountFen, atUtc }) => amountFen >= refund.amountFen && atUtc <= refund.atUtc,
    );
    return fitting.length === 1 ? fitting[0] : undefined;
  }

  /** The first payment to that payee that states a refund of exactly this much and waits for its line. */
  takeStated(refund: BillLineFacts): BillLineFacts | undefined {
    for (const name of refundNames(refund)) {
      const waiting = this.#stated.get(keyOf(refund, `${name} ${refund.amountFen}`)) ?? [];
      let next = waiting.at(-1);
      while (next !== undefined && this.#taken.has(next)) {
        waiting.pop();
        next = waiting.at(-1);
      }
      if (next === undefined || next.atUtc > refund.atUtc) continue;
      this.#taken.add(next);
      return next;
    }
    return undefined;
  }

  /** Whether both of a refund's numbers say that its payment is not among these. */
  isElsewhere(refund: BillLineFacts): boolean {
    const namesPayment = /^\d{16,}_/.test(refund.transactionNumber) && refund.merchantNumber !== null;
    return namesPayment && this.#sharing(refund).length === 0;
  }

  #sharing(refund: BillLineFacts): readonly BillLineFacts[] {
    const { merchantNumber } = refund;
    return merchantNumber === null ? [] : (this.#byMerchantNumber.get(keyOf(refund, merchantNumber)) ?? []);
  }
}

/** What a payment's payee may be called in the refund's line. */
export function paymentNames({ payee, category }: BillLineFacts): readonly string[] {
  return [...new Set([sameName(payee), sameName(category)])];
}

/** Names that a refund's payee may go by: 微信支付 also writes it as `<商户名>-退款`. */
export function refundNames({ payee, category, provider }: BillLineFacts): readonly string[] {
  const typed = provider === 'wechat-pay' ? category.replace(/-?退款$/, '') : '';
  return [...new Set([payee, typed].map(sameName).filter((name) => name !== ''))];
}

export function keyOf({ provider }: BillLineFacts, text: string): string {
  return `${provider} ${text}`;
}

export function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
