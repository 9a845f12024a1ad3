import { z } from 'zod';
import { evidenceKindSchema } from '../evidence/evidence-kinds.ts';

/**
 * How well a rule is known: V read in the official text, V2 in a secondary source, G general knowledge, U unsure — a
 * U is never shown as a fact.
 */
export const confidences = ['V', 'V2', 'G', 'U'] as const;
export const confidenceSchema = z.enum(confidences);
export type Confidence = z.infer<typeof confidenceSchema>;

/** A calendar day at UTC+08:00, `2026-04-15`. */
export const daySchema = z.string().regex(/^\d{4}-\d\d-\d\d$/);

const id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const text = z.string().min(1).max(4000);
const texts = z.array(text);
const kinds = z.array(evidenceKindSchema);

/** One version of a law, rule or interpretation; which one is cited is decided by the day of filing. */
export const lawSchema = z.strictObject({
  id,
  name: text,
  version: text,
  inForceFrom: daySchema.nullable(),
  inForceTo: daySchema.nullable(),
  source: text,
  confidence: confidenceSchema,
  /** Day on which somebody last compared it with its source. */
  checkedOn: daySchema,
  note: text.optional(),
});
export type Law = z.infer<typeof lawSchema>;

/** Words of a law, verbatim; `…` marks a cut. */
export const citationSchema = z.strictObject({
  /** `XFF-23`: law and article. */
  id,
  lawId: id,
  /** 第二十三条第二款 */
  article: text,
  quote: text,
  /** When it is cited, in the buyer's words. */
  use: text,
  weight: z.enum(['core', 'support', 'background']),
  confidence: confidenceSchema,
  caution: text.optional(),
});
export type Citation = z.infer<typeof citationSchema>;

export const checkLevels = ['error', 'warn', 'info'] as const;
export const scenarioCheckSchema = z.strictObject({
  /** `c1`; together with the scenario it names the test in core/cases. */
  id: z.string().regex(/^c\d{1,2}$/),
  level: z.enum(checkLevels),
  rule: text,
  cites: z.array(id),
  /** Why it may not apply, in words; what decides is in core/cases. */
  appliesIf: text.optional(),
});
export type ScenarioCheck = z.infer<typeof scenarioCheckSchema>;

export const scenarioIds = [
  'not_delivered',
  'late_delivery',
  'card_invalid',
  'account_abnormal',
  'account_recovered',
  'feature_missing',
  'duplicate_charge',
  'merchant_gone',
  'system_fault',
] as const;
export const scenarioIdSchema = z.enum(scenarioIds);
export type ScenarioId = z.infer<typeof scenarioIdSchema>;

export const scenarioSchema = z.strictObject({
  id: scenarioIdSchema,
  /** Which part of the source article it comes from. */
  seed: text,
  name: text,
  /** What a buyer would say: 等了很久没发货. */
  plainName: text,
  /** One sentence that helps to tell it from its neighbours. */
  plainHint: text,
  req: kinds,
  /** At least one kind of each group. */
  any: z.array(kinds.min(2)),
  rec: kinds,
  /** Why each required or recommended kind matters here, where the kind's own words are not enough. */
  why: z.partialRecord(evidenceKindSchema, text),
  checks: z.array(scenarioCheckSchema),
  claim: text,
  claimOptions: texts,
  /** Strongest first. */
  cites: z.array(id),
  /** More citations when a condition holds: `prepaid_balance`, `criminal`, … */
  conditionalCites: z.array(z.strictObject({ condition: id, when: text, cites: z.array(id) })),
  clocks: z.array(id),
  weakIf: texts,
  note: text.optional(),
});
export type Scenario = z.infer<typeof scenarioSchema>;

export const modifierIds = [
  'refuse_no_refund',
  'seven_day_promised',
  'no_confirm_step',
  'off_platform',
  'confirmed_receipt',
  'promised_compensation',
  'partial_refund_only',
  'fraud_suspected',
  'stalling_15d',
  'platform_ai_reject',
  'illegal_goods',
] as const;
export const modifierIdSchema = z.enum(modifierIds);
export type ModifierId = z.infer<typeof modifierIdSchema>;

export const modifierSchema = z.strictObject({
  id: modifierIdSchema,
  when: text,
  addCites: z.array(id),
  addReq: kinds,
  warn: text.optional(),
  note: text.optional(),
});
export type Modifier = z.infer<typeof modifierSchema>;

export const pitfallIds = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;
export const pitfallSchema = z.strictObject({
  id: z.enum(pitfallIds),
  name: text,
  detect: texts,
  effect: texts,
  remedy: text,
});
export type Pitfall = z.infer<typeof pitfallSchema>;

/** Kinds that a receiving side wants on top of the scenario's. */
export const audiences = ['platform', 'payment', 'samr12315', 'police', 'court'] as const;
export const channelExtraSchema = z.strictObject({
  audience: z.enum(audiences),
  req: kinds,
  rec: kinds,
  note: text.optional(),
});

export const channelIds = [
  'merchant',
  'platform',
  'payment_wechat',
  'payment_alipay',
  'samr12315',
  'consumer_association',
  'hotline12345',
  'cac12377',
  'mca12321',
  'heimao',
  'police',
  'court_small_claims',
] as const;
export const channelIdSchema = z.enum(channelIds);
export type ChannelId = z.infer<typeof channelIdSchema>;

/** A figure with how well it is known; without a source it is a default of ours (`isDefault`) that the user may change. */
export const limitSchema = z.strictObject({
  value: z.int().positive(),
  isDefault: z.boolean(),
  confidence: confidenceSchema,
  source: text.optional(),
  /** Day on which somebody measured it. */
  measuredOn: daySchema.optional(),
});
export type Limit = z.infer<typeof limitSchema>;

export const channelSchema = z.strictObject({
  id: channelIdSchema,
  name: text,
  audience: z.enum(audiences).nullable(),
  /** How to get there, in words. */
  entry: text.optional(),
  entryConfidence: confidenceSchema.optional(),
  /** Official address; only those of the allow-list are ever shown. */
  url: text.optional(),
  urlConfidence: confidenceSchema.optional(),
  hotline: text.optional(),
  hotlineConfidence: confidenceSchema.optional(),
  role: text.optional(),
  wants: texts,
  advice: texts,
  askAlso: texts,
  keep: texts,
  limits: z.strictObject({
    textChars: limitSchema,
    images: limitSchema,
    imageMegabytes: limitSchema,
    pdfMegabytes: limitSchema,
  }),
  /** Words about time limits, with citations. */
  clocks: z.array(
    z.strictObject({
      what: text,
      length: text,
      /** Article of a law whose words are not among the citations. */
      basis: text.optional(),
      cites: z.array(id),
      confidence: confidenceSchema,
    }),
  ),
  cites: z.array(id),
  refuseIf: texts,
  warn: texts,
  next: channelIdSchema.nullable(),
  confidence: confidenceSchema,
});
export type Channel = z.infer<typeof channelSchema>;

export const ladderStepSchema = z.strictObject({
  step: z.string().min(1).max(4),
  channels: z.array(channelIdSchema).min(1),
  wait: text.optional(),
  waitHours: z.int().positive().optional(),
  exits: texts,
  isParallelAllowed: z.boolean(),
  trigger: text.optional(),
  role: text.optional(),
  note: text.optional(),
});
export type LadderStep = z.infer<typeof ladderStepSchema>;

export const exclusionSchema = z.strictObject({
  a: channelIdSchema,
  b: channelIdSchema,
  reason: text,
  cites: z.array(id),
});
export type Exclusion = z.infer<typeof exclusionSchema>;

export const deadlineIds = [
  'D01',
  'D02',
  'D03',
  'D04',
  'D05',
  'D06',
  'D07',
  'D08',
  'D09',
  'D10',
  'D11',
  'D12',
  'D13',
] as const;
export const deadlineRuleSchema = z.strictObject({
  id: z.enum(deadlineIds),
  what: text,
  unit: z.enum(['hours', 'days', 'working-days', 'months', 'years', 'promise']),
  /** One for each step: first reply and completion have two. */
  amounts: z.array(z.int().positive()),
  extendBy: z.int().positive().optional(),
  actor: z.enum(['buyer', 'merchant', 'platform', 'authority']),
  cites: z.array(id),
  confidence: confidenceSchema,
  source: text.optional(),
  note: text.optional(),
  /** What was counted instead when filed before another law came into force. */
  earlier: z
    .strictObject({
      filedBefore: daySchema,
      unit: z.enum(['days', 'working-days']),
      amounts: z.array(z.int().positive()),
      cites: z.array(id),
    })
    .optional(),
});
export type DeadlineRule = z.infer<typeof deadlineRuleSchema>;

/** Official addresses that may be shown or copied; anything else is warned of. */
export const officialAddressSchema = z.strictObject({
  host: text,
  name: text,
  confidence: confidenceSchema,
  source: text,
});

export const redactionRuleSchema = z.strictObject({
  what: text,
  merchant: z.enum(['keep', 'mask', 'drop']),
  platform: z.enum(['keep', 'mask', 'drop']),
  payment: z.enum(['keep', 'mask', 'drop']),
  samr: z.enum(['keep', 'mask', 'drop']),
  police: z.enum(['keep', 'mask', 'drop']),
  court: z.enum(['keep', 'mask', 'drop']),
  public: z.enum(['keep', 'mask', 'drop']),
  note: text.optional(),
});

export const fieldFormatSchema = z.strictObject({
  id,
  rule: text.optional(),
  patterns: z.array(z.strictObject({ name: text.optional(), regex: text, note: text.optional() })),
  samples: texts,
  confidence: confidenceSchema,
  source: text.optional(),
  note: text.optional(),
});

/** Advice on how a screenshot, a recording or a call has to be presented. */
export const presentationRuleSchema = z.strictObject({
  id,
  topic: z.enum(['screenshot', 'chat', 'recording', 'audio', 'third-party', 'privacy']),
  rule: text,
  why: text.optional(),
  cites: z.array(id),
  confidence: confidenceSchema,
  source: text.optional(),
});

export const openItemSchema = z.strictObject({ item: text, tried: text.optional(), action: text });

/** All rules of one version. Every id in it resolves; `validateRuleBook` says so. */
export const ruleBookSchema = z.strictObject({
  /** `2026.11.23`. */
  version: z.string().regex(/^\d{4}\.\d{1,2}\.\d{1,2}$/),
  compiledOn: daySchema,
  laws: z.array(lawSchema),
  citations: z.array(citationSchema),
  evidenceKinds: z.record(
    evidenceKindSchema,
    z.strictObject({
      name: text,
      mustShow: texts,
      /** What exactly to capture now. */
      capture: text,
      /** Why the other side asks for it. */
      why: text,
      tip: text.optional(),
      note: text.optional(),
    }),
  ),
  scenarios: z.array(scenarioSchema),
  modifiers: z.array(modifierSchema),
  pitfalls: z.array(pitfallSchema),
  channelExtra: z.array(channelExtraSchema),
  channels: z.array(channelSchema),
  ladder: z.array(ladderStepSchema),
  exclusions: z.array(exclusionSchema),
  deadlines: z.array(deadlineRuleSchema),
  officialAddresses: z.array(officialAddressSchema),
  impostorWarning: texts,
  redaction: z.array(redactionRuleSchema),
  fieldFormats: z.array(fieldFormatSchema),
  presentation: z.array(presentationRuleSchema),
  openItems: z.array(openItemSchema),
});
export type RuleBook = z.infer<typeof ruleBookSchema>;
