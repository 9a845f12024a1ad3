import { z } from 'zod';
import { itemIdSchema } from '../evidence/item-id.ts';
import { SHA256_HEX } from '../hex.ts';
import { MAX_FEN } from '../orders/money.ts';
import { channelIdSchema, modifierIdSchema, scenarioIdSchema } from '../rules/rule-book.ts';

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const line = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => text.trim() === text && text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text));
const prose = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => text.isWellFormed());
const fen = z.int().nonnegative().max(MAX_FEN);
const items = z.array(itemIdSchema).max(50);
/** Chosen by whoever writes: `f-1a2b…`. Fixed ids (`situation`, `merchant`, an item's id) make a record the only one. */
export const recordIdSchema = z.string().regex(/^[0-9a-z][0-9a-z-]{1,63}$/);

/** What can happen in a purchase, in the order in which it usually does. */
export const factKinds = [
  'ordered',
  'paid',
  'promised-until',
  'warranty-promised',
  'off-platform-invited',
  'reminded',
  'delivered',
  'receipt-confirmed',
  'checked',
  'login-succeeded',
  'defect-found',
  'login-failed',
  'banned',
  'account-recovered',
  'feature-missing',
  'charged',
  'charged-again',
  'fault-seen',
  'fault-admitted',
  'shop-unreachable',
  'message-unanswered',
  'refund-demanded',
  'merchant-refused',
  'merchant-promised',
  'identity-requested',
  'identity-answered',
  'issuer-verified',
  'complained',
  'answered',
  'rescinded',
  'police-reported',
  'refund-received',
  'loss',
  'other',
] as const;
export type FactKind = (typeof factKinds)[number];

/** Something that happened, as the user states it, with the items that show it. */
const factSchema = z.strictObject({
  kind: z.literal('fact'),
  id: recordIdSchema,
  what: z.enum(factKinds),
  /** UTC; null where the user does not know. */
  atUtc: instant.nullable(),
  amountFen: fen.nullable(),
  text: prose(400),
  itemIds: items,
});
export type CaseFact = z.infer<typeof factSchema>;

/** What can be read in one item; `id` is the item's. Verbatim, so that items can be compared with each other. */
const readingSchema = z.strictObject({
  kind: z.literal('reading'),
  id: itemIdSchema,
  orderNumber: line(80).nullable(),
  transactionNumber: line(80).nullable(),
  merchantNumber: line(80).nullable(),
  amountFen: fen.nullable(),
  /** The time that the picture itself shows; the capture's own time is the item's. */
  shownAtUtc: instant.nullable(),
  /** First and last characters of a card key or an account, masked between. */
  keyHead: line(16).nullable(),
  keyTail: line(16).nullable(),
  /** Official site or program, as shown. */
  domain: line(200).nullable(),
  /** Error message or status, verbatim. */
  shownText: line(400).nullable(),
  merchant: line(120).nullable(),
  payee: line(120).nullable(),
  product: line(200).nullable(),
  /** What a picture must show and, says the user, shows; words of `evidenceKinds.mustShow`. */
  shows: z.array(line(80)).max(20),
});
export type Reading = z.infer<typeof readingSchema>;

const messageSchema = z.strictObject({
  kind: z.literal('message'),
  id: recordIdSchema,
  who: z.enum(['buyer', 'merchant', 'platform', 'issuer', 'other']),
  atUtc: instant,
  text: prose(2000),
  /** On the platform's own chat; false for WeChat, QQ, telephone. */
  isOnPlatform: z.boolean(),
  itemIds: items,
});
export type ChatMessage = z.infer<typeof messageSchema>;

/** One promised property beside what was received. */
const differenceSchema = z.strictObject({
  kind: z.literal('difference'),
  id: recordIdSchema,
  feature: line(80),
  promised: line(200),
  actual: line(200),
  promisedItemIds: items,
  actualItemIds: items,
});
export type Difference = z.infer<typeof differenceSchema>;

/** A line of a bill export that belongs to the order. The bill itself is an item. */
const paymentSchema = z.strictObject({
  kind: z.literal('payment'),
  id: recordIdSchema,
  billItemId: itemIdSchema.nullable(),
  /** Line of the file, counted from 1. */
  line: z.int().positive().nullable(),
  provider: z.enum(['alipay', 'wechat-pay', 'other']),
  transactionNumber: line(80),
  merchantNumber: line(80).nullable(),
  payee: prose(200),
  product: prose(400),
  amountFen: fen,
  atUtc: instant,
  status: prose(80),
  /** Of this payment, as the bill shows it. */
  refundedFen: fen,
  role: z.enum(['payment', 'duplicate', 'suspected-duplicate', 'refund']),
});
export type Payment = z.infer<typeof paymentSchema>;

export const partyFields = ['name', 'uscc', 'address', 'phone', 'icp', 'payee', 'website', 'shopId'] as const;
export type PartyField = (typeof partyFields)[number];
const fieldTexts = z.strictObject({
  name: line(200).nullable(),
  /** 统一社会信用代码. */
  uscc: line(18).nullable(),
  address: line(300).nullable(),
  phone: line(60).nullable(),
  icp: line(60).nullable(),
  payee: line(200).nullable(),
  website: line(200).nullable(),
  shopId: line(120).nullable(),
});

/** Who the other side is: what was shown, what was looked for and not published, with evidence for each. */
const partySchema = z.strictObject({
  kind: z.literal('party'),
  id: z.enum(['merchant', 'platform']),
  /** `none`: a site of the merchant's own, without a platform between. Only of the platform's card. */
  presence: z.enum(['present', 'none', 'unknown']),
  isIndividual: z.boolean().nullable(),
  fields: fieldTexts,
  notPublished: z.array(z.enum(partyFields)).max(partyFields.length),
  itemIds: z.partialRecord(z.enum(partyFields), items),
});
export type Party = z.infer<typeof partySchema>;

/** What the user says happened, and answers to what no record can tell. */
const situationSchema = z.strictObject({
  kind: z.literal('situation'),
  id: z.literal('situation'),
  scenario: scenarioIdSchema.nullable(),
  modifiers: z.array(modifierIdSchema).max(20),
  /** By `scenario.check` or a question's id. */
  answers: z.record(z.string().regex(/^[a-z0-9_.-]{1,60}$/), z.enum(['yes', 'no'])),
  /** 三倍赔偿 only by the user's tick. */
  isTripleClaimed: z.boolean(),
  /** What is asked for beside or instead of a refund. */
  wants: z.enum(['refund', 'replace', 'deliver', 'compensate', 'partial-refund']),
  wantedFen: fen.nullable(),
});
export type Situation = z.infer<typeof situationSchema>;

export const letterKinds = [
  'platform-ticket',
  'payment-complaint',
  'consumer-complaint',
  'violation-report',
  'rescission-notice',
  'identity-request',
  'delivery-reminder',
  'statement-of-claim',
  'situation-statement',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** One saved version of a letter. Earlier ones stay in the ledger. */
const letterSchema = z.strictObject({
  kind: z.literal('letter'),
  id: recordIdSchema,
  letter: z.enum(letterKinds),
  channel: channelIdSchema,
  version: z.int().positive(),
  text: prose(20_000),
  /** Whether the user changed the composed words. */
  isEdited: z.boolean(),
});
export type SavedLetter = z.infer<typeof letterSchema>;

/** What was sent, where and when: exact words and the hash of the package that went along. */
const submissionSchema = z.strictObject({
  kind: z.literal('submission'),
  id: recordIdSchema,
  channel: channelIdSchema,
  atUtc: instant,
  /** 收到之日 where the other side named another; null: the day of sending. */
  receivedAtUtc: instant.nullable(),
  receiptNumber: prose(80),
  packageSha256: z.string().regex(SHA256_HEX).nullable(),
  /** Version of the letter that was sent; null for words typed elsewhere. */
  letterId: recordIdSchema.nullable(),
  text: prose(20_000),
  itemIds: items,
});
export type Submission = z.infer<typeof submissionSchema>;

export const replyOutcomes = [
  'received',
  'accepted',
  'refused',
  'promised',
  'refunded',
  'rejected',
  'unsupported',
  'mediation-ended',
  'case-filed',
  'settled',
  'other',
] as const;
export type ReplyOutcome = (typeof replyOutcomes)[number];

const replySchema = z.strictObject({
  kind: z.literal('reply'),
  id: recordIdSchema,
  submissionId: recordIdSchema,
  atUtc: instant,
  outcome: z.enum(replyOutcomes),
  text: prose(4000),
  itemIds: items,
});
export type Reply = z.infer<typeof replySchema>;

/** A platform's own rule, word for word, from its capture (E10). */
const platformRuleSchema = z.strictObject({
  kind: z.literal('platform-rule'),
  id: recordIdSchema,
  ruleName: line(120),
  version: prose(80),
  publishedOn: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .nullable(),
  clause: line(60),
  quote: prose(2000),
  itemIds: items,
});
export type PlatformRule = z.infer<typeof platformRuleSchema>;

const closingSchema = z.strictObject({
  kind: z.literal('closing'),
  id: z.literal('closing'),
  outcome: z.enum(['refunded', 'partly-refunded', 'replaced', 'delivered', 'lost', 'given-up']),
  refundedFen: fen,
  atUtc: instant,
  note: prose(400),
  itemIds: items,
});
export type Closing = z.infer<typeof closingSchema>;

/**
 * Everything the user states about a case beside the order's facts and the evidence. A record replaces the one of the
 * same kind and id; the ledger keeps all of them. What follows from records is derived, never stored.
 */
export const caseRecordSchema = z.discriminatedUnion('kind', [
  factSchema,
  readingSchema,
  messageSchema,
  differenceSchema,
  paymentSchema,
  partySchema,
  situationSchema,
  letterSchema,
  submissionSchema,
  replySchema,
  platformRuleSchema,
  closingSchema,
]);
export type CaseRecord = z.infer<typeof caseRecordSchema>;
export type CaseRecordKind = CaseRecord['kind'];
export const caseRecordKinds = caseRecordSchema.options.map((option) => option.shape.kind.value);

/** Names one record of an order. */
export interface CaseRecordName {
  readonly kind: CaseRecordKind;
  readonly id: string;
}

/** A record with when it was written. */
export interface NotedRecord {
  readonly seq: number;
  readonly atUtc: string;
  readonly record: CaseRecord;
}

/** Most records one order may have: far more than a person types, few enough to show and to compare at once. */
export const MAX_CASE_RECORDS = 2000;

/** The records of one kind, in the order they are given. */
export function recordsOf<Kind extends CaseRecordKind>(
  records: readonly CaseRecord[],
  kind: Kind,
): readonly Extract<CaseRecord, { readonly kind: Kind }>[] {
  return records.filter(
    (record): record is Extract<CaseRecord, { readonly kind: Kind }> => record.kind === kind,
  );
}
