import { z } from 'zod';
import { captureModes } from '../evidence/circumstances.ts';
import { evidenceKindSchema } from '../evidence/evidence-kinds.ts';
import { provenanceSchema } from '../evidence/item.ts';
import { itemIdSchema } from '../evidence/item-id.ts';
import { SHA256_HEX } from '../hex.ts';
import { orderFactsSchema, orderIdSchema } from '../orders/order.ts';
import { draftFields } from '../orders/order-draft.ts';
import { framesPerSecondChoices } from '../recording/recording-facts.ts';
import { channelIdSchema, daySchema } from '../rules/rule-book.ts';
import { callFactsSchema } from '../transcripts/call.ts';
import { applicantSchema, limitNames } from './case-schemas.ts';

const count = z.int().nonnegative();

export const itemSchema = z.strictObject({
  id: itemIdSchema,
  sha256: z.string().regex(SHA256_HEX),
  sizeBytes: count,
  mediaType: z.string(),
  image: z.strictObject({ widthPx: count, heightPx: count }).optional(),
  kind: evidenceKindSchema.nullable(),
  orderId: orderIdSchema.nullable(),
  note: z.string(),
  source: z.enum(['capture', 'import', 'recording', 'derivative', 'environment-check']),
  capturedAtUtc: z.string(),
  seq: count,
  proofLevel: z.enum(['imported', 'sealed-here', 'timestamped', 'notarised']),
  provenance: provenanceSchema,
  call: callFactsSchema.nullable(),
  transcriptCueCount: count.nullable(),
});

export const orderSchema = z.strictObject({
  id: orderIdSchema,
  facts: orderFactsSchema,
  isArchived: z.boolean(),
  addedAtUtc: z.string(),
  seq: count,
});

export const orderSummarySchema = orderSchema.extend({
  itemCount: count,
  lastActivityUtc: z.string(),
});
/** An order with what the list shows of it. */
export type OrderSummary = z.infer<typeof orderSummarySchema>;

export const orderChangeSchema = z.strictObject({
  seq: count,
  atUtc: z.string(),
  fact: z.string(),
  from: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  to: z.union([z.string(), z.number(), z.boolean(), z.null()]),
});

/** One thing that happened to an item, for its history panel. */
export const custodyEventSchema = z.strictObject({
  seq: count,
  atUtc: z.string(),
  event: z.enum(['sealed', 'assigned', 'labelled', 'noted', 'exported', 'call-described', 'transcribed']),
  /** Order id, evidence kind, note or dossier hash, as the event has it. */
  detail: z.string().nullable(),
  by: z.string().nullable(),
});
export type CustodyEvent = z.infer<typeof custodyEventSchema>;

export const orderDraftSchema = z.strictObject(
  Object.fromEntries(draftFields.map((field) => [field, z.string().max(4000).optional()])) as Record<
    (typeof draftFields)[number],
    z.ZodOptional<z.ZodString>
  >,
);

/** A refused field of a form: where, which code, the Chinese sentence. */
export const refusedFieldSchema = z.strictObject({
  field: z.enum(draftFields),
  code: z.enum(['ORDER_FACT_INVALID', 'ORDER_FACT_MISSING']),
  message: z.string(),
});

export const hotkeyActions = ['screen', 'window', 'region', 'record', 'pause', 'mark'] as const;
export type HotkeyAction = (typeof hotkeyActions)[number];

/** The keys before the user chose any, as Electron accelerators. */
export const defaultHotkeys: Readonly<Record<HotkeyAction, string>> = {
  screen: 'Control+Alt+1',
  window: 'Control+Alt+2',
  region: 'Control+Alt+3',
  record: 'Control+Alt+4',
  pause: 'Control+Alt+5',
  mark: 'Control+Alt+6',
};

export const hotkeyStateSchema = z.strictObject({
  action: z.enum(hotkeyActions),
  /** Electron accelerator, e.g. `Control+Alt+1`; empty when the user switched it off. */
  accelerator: z.string().max(60),
  state: z.enum(['active', 'taken', 'invalid', 'off']),
  /** A free accelerator to offer when this one is taken. */
  suggestion: z.string().max(60).nullable(),
});
export type HotkeyState = z.infer<typeof hotkeyStateSchema>;

/** How a recording started by hotkey is made; the window starts from the same. */
export const recordingSettingsSchema = z.strictObject({
  framesPerSecond: z.literal(framesPerSecondChoices),
  /** A device as the recorder's page knows it; null for none. */
  microphoneId: z.string().max(400).nullable(),
  isSystemSoundOn: z.boolean(),
});
export type RecordingSettings = z.infer<typeof recordingSettingsSchema>;

export const settingsSchema = z.strictObject({
  locale: z.enum(['zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Which displays a whole-screen capture takes. */
  screenCapture: z.enum(['display-with-pointer', 'all-displays']),
  hotkeys: z.strictObject({
    screen: z.string().max(60),
    window: z.string().max(60),
    region: z.string().max(60),
    /** Starts and stops a recording. */
    record: z.string().max(60),
    /** Pauses and goes on. */
    pause: z.string().max(60),
    /** Marks a place in a recording. */
    mark: z.string().max(60),
  }),
  recording: recordingSettingsSchema,
  isFirstRunDone: z.boolean(),
  /** 正在取证的订单. */
  activeOrderId: orderIdSchema.nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What is kept beside them and no window writes or sees as it is: addresses, places. */
export const storedSettingsSchema = settingsSchema.extend({
  /** Trusted time, off until the user turns it on. */
  timestamps: z.strictObject({
    isOn: z.boolean(),
    /** Whether network time servers may be asked. */
    isClockComparisonOn: z.boolean(),
    /** Built-in authorities that are on, by id. */
    builtInOn: z.array(z.string().max(40)).max(20),
    /** The user's own. */
    own: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[0-9a-z-]{1,40}$/),
          name: z.string().min(1).max(80),
          url: z.string().min(8).max(300),
          isOn: z.boolean(),
        }),
      )
      .max(18),
  }),
  /** Who complains: printed in letters, never in the ledger. */
  applicant: applicantSchema,
  /** Limits of channels that the user measured. */
  measuredLimits: z
    .array(
      z.strictObject({
        channel: channelIdSchema,
        limit: z.enum(limitNames),
        value: z.int().positive(),
        measuredOn: daySchema,
      }),
    )
    .max(200),
  backup: z.strictObject({
    folder: z.string().max(4000).nullable(),
    webDav: z.strictObject({ url: z.string().max(400), user: z.string().max(200) }).nullable(),
  }),
});
export type StoredSettings = z.infer<typeof storedSettingsSchema>;

export const appStateSchema = z.strictObject({
  settings: settingsSchema,
  hotkeys: z.array(hotkeyStateSchema),
  appVersion: z.string(),
  runtime: z.strictObject({ name: z.string(), version: z.string() }),
  platform: z.string(),
  /** Set when the locker could not be opened for writing: the window then shows why and offers only reading. */
  lockerProblem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  /** Set when the settings file could not be read: it was put aside and defaults are in force. */
  settingsProblem: z.strictObject({ code: z.literal('SETTINGS_DAMAGED'), message: z.string() }).optional(),
});
export type AppState = z.infer<typeof appStateSchema>;

export const checkResultSchema = z.strictObject({
  code: z.string(),
  result: z.enum(['PASS', 'FAIL', 'NOT_CHECKED']),
  subject: z.string().optional(),
  detail: z.string().optional(),
});
/** One line of a verification report (design section 7). */
export type CheckResult = z.infer<typeof checkResultSchema>;

export const verdicts = ['verified', 'integrity-only', 'failed'] as const;
/** 已验证, 仅完整性, 不通过. */
export type Verdict = (typeof verdicts)[number];

export const verificationReportSchema = z.strictObject({
  verdict: z.enum(verdicts),
  checks: z.array(checkResultSchema),
});
export type VerificationReport = z.infer<typeof verificationReportSchema>;

export const lockerStatusSchema = z.strictObject({
  directory: z.string(),
  lockerId: z.string(),
  itemCount: count,
  orderCount: count,
  inboxCount: count,
  sizeBytes: count,
  freeBytes: count,
  treeSize: count,
  lastVerification: z
    .strictObject({ atUtc: z.string(), verdict: z.enum(verdicts), failedChecks: count })
    .nullable(),
});
export type LockerStatus = z.infer<typeof lockerStatusSchema>;

/** Names a job that runs on while the window stays usable. */
export const jobIdSchema = z.string().regex(/^j-[0-9a-z]{26}$/);

export const jobProgressSchema = z.strictObject({
  jobId: jobIdSchema,
  job: z.enum(['verify', 'export', 'import', 'prepare', 'trim', 'environment-check', 'backup']),
  /** What is being done, e.g. the file at hand; already escaped for showing. */
  step: z.string(),
  done: count,
  total: count,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  failure: z.strictObject({ code: z.string(), message: z.string() }).optional(),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;

/** What a capture toast shows. */
export const toastContentSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('sealed'),
    itemId: itemIdSchema,
    sha256: z.string().regex(SHA256_HEX),
    /** Merchant and number of the order it went to; null for 收件箱. */
    order: z.strictObject({ id: orderIdSchema, merchant: z.string(), number: z.string() }).nullable(),
    isUndone: z.boolean(),
  }),
  z.strictObject({
    outcome: z.literal('failed'),
    code: z.string(),
    /** What happened and what to do, in Chinese. */
    message: z.string(),
  }),
  /** Something about a running recording: it goes on, or ended by itself. */
  z.strictObject({
    outcome: z.literal('recording'),
    code: z.enum([
      'recording-started',
      'recording-marked',
      'recording-warned',
      'recording-ended',
      'recording-recovered',
    ]),
    message: z.string(),
    /** What was sealed, where something was. */
    itemId: itemIdSchema.nullable(),
    isWarning: z.boolean(),
  }),
]);
export type ToastContent = z.infer<typeof toastContentSchema>;

export const frozenScreenSchema = z.strictObject({
  /** Path below `app://bundle` that serves the frozen picture to the region window alone. */
  pictureUrl: z.string().regex(/^\/frozen\/[0-9a-z]{26}$/),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  scaleFactor: z.number().positive(),
});

export const captureModeSchema = z.enum(captureModes);
