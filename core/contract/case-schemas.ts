import { z } from 'zod';
import { contradictionCodes } from '../cases/assessment.ts';
import { caseRecordKinds, caseRecordSchema, letterKinds, recordIdSchema } from '../cases/case-record.ts';
import { timelineSources } from '../cases/timeline.ts';
import { evidenceKindSchema } from '../evidence/evidence-kinds.ts';
import { itemIdSchema } from '../evidence/item-id.ts';
import { orderIdSchema } from '../orders/order.ts';
import {
  channelIdSchema,
  checkLevels,
  citationSchema,
  daySchema,
  deadlineIds,
  pitfallIds,
  ruleBookSchema,
  scenarioIdSchema,
} from '../rules/rule-book.ts';

const list = <Member extends z.ZodType>(member: Member) => z.array(member).readonly();
const count = z.int().nonnegative();
const fen = z.int();
const grounds = { itemIds: list(itemIdSchema), records: list(z.string()) };

/** What the user states about a case, with when it was written. */
export const notedRecordSchema = z.strictObject({ seq: count, atUtc: z.string(), record: caseRecordSchema });

/** What is to be written and taken back, all of it or nothing. */
export const caseChangeSchema = z.strictObject({
  orderId: orderIdSchema,
  noted: z.array(caseRecordSchema).max(500),
  withdrawn: z.array(z.strictObject({ kind: z.enum(caseRecordKinds), id: recordIdSchema })).max(500),
});

const neededKindSchema = z.strictObject({
  kind: evidenceKindSchema,
  need: z.enum(['required', 'one-of', 'recommended', 'not-applicable']),
  group: count.nullable(),
  isHeld: z.boolean(),
  isSatisfied: z.boolean(),
  itemIds: list(itemIdSchema),
  askedBy: list(z.string()),
  capture: z.string(),
  mustShow: list(z.string()),
  why: z.string(),
  reason: z.string().nullable(),
});

const checkFindingSchema = z.strictObject({
  id: z.string(),
  level: z.enum(checkLevels),
  rule: z.string(),
  result: z.enum(['PASS', 'FAIL', 'NOT_CHECKED', 'NOT_APPLICABLE']),
  reason: z.string(),
  remedy: z.string().nullable(),
  cites: list(z.string()),
  question: z.strictObject({ id: z.string(), text: z.string() }).nullable(),
  ...grounds,
});

const side = z.strictObject({ text: z.string(), ...grounds });

export const assessmentSchema = z.strictObject({
  scenario: scenarioIdSchema.nullable(),
  proposals: list(z.strictObject({ scenario: scenarioIdSchema, reason: z.string() })),
  channel: channelIdSchema.nullable(),
  atUtc: z.string(),
  kinds: list(neededKindSchema),
  missing: list(evidenceKindSchema),
  missingOneOf: list(list(evidenceKindSchema)),
  recommended: list(evidenceKindSchema),
  checks: list(checkFindingSchema),
  pitfalls: list(
    z.strictObject({
      id: z.enum(pitfallIds),
      name: z.string(),
      reason: z.string(),
      remedy: z.string(),
      ...grounds,
    }),
  ),
  weaknesses: list(z.strictObject({ text: z.string(), reason: z.string(), ...grounds })),
  contradictions: list(
    z.strictObject({ code: z.enum(contradictionCodes), text: z.string(), left: side, right: side }),
  ),
  modifiers: list(
    z.strictObject({
      id: z.string(),
      when: z.string(),
      warn: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  citations: list(citationSchema),
  gaps: z.strictObject({ closed: count, total: count }),
});

export const timelineEntrySchema = z.strictObject({
  atUtc: z.string(),
  what: z.string(),
  source: z.enum(timelineSources),
  ...grounds,
});

export const deadlineViewSchema = z.strictObject({
  id: z.enum(deadlineIds),
  what: z.string(),
  startUtc: z.string(),
  dueUtc: z.string().nullable(),
  dueDay: daySchema.nullable(),
  unrolledDay: daySchema.nullable(),
  actor: z.enum(['buyer', 'merchant', 'platform', 'authority']),
  state: z.enum(['running', 'due-soon', 'overdue', 'not-final']),
  /** Whole days left; negative when it has passed. */
  daysLeft: z.int(),
  cites: list(z.string()),
  /** How it was counted. */
  explanation: z.string(),
  notes: list(z.string()),
  submissionId: z.string().nullable(),
});
export type DeadlineView = z.infer<typeof deadlineViewSchema>;

export const routeSchema = z.strictObject({
  channel: channelIdSchema,
  name: z.string(),
  step: z.string(),
  state: z.enum(['now', 'later', 'parallel', 'excluded', 'done', 'running']),
  why: z.string(),
  cites: list(z.string()),
  needs: list(z.string()),
  jurisdiction: z.strictObject({ text: z.string(), cites: list(z.string()) }).nullable(),
  warn: list(z.string()),
});
export type RouteView = z.infer<typeof routeSchema>;

export const submissionProgressSchema = z.strictObject({
  submissionId: z.string(),
  channel: channelIdSchema,
  /** 已提交, 已受理, 逾期未答 … */
  stateText: z.string(),
  isOpen: z.boolean(),
  isOverdue: z.boolean(),
});

/** The case as the order's page shows it. */
export const caseViewSchema = z.strictObject({
  records: list(notedRecordSchema),
  assessment: assessmentSchema,
  timeline: list(timelineEntrySchema),
  deadlines: list(deadlineViewSchema),
  routes: list(routeSchema),
  submissions: list(submissionProgressSchema),
  nextStep: z
    .strictObject({ text: z.string(), why: z.string(), channel: channelIdSchema.nullable() })
    .nullable(),
  /** What will hurt the case: the same complaint twice. */
  warnings: list(z.string()),
  settlement: z.strictObject({
    steps: list(z.strictObject({ label: z.string(), amountFen: fen })),
    /** What is still to be paid back; null where it cannot be said. */
    outstandingFen: fen.nullable(),
  }),
  identity: list(
    z.strictObject({
      party: z.enum(['merchant', 'platform']),
      field: z.string(),
      label: z.string(),
      value: z.string().nullable(),
      state: z.enum(['shown', 'not-published', 'unknown', 'invalid']),
      hint: z.string().nullable(),
      itemIds: list(itemIdSchema),
    }),
  ),
});
export type CaseView = z.infer<typeof caseViewSchema>;

export const todoEntrySchema = z.strictObject({
  orderId: orderIdSchema,
  merchant: z.string(),
  product: z.string(),
  code: z.string(),
  text: z.string(),
  dueUtc: z.string().nullable(),
  dueDay: daySchema.nullable(),
  daysLeft: z.int().nullable(),
  urgency: z.enum(['overdue', 'today', 'soon', 'later']),
  gapsLeft: count,
});
export type TodoEntry = z.infer<typeof todoEntrySchema>;

export const statisticsSchema = z.strictObject({
  caseCount: count,
  closedCount: count,
  claimedFen: fen,
  refundedFen: fen,
  medianDaysToRefund: z.number().nullable(),
  /** What few cases cannot tell. */
  caveat: z.string().nullable(),
  byPlatform: list(
    z.strictObject({ platform: z.string(), caseCount: count, closedCount: count, refundedFen: fen }),
  ),
});
export type CaseStatistics = z.infer<typeof statisticsSchema>;

export const letterViewSchema = z.strictObject({
  letter: z.enum(letterKinds),
  title: z.string(),
  channel: channelIdSchema,
  text: z.string(),
  charCount: count,
  limit: z.strictObject({ value: count, isDefault: z.boolean() }).nullable(),
  isWithinLimit: z.boolean(),
  /** Sentences that were not printed, and why. */
  omitted: list(z.strictObject({ text: z.string(), why: z.string() })),
  missing: list(z.strictObject({ field: z.string(), advice: z.string() })),
});
export type LetterView = z.infer<typeof letterViewSchema>;

export const letterFindingSchema = z.strictObject({ code: z.string(), text: z.string() });

/** Who complains. Kept in the settings of this computer, never in the ledger or a package. */
export const applicantSchema = z.strictObject({
  name: z.string().max(80),
  phone: z.string().max(40),
  address: z.string().max(300),
  idNumber: z.string().max(40),
});
export type ApplicantCard = z.infer<typeof applicantSchema>;

const billLineSchema = z.strictObject({
  line: z.int().positive(),
  transactionNumber: z.string(),
  merchantNumber: z.string().nullable(),
  payee: z.string(),
  product: z.string(),
  amountFen: fen,
  atUtc: z.string(),
  status: z.string(),
  refundedFen: fen,
});

export const billViewSchema = z.strictObject({
  itemId: itemIdSchema,
  provider: z.enum(['alipay', 'wechat-pay']),
  lineCount: count,
  fromUtc: z.string().nullable(),
  toUtc: z.string().nullable(),
  warnings: list(z.string()),
  /** Lines that may belong to the order, best first. */
  matches: list(
    z.strictObject({ line: billLineSchema, why: list(z.string()), differenceFen: fen.nullable() }),
  ),
  duplicates: list(
    z.strictObject({
      lines: list(billLineSchema),
      certainty: z.enum(['sure', 'suspected']),
      reason: z.string(),
      overchargedFen: fen,
    }),
  ),
});
export type BillView = z.infer<typeof billViewSchema>;

export const limitNames = ['textChars', 'images', 'imageMegabytes', 'pdfMegabytes'] as const;

export const rulesViewSchema = z.strictObject({
  ruleBook: ruleBookSchema,
  /** Where the rules in force came from. */
  source: z.enum(['built-in', 'imported']),
  /** An imported pack that could not be used. */
  problem: z.string().nullable(),
  /** Last year whose working days are published. */
  calendarUntilYear: z.int(),
  /** Limits that the user measured. */
  measuredLimits: list(
    z.strictObject({
      channel: channelIdSchema,
      limit: z.enum(limitNames),
      value: z.int().positive(),
      measuredOn: daySchema,
    }),
  ),
});
export type RulesView = z.infer<typeof rulesViewSchema>;
