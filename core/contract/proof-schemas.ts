import { z } from 'zod';
import { itemIdSchema } from '../evidence/item-id.ts';
import { SHA256_HEX } from '../hex.ts';
import { orderIdSchema } from '../orders/order.ts';
import { environmentCheckFactsSchema } from '../surroundings/environment-check.ts';
import { notBeforeSchema, sessionIdSchema } from '../surroundings/evidence-session.ts';

const count = z.int().nonnegative();
const hash = z.string().regex(SHA256_HEX);
const verdict = z.enum(['verified', 'integrity-only', 'failed']);

/** One token as the window shows it. */
export const timestampSchema = z.strictObject({
  authority: z.string(),
  url: z.string(),
  genTimeUtc: z.string(),
  accuracyMs: count.nullable(),
  serialHex: z.string(),
  receivedAtUtc: z.string(),
  chainExpiresUtc: z.string(),
});
export type TimestampView = z.infer<typeof timestampSchema>;

export const checkpointSchema = z.strictObject({
  seq: count,
  /** How many entries it covers. */
  size: count,
  atUtc: z.string(),
  /** Root over these entries, hexadecimal. */
  rootHex: hash,
  keyId: z.string(),
  timestamps: z.array(timestampSchema),
});
export type CheckpointView = z.infer<typeof checkpointSchema>;

/** How good an item's time is: 本机时间, 已对时 ±x s, 可信时间. */
export const timeQualities = ['local', 'compared', 'trusted'] as const;

/** What stands behind one item, in the order it came about. */
export const itemProofSchema = z.strictObject({
  seq: count,
  sealedAtUtc: z.string(),
  checkpoint: checkpointSchema.nullable(),
  /** The first stamped checkpoint that covers the item. */
  stamped: checkpointSchema.nullable(),
  /** Whether a stamp is to be expected: trusted time is on, and none covers the item yet. */
  isPending: z.boolean(),
  time: z.strictObject({
    quality: z.enum(timeQualities),
    /** Earliest trusted time after sealing: the item is not younger. */
    notAfterUtc: z.string().nullable(),
    /** Newest trusted time that the ledger held before: the item is not older than its arrival. */
    notBeforeUtc: z.string().nullable(),
    /** Server minus machine at the last comparison; null without one. */
    offsetMs: z.int().nullable(),
    uncertaintyMs: count.nullable(),
    /** The clock was set, or the machine slept, after the comparison and before the item. */
    stepCount: count,
    /** The time that the machine said contradicts a trusted one. */
    isContradicted: z.boolean(),
  }),
  lastVerification: z.strictObject({ atUtc: z.string(), verdict }).nullable(),
});
export type ItemProofView = z.infer<typeof itemProofSchema>;

export const authorityViewSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-z-]{1,40}$/),
  name: z.string().min(1).max(80),
  url: z.string().min(8).max(300),
  isOn: z.boolean(),
  /** One of the two that the app brings. */
  isBuiltIn: z.boolean(),
  health: z.strictObject({
    state: z.enum(['unknown', 'well', 'failing', 'working']),
    lastSuccessUtc: z.string().nullable(),
    lastFailure: z.strictObject({ code: z.string(), message: z.string(), atUtc: z.string() }).nullable(),
    nextTryUtc: z.string().nullable(),
  }),
});
export type AuthorityView = z.infer<typeof authorityViewSchema>;

export const stampingStateSchema = z.strictObject({
  isOn: z.boolean(),
  authorities: z.array(authorityViewSchema).max(20),
  /** Items that no stamped checkpoint covers. */
  pendingItemCount: count,
  pendingSinceUtc: z.string().nullable(),
  newestTrustedTimeUtc: z.string().nullable(),
  /** The earliest end of a certificate behind the newest stamp; 补盖 happens before it. */
  chainExpiresUtc: z.string().nullable(),
  isWorking: z.boolean(),
  /** Whether comparing the clock with network time servers is allowed. */
  isClockComparisonOn: z.boolean(),
});
export type StampingState = z.infer<typeof stampingStateSchema>;

export const signingKeyViewSchema = z.strictObject({
  keyId: z.string(),
  publicKeyHex: z.string(),
  setAtUtc: z.string(),
  /** Where the private half lies. `missing`: it is not on this machine, a new one will be made. */
  protection: z.enum(['platform-key-store', 'file', 'missing']),
  /** How many keys there were before it. */
  earlierKeyCount: count,
});
export type SigningKeyView = z.infer<typeof signingKeyViewSchema>;

export const environmentReportSchema = z.strictObject({
  itemId: itemIdSchema,
  atUtc: z.string(),
  facts: environmentCheckFactsSchema,
});
export type EnvironmentReportView = z.infer<typeof environmentReportSchema>;

export const sessionStateSchema = z.strictObject({
  phase: z.enum(['none', 'starting', 'open', 'ending']),
  session: z
    .strictObject({
      sessionId: sessionIdSchema,
      orderId: orderIdSchema.nullable(),
      beganAtUtc: z.string(),
      environmentReport: itemIdSchema.nullable(),
      notBefore: notBeforeSchema.nullable(),
      /** Whether a capture has shown the strip yet. */
      isStripShown: z.boolean(),
    })
    .nullable(),
});
export type SessionState = z.infer<typeof sessionStateSchema>;

export const clockComparisonViewSchema = z.strictObject({
  atUtc: z.string(),
  offsetMs: z.int().nullable(),
  uncertaintyMs: count.nullable(),
  answeredCount: count,
  askedCount: count,
});

export const backupStateSchema = z.strictObject({
  last: z
    .strictObject({ atUtc: z.string(), target: z.enum(['folder', 'webdav']), entriesSince: count })
    .nullable(),
  folder: z.strictObject({ name: z.string() }).nullable(),
  webDav: z.strictObject({ url: z.string(), user: z.string(), hasPassword: z.boolean() }).nullable(),
  /** Nothing was backed up for a while, or never: the window reminds. */
  isDue: z.boolean(),
});
export type BackupState = z.infer<typeof backupStateSchema>;

export const selfCheckSchema = z.strictObject({
  atUtc: z.string(),
  verdict,
  failedChecks: count,
  itemsChecked: count,
  extent: z.enum(['full', 'quick', 'first-third', 'second-third', 'last-third']),
});
export type SelfCheckView = z.infer<typeof selfCheckSchema>;
