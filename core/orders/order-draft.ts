import { type Failure, fail, ok, type Result } from '../result.ts';
import { parseFen } from './money.ts';
import {
  type OrderFacts,
  orderCategories,
  orderFactsSchema,
  orderStatuses,
  paymentChannels,
} from './order.ts';

/** An order as typed into a form or a command line: texts, some of them empty. */
export type OrderDraft = { readonly [Fact in DraftField]?: string | undefined };

export const draftFields = [
  'platform',
  'merchant',
  'number',
  'product',
  'category',
  'amount',
  'paymentChannel',
  'transactionNumber',
  'orderedAt',
  'paidAt',
  'promiseMinutes',
  'promiseText',
  'status',
  'notes',
] as const;
export type DraftField = (typeof draftFields)[number];

export type OrderDraftError = 'ORDER_FACT_INVALID' | 'ORDER_FACT_MISSING';

/** One refused field: which, and what to do about it. */
export interface RefusedField {
  readonly field: DraftField;
  readonly failure: Failure<OrderDraftError>;
}

const required: readonly DraftField[] = ['platform', 'merchant', 'number', 'product'];

const fieldNames: Readonly<Record<DraftField, string>> = {
  platform: '平台',
  merchant: '商家',
  number: '订单号',
  product: '商品',
  category: '类别',
  amount: '金额',
  paymentChannel: '支付渠道',
  transactionNumber: '交易单号',
  orderedAt: '下单时间',
  paidAt: '付款时间',
  promiseMinutes: '承诺发货分钟数',
  promiseText: '承诺原文',
  status: '状态',
  notes: '备注',
};

/**
 * Reads the fields that are present into facts; an empty text clears a fact that may be unknown. All refused fields are
 * returned at once, so that a form can mark each. Instants without an offset are refused: they would be a guess.
 */
export function readDraft(draft: OrderDraft): {
  readonly facts: Partial<OrderFacts>;
  readonly refused: readonly RefusedField[];
} {
  const facts: Record<string, unknown> = {};
  const refused: RefusedField[] = [];
  for (const field of draftFields) {
    const text = draft[field];
    if (text === undefined) continue;
    const read = readField(field, field === 'notes' ? text : text.trim());
    if (read.ok) Object.assign(facts, read.value);
    else refused.push({ field, failure: read.error });
  }
  return { facts, refused };
}

/** Reads a whole new order; what may be unknown is `null`, category defaults to 点卡/卡密, status to 等待发货. */
export function readNewOrder(draft: OrderDraft): {
  readonly facts: OrderFacts | undefined;
  readonly refused: readonly RefusedField[];
} {
  const complete: Record<string, string | undefined> = { ...draft };
  for (const field of required) complete[field] ??= '';
  const { facts, refused } = readDraft(complete);
  if (refused.length > 0) return { facts: undefined, refused };
  return {
    facts: {
      platform: '',
      merchant: '',
      number: '',
      product: '',
      category: 'card-key',
      amountFen: null,
      paymentChannel: null,
      transactionNumber: null,
      orderedAtUtc: null,
      paidAtUtc: null,
      promiseMinutes: null,
      promiseText: null,
      status: 'awaiting-delivery',
      notes: '',
      ...facts,
    },
    refused,
  };
}

function readField(field: DraftField, text: string): Result<Partial<OrderFacts>, OrderDraftError> {
  const invalid = (hint: string) =>
    fail('ORDER_FACT_INVALID' as const, `${fieldNames[field]}：${hint}`, { field });
  if (text === '' && required.includes(field)) {
    return fail('ORDER_FACT_MISSING', `请填写${fieldNames[field]}。`, { field });
  }
  const accept = (facts: Partial<OrderFacts>, hint: string) =>
    orderFactsSchema.partial().safeParse(facts).success ? ok(facts) : invalid(hint);
  const lineHint = '请写成一行，不要超过长度，也不要含控制字符。';
  switch (field) {
    case 'platform':
    case 'merchant':
    case 'number':
    case 'product':
      return accept({ [field]: text }, lineHint);
    case 'transactionNumber':
    case 'promiseText':
      return accept({ [field]: text === '' ? null : text }, lineHint);
    case 'notes':
      return accept({ notes: text }, '备注最多 4000 字。');
    case 'category':
      return accept(
        { category: text as OrderFacts['category'] },
        `只能是 ${orderCategories.join('、')} 之一。`,
      );
    case 'status':
      return accept({ status: text as OrderFacts['status'] }, `只能是 ${orderStatuses.join('、')} 之一。`);
    case 'paymentChannel':
      return accept(
        { paymentChannel: text === '' ? null : (text as OrderFacts['paymentChannel']) },
        `只能是 ${paymentChannels.join('、')} 之一。`,
      );
    case 'amount': {
      if (text === '') return ok({ amountFen: null });
      const amount = parseFen(text);
      return amount.ok ? ok({ amountFen: amount.value }) : invalid(amount.error.message);
    }
    case 'promiseMinutes': {
      if (text === '') return ok({ promiseMinutes: null });
      const hint = '请填 1 到 525600 之间的整数分钟。';
      return /^\d{1,6}$/.test(text) ? accept({ promiseMinutes: Number(text) }, hint) : invalid(hint);
    }
    case 'orderedAt':
    case 'paidAt': {
      const fact = field === 'orderedAt' ? 'orderedAtUtc' : 'paidAtUtc';
      if (text === '') return ok({ [fact]: null });
      const utc = parseInstant(text);
      return utc === undefined
        ? invalid('请写带时区的时间，例如 2026-11-23T14:02:11+08:00。')
        : ok({ [fact]: utc });
    }
  }
}

/** Reads an ISO 8601 instant with a zone (`Z` or `±hh:mm`) into UTC; undefined for anything else, and for impossible dates. */
export function parseInstant(text: string): string | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:\d\d)$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, year, month, day] = match;
  const date = new Date(text);
  if (Number.isNaN(date.getTime()) || date.getTime() < 0) return undefined;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) > lastDay ? undefined : date.toISOString();
}
