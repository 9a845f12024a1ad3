import { z } from 'zod';
import { caseRecordKinds, caseRecordSchema, recordIdSchema } from '../cases/case-record.ts';
import { evidenceKindSchema } from '../evidence/evidence-kinds.ts';
import { provenanceSchema } from '../evidence/item.ts';
import { itemIdSchema } from '../evidence/item-id.ts';
import { SHA256_HEX } from '../hex.ts';
import { exhibitNumberSchema } from '../manifest/exhibit-number.ts';
import { orderFactsSchema, orderIdSchema } from '../orders/order.ts';
import { clockComparisonSchema, clockStepSchema } from '../surroundings/clock-events.ts';
import { notBeforeSchema, sessionIdSchema } from '../surroundings/evidence-session.ts';
import { authoritySchema, tokenFactsSchema } from '../timestamps/token-facts.ts';
import { callFactsSchema } from '../transcripts/call.ts';
import { transcriptSchema } from '../transcripts/transcript.ts';

const sha256 = z.string().regex(SHA256_HEX);
const software = z.strictObject({ name: z.string(), version: z.string() });
const count = z.int().nonnegative();
/** An object of the locker: durable before the entry that names it. */
const object = z.strictObject({ sha256, sizeBytes: z.int().positive() });
const publicKey = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What each kind of entry says. An entry names at most one order and never the order an item came *from*, so that the
 * entries of one order can be handed out without revealing another (design section 6).
 */
export const payloadSchemas = {
  /** Entry 0 of every ledger. */
  'locker-created': z.strictObject({
    lockerId: z.string().regex(/^[0-9a-z]{26}$/),
    formatVersion: z.literal(1),
    app: software,
    runtime: software,
  }),
  /** An object became evidence. Order and evidence kind follow as entries of their own, in the same transaction. */
  'item-sealed': z.strictObject({
    itemId: itemIdSchema,
    sha256,
    sizeBytes: z.int().nonnegative(),
    mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/),
    image: z.strictObject({ widthPx: z.int().positive(), heightPx: z.int().positive() }).optional(),
    provenance: provenanceSchema,
  }),
  'item-assigned': z.strictObject({
    itemId: itemIdSchema,
    orderId: orderIdSchema.nullable(),
    by: z.enum(['active-order', 'user', 'undo']),
  }),
  'item-labelled': z.strictObject({ itemId: itemIdSchema, kind: evidenceKindSchema.nullable() }),
  'item-noted': z.strictObject({ itemId: itemIdSchema, note: z.string().max(4000) }),
  /** Who was on a recorded call; null takes the statement back. */
  'call-described': z.strictObject({ itemId: itemIdSchema, call: callFactsSchema.nullable() }),
  /** A transcript was written or replaced; null takes it away. Earlier ones stay in the ledger. */
  'item-transcribed': z.strictObject({ itemId: itemIdSchema, transcript: transcriptSchema.nullable() }),
  'order-added': z.strictObject({ orderId: orderIdSchema, facts: orderFactsSchema }),
  /** Only the facts that changed; `null` clears a fact. */
  'order-changed': z.strictObject({ orderId: orderIdSchema, facts: orderFactsSchema.partial() }),
  'order-archived': z.strictObject({ orderId: orderIdSchema, isArchived: z.boolean() }),
  /**
   * The user stated, or stated anew, something about the case of an order. Kept out of packages: letters and
   * submissions name people.
   */
  'case-noted': z.strictObject({ orderId: orderIdSchema, record: caseRecordSchema }),
  'case-withdrawn': z.strictObject({
    orderId: orderIdSchema,
    record: z.strictObject({ kind: z.enum(caseRecordKinds), id: recordIdSchema }),
  }),
  'dossier-exported': z.strictObject({
    orderId: orderIdSchema,
    dossierSha256: sha256,
    packageSha256: sha256.nullable(),
    treeHead: z.string(),
    exhibits: z.array(z.strictObject({ itemId: itemIdSchema, number: exhibitNumberSchema })),
  }),
  'locker-verified': z.strictObject({
    treeHead: z.string(),
    verdict: z.enum(['verified', 'integrity-only', 'failed']),
    failedChecks: z.int().nonnegative(),
    itemsChecked: z.int().nonnegative(),
    /** Absent: all of it. `quick`: everything but the bytes of the objects, at a start. */
    extent: z.enum(['full', 'quick', 'first-third', 'second-third', 'last-third']).optional(),
  }),
  /** A tombstone: the item is gone, its hash stays. The object is shredded unless another item still has it. */
  'item-removed': z.strictObject({
    itemId: itemIdSchema,
    sha256,
    sizeBytes: z.int().nonnegative(),
    reason: z.string().max(400),
  }),
  /** The key that signs checkpoints from here on. */
  'signing-key-set': z.strictObject({
    publicKey,
    replaces: publicKey.nullable(),
    /** Signature of the replaced key (`endorsedBytes`); null for the first key, and when the old one was lost. */
    endorsement: z
      .string()
      .regex(/^[0-9a-f]{128}$/)
      .nullable(),
  }),
  /** A signed head over entries before this one; the text is a C2SP signed note, byte for byte as it is time-stamped. */
  'checkpoint-made': z.strictObject({ checkpoint: z.string().max(1000) }),
  /** A token that was verified when it came. The three objects are as they were sent and received. */
  'timestamp-received': z.strictObject({
    /** `seq` of the `checkpoint-made` entry. */
    checkpointSeq: count,
    authority: authoritySchema,
    /** SHA-256 of the checkpoint's text: what was sent. */
    digest: sha256,
    /** TimeStampReq, DER. */
    request: object,
    /** TimeStampResp, DER. */
    response: object,
    /** The chain from the signer to the root, PEM, in this order. */
    chain: object,
    token: tokenFactsSchema,
  }),
  'clock-stepped': clockStepSchema,
  'clock-compared': clockComparisonSchema,
  'session-began': z.strictObject({
    sessionId: sessionIdSchema,
    orderId: orderIdSchema.nullable(),
    /** Item of the report of the environment check at its start. */
    environmentReport: itemIdSchema.nullable(),
    notBefore: notBeforeSchema.nullable(),
  }),
  'session-ended': z.strictObject({ sessionId: sessionIdSchema, orderId: orderIdSchema.nullable() }),
  'backup-made': z.strictObject({
    target: z.enum(['folder', 'webdav']),
    /** Head of the ledger that the backup holds. */
    treeHead: z.string(),
    objectCount: count,
    newObjectCount: count,
    sizeBytes: count,
  }),
} as const;

export type EntryKind = keyof typeof payloadSchemas;
export type EntryPayload<Kind extends EntryKind> = z.infer<(typeof payloadSchemas)[Kind]>;
