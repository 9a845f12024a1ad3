import { z } from 'zod';
import { SHA256_HEX, type Sha256Hex } from '../hex.ts';
import type { OrderId } from '../orders/order.ts';
import { recordingFactsSchema } from '../recording/recording-facts.ts';
import { environmentCheckFactsSchema } from '../surroundings/environment-check.ts';
import type { CallFacts } from '../transcripts/call.ts';
import {
  captureModes,
  captureTriggers,
  clockFactsSchema,
  displaySchema,
  environmentSchema,
  rectangleSchema,
  softwareSchema,
  windowSchema,
} from './circumstances.ts';
import type { EvidenceKind } from './evidence-kinds.ts';
import { type ItemId, itemIdSchema } from './item-id.ts';

/** How much stands behind an item (design section 3). */
export type ProofLevel = 'imported' | 'sealed-here' | 'timestamped' | 'notarised';

const captureSchema = z.strictObject({
  mode: z.enum(captureModes),
  trigger: z.enum(captureTriggers),
  delaySeconds: z.int().nonnegative(),
  /** What was cut out, in pixels of the virtual desktop. */
  area: rectangleSchema,
  display: displaySchema,
  /** The captured window, or the one in focus; absent where the platform does not give it. */
  window: windowSchema.optional(),
  /** Library that read the pixels. */
  grabber: softwareSchema,
});

const importSchema = z.strictObject({
  /** As the file system gave it, verbatim: may hold control and bidirectional characters, show it only escaped. */
  fileName: z.string(),
  fileModifiedUtc: z.string(),
});

/** What was made of another item: it names its original, which always stays as it was sealed. */
const derivativeOf = {
  of: itemIdSchema,
  ofSha256: z.string().regex(SHA256_HEX),
  /** An imported original makes an imported derivative: working on it adds no proof. */
  ofSource: z.enum(['recording', 'import']),
  /** Library that made it. */
  software: softwareSchema,
};

const derivativeSchema = z.discriminatedUnion('how', [
  /** One frame of a video, decoded and kept without loss. */
  z.strictObject({
    how: z.literal('frame'),
    ...derivativeOf,
    /** Presentation time of the frame in its original. */
    mediaMs: z.int().nonnegative(),
    /** What the wall clock said at that time of a recording; absent for imports. */
    utc: z.string().optional(),
  }),
  /** A stretch of a recording, for reading: packets are copied, nothing is encoded anew. */
  z.strictObject({
    how: z.literal('trim'),
    ...derivativeOf,
    fromMs: z.int().nonnegative(),
    toMs: z.int().positive(),
  }),
]);

/** Where an item comes from: few fields, each right (design section 4). */
export const provenanceSchema = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('capture'),
    clock: clockFactsSchema,
    environment: environmentSchema,
    capture: captureSchema,
  }),
  z.strictObject({
    source: z.literal('import'),
    clock: clockFactsSchema,
    environment: environmentSchema,
    import: importSchema,
  }),
  z.strictObject({
    source: z.literal('recording'),
    /** When it began. */
    clock: clockFactsSchema,
    environment: environmentSchema,
    recording: recordingFactsSchema,
  }),
  z.strictObject({
    source: z.literal('derivative'),
    clock: clockFactsSchema,
    environment: environmentSchema,
    derivative: derivativeSchema,
  }),
  z.strictObject({
    /** The report of a 清洁性检查: the object is its raw values as canonical JSON. */
    source: z.literal('environment-check'),
    clock: clockFactsSchema,
    environment: environmentSchema,
    check: environmentCheckFactsSchema,
  }),
]);

export type Provenance = z.infer<typeof provenanceSchema>;
export type CaptureFacts = z.infer<typeof captureSchema>;
export type ImportFacts = z.infer<typeof importSchema>;
export type DerivativeFacts = z.infer<typeof derivativeSchema>;

/** One sealed piece of evidence as the app, the command line and the window see it (design section 7). */
export interface Item {
  readonly id: ItemId;
  readonly sha256: Sha256Hex;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly image?: { readonly widthPx: number; readonly heightPx: number } | undefined;
  readonly kind: EvidenceKind | null;
  readonly orderId: OrderId | null;
  readonly note: string;
  readonly source: Provenance['source'];
  readonly capturedAtUtc: string;
  /** Position of its `item-sealed` entry in the ledger. */
  readonly seq: number;
  readonly proofLevel: ProofLevel;
  readonly provenance: Provenance;
  /** With whom and how a recorded call was held, where the user said so. */
  readonly call: CallFacts | null;
  /** How many lines the transcript has, where there is one. */
  readonly transcriptCueCount: number | null;
}

/** The proof level an item has from its provenance alone; trusted time and notarisation raise it. */
export function baseProofLevel(provenance: Provenance): ProofLevel {
  const { source } = provenance;
  const isImported =
    source === 'import' || (source === 'derivative' && provenance.derivative.ofSource === 'import');
  return isImported ? 'imported' : 'sealed-here';
}
