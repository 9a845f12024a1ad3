import {
  type DraftField,
  draftFields,
  formatYuan,
  type Order,
  type OrderDraft,
} from '../../../core/orders/index.ts';
import type { Texts } from '../../locales/index.ts';

/** What the form holds: a text for every field. */
export type DraftTexts = Record<DraftField, string>;

/** The form's texts of an order as it stands, or of a new one. */
export function draftTextsOf(order: Order | undefined): DraftTexts {
  const facts = order?.facts;
  return {
    platform: facts?.platform ?? '',
    merchant: facts?.merchant ?? '',
    number: facts?.number ?? '',
    product: facts?.product ?? '',
    category: facts?.category ?? 'card-key',
    amount: facts?.amountFen == null ? '' : formatYuan(facts.amountFen),
    paymentChannel: facts?.paymentChannel ?? '',
    transactionNumber: facts?.transactionNumber ?? '',
    orderedAt: facts?.orderedAtUtc ?? '',
    paidAt: facts?.paidAtUtc ?? '',
    promiseMinutes: facts?.promiseMinutes == null ? '' : String(facts.promiseMinutes),
    promiseText: facts?.promiseText ?? '',
    status: facts?.status ?? 'awaiting-delivery',
    notes: facts?.notes ?? '',
  };
}

/**
 * Only the fields that the user changed: a fact that was more exact than the form shows (milliseconds) is not made coarser
 * by saving something else.
 */
export function changedFields(before: DraftTexts, after: DraftTexts): OrderDraft {
  return Object.fromEntries(
    draftFields.filter((field) => before[field] !== after[field]).map((field) => [field, after[field]]),
  );
}

/** Why a field was refused and what to write instead, in the window's language. */
export function refusalText(field: DraftField, code: string, texts: Texts): string {
  const { refused, fields } = texts.orders;
  if (code === 'ORDER_FACT_MISSING') return refused.missing(fields[field]);
  switch (field) {
    case 'amount':
      return refused.amount;
    case 'promiseMinutes':
      return refused.promiseMinutes;
    case 'orderedAt':
    case 'paidAt':
      return refused.time;
    case 'notes':
      return refused.notes;
    case 'category':
    case 'status':
    case 'paymentChannel':
      return refused.choice;
    default:
      return refused.line;
  }
}
