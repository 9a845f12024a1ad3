import type {
  CaseFact,
  CaseFile,
  CaseItem,
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
} from '../../../../core/cases/index.ts';
import type { EvidenceKind } from '../../../../core/evidence/index.ts';
import type { OrderFacts } from '../../../../core/orders/index.ts';
import type { ChannelId } from '../../../../core/rules/index.ts';

/** `14:02:11` on 23 November 2026 at UTC+08:00, `25T14:02:11` on another day of that month, or a whole instant. */
export function at(local: string): string {
  const whole = local.length > 12 ? local : `2026-11-${local.includes('T') ? local : `23T${local}`}`;
  return new Date(whole.endsWith('Z') ? whole : `${whole}+08:00`).toISOString();
}

export const sampleOrder: OrderFacts = {
  platform: '星辰卡盟',
  merchant: '星辰点卡专营店',
  number: '20261123140211000123',
  product: '100 元点卡',
  category: 'card-key',
  amountFen: 9850,
  paymentChannel: 'alipay',
  transactionNumber: '2026112322001411001234567890',
  orderedAtUtc: at('14:01:48'),
  paidAtUtc: at('14:02:11'),
  promiseMinutes: 10,
  promiseText: '10分钟内发货',
  status: 'awaiting-delivery',
  notes: '',
};

/** `i-e040…0` for E04, `i-e041…0` for a second one: readable in a failed test. */
export function itemId(kind: string, count = 0): string {
  return `i-${`${kind.toLowerCase()}${count}`.padEnd(26, '0')}`;
}

export function item(
  kind: EvidenceKind,
  capturedAt: string,
  changes: Partial<CaseItem> & { count?: number } = {},
): CaseItem {
  const { count = 0, ...others } = changes;
  return {
    id: itemId(kind, count),
    kind,
    source: 'capture',
    mediaType: 'image/png',
    capturedAtUtc: at(capturedAt),
    note: '',
    seq: Number(kind.slice(1)) * 10 + count,
    transcriptCueCount: null,
    ...others,
  };
}

export function video(kind: EvidenceKind, capturedAt: string): CaseItem {
  return item(kind, capturedAt, { source: 'recording', mediaType: 'video/webm' });
}

let made = 0;
function nextId(prefix: string): string {
  made += 1;
  return `${prefix}-${made}`;
}

export function fact(what: FactKind, time: string | null, changes: Partial<CaseFact> = {}): CaseFact {
  return {
    kind: 'fact',
    id: nextId('f'),
    what,
    atUtc: time === null ? null : at(time),
    amountFen: null,
    text: '',
    itemIds: [],
    ...changes,
  };
}

export function reading(id: string, changes: Partial<Reading>): Reading {
  return {
    kind: 'reading',
    id,
    orderNumber: null,
    transactionNumber: null,
    merchantNumber: null,
    amountFen: null,
    shownAtUtc: null,
    keyHead: null,
    keyTail: null,
    domain: null,
    shownText: null,
    merchant: null,
    payee: null,
    product: null,
    shows: [],
    ...changes,
  };
}

export function message(
  who: ChatMessage['who'],
  time: string,
  text: string,
  changes: Partial<ChatMessage> = {},
): ChatMessage {
  return {
    kind: 'message',
    id: nextId('m'),
    who,
    atUtc: at(time),
    text,
    isOnPlatform: true,
    itemIds: [],
    ...changes,
  };
}

export function payment(time: string, changes: Partial<Payment> = {}): Payment {
  return {
    kind: 'payment',
    id: nextId('p'),
    billItemId: null,
    line: null,
    provider: 'alipay',
    transactionNumber: '2026112322001411001234567890',
    merchantNumber: null,
    payee: '星辰点卡专营店',
    product: '100 元点卡',
    amountFen: 9850,
    atUtc: at(time),
    status: '交易成功',
    refundedFen: 0,
    role: 'payment',
    ...changes,
  };
}

export function difference(
  feature: string,
  promised: string,
  actual: string,
  changes: Partial<Difference> = {},
): Difference {
  return {
    kind: 'difference',
    id: nextId('d'),
    feature,
    promised,
    actual,
    promisedItemIds: [itemId('E02')],
    actualItemIds: [itemId('E08')],
    ...changes,
  };
}

export function party(
  id: Party['id'],
  changes: Omit<Partial<Party>, 'fields'> & { fields?: Partial<Party['fields']> } = {},
): Party {
  const { fields, ...others } = changes;
  const none = {
    name: null,
    uscc: null,
    address: null,
    phone: null,
    icp: null,
    payee: null,
    website: null,
    shopId: null,
  };
  return {
    kind: 'party',
    id,
    presence: 'present',
    isIndividual: null,
    notPublished: [],
    itemIds: {},
    ...others,
    fields: { ...none, ...fields },
  };
}

export function situation(changes: Partial<Situation> = {}): Situation {
  return {
    kind: 'situation',
    id: 'situation',
    scenario: null,
    modifiers: [],
    answers: {},
    isTripleClaimed: false,
    wants: 'refund',
    wantedFen: null,
    ...changes,
  };
}

export function submission(channel: ChannelId, time: string, changes: Partial<Submission> = {}): Submission {
  return {
    kind: 'submission',
    id: nextId('s'),
    channel,
    atUtc: at(time),
    receivedAtUtc: null,
    receiptNumber: '',
    packageSha256: null,
    letterId: null,
    text: '',
    itemIds: [],
    ...changes,
  };
}

export function reply(
  submissionId: string,
  time: string,
  outcome: Reply['outcome'],
  changes: Partial<Reply> = {},
): Reply {
  return {
    kind: 'reply',
    id: nextId('r'),
    submissionId,
    atUtc: at(time),
    outcome,
    text: '',
    itemIds: [],
    ...changes,
  };
}

export function platformRule(quote: string, changes: Partial<PlatformRule> = {}): PlatformRule {
  return {
    kind: 'platform-rule',
    id: nextId('u'),
    ruleName: '消费者保障规则',
    version: '2026 年 9 月版',
    publishedOn: '2026-09-01',
    clause: '第五条',
    quote,
    itemIds: [itemId('E10')],
    ...changes,
  };
}

export function closing(
  outcome: Closing['outcome'],
  refundedFen: number,
  changes: Partial<Closing> = {},
): Closing {
  return {
    kind: 'closing',
    id: 'closing',
    outcome,
    refundedFen,
    atUtc: at('30T10:00:00'),
    note: '',
    itemIds: [],
    ...changes,
  };
}

export function caseFile(
  order: Partial<OrderFacts>,
  items: readonly CaseItem[],
  records: readonly CaseRecord[],
): CaseFile {
  return {
    order: {
      id: `o-${'0'.repeat(26)}`,
      facts: { ...sampleOrder, ...order },
      isArchived: false,
      addedAtUtc: at('14:03:00'),
      seq: 1,
    },
    items,
    records,
  };
}

/** The same case with other items, records or facts of the order. */
export function changed(
  file: CaseFile,
  changes: {
    order?: Partial<OrderFacts>;
    without?: readonly EvidenceKind[];
    items?: readonly CaseItem[];
    /** Kinds of records, or kinds of facts, that are left out. */
    drop?: readonly string[];
    records?: readonly CaseRecord[];
  },
): CaseFile {
  const isDropped = (record: CaseRecord) =>
    changes.drop?.includes(record.kind) || (record.kind === 'fact' && changes.drop?.includes(record.what));
  const added = changes.records ?? [];
  const kept = file.records.filter(
    (record) => !isDropped(record) && !added.some(({ kind, id }) => kind === record.kind && id === record.id),
  );
  const addedItems = changes.items ?? [];
  return {
    order: { ...file.order, facts: { ...file.order.facts, ...changes.order } },
    items: [
      ...file.items.filter(
        ({ id, kind }) =>
          (kind === null || !changes.without?.includes(kind)) && !addedItems.some((one) => one.id === id),
      ),
      ...addedItems,
    ],
    records: [...kept, ...added],
  };
}

/** The situation of a case with more answers or other choices. */
export function situated(file: CaseFile, changes: Partial<Situation>): CaseFile {
  const own = file.records.find((record) => record.kind === 'situation') ?? situation();
  return changed(file, {
    records: [{ ...own, ...changes, answers: { ...own.answers, ...changes.answers } }],
  });
}
