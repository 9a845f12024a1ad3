import { z } from 'zod';
import type { Sha256Hex } from '../hex.ts';
import type { OrderId } from '../orders/order.ts';
import type { EvidenceKind } from './evidence-kinds.ts';

/** `i-` and 26 characters of Crockford base 32 (128 random bits): says nothing about time or order. */
export type ItemId = string;

export const itemIdSchema = z.string().regex(/^i-[0-9a-z]{26}$/);

/** How much stands behind an item (design section 3). */
export type ProofLevel = 'imported' | 'sealed-here' | 'timestamped' | 'notarised';

/** What started a capture. */
export const captureTriggers = ['hotkey', 'window', 'command-line', 'timer'] as const;
export type CaptureTrigger = (typeof captureTriggers)[number];

export const captureModes = ['screen', 'window', 'region'] as const;
export type CaptureMode = (typeof captureModes)[number];

const rectangleSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});

/** Pixels of the virtual desktop, origin top left of the primary display. */
export type Rectangle = z.infer<typeof rectangleSchema>;

const clockFactsSchema = z.strictObject({
  /** Wall clock, UTC, milliseconds. */
  utc: z.string(),
  /** The same instant as the user's clock showed it, with its offset, e.g. `2026-11-23T22:05:01.123+08:00`. */
  local: z.string(),
  /** IANA name of the time zone, e.g. `Asia/Shanghai`; absent where the platform does not say. */
  timeZone: z.string().optional(),
  /** Nanoseconds of a clock that is never set, as a decimal text; comparable only within one `bootId`. */
  monotonicNs: z.string().regex(/^\d+$/),
  /** Identifies the boot where the platform gives it (Linux boot_id), else the process. */
  bootId: z.string(),
});

/** What the machine's clocks said. Order comes from `seq`, never from these. */
export type ClockFacts = z.infer<typeof clockFactsSchema>;

const softwareSchema = z.strictObject({ name: z.string(), version: z.string() });

const environmentSchema = z.strictObject({
  app: softwareSchema,
  /** `electron`, `electron-on-chromium` or `node` (command line), and its version. */
  runtime: softwareSchema,
  operatingSystem: softwareSchema,
});

/** Which software on which system made an item. */
export type Environment = z.infer<typeof environmentSchema>;

const captureSchema = z.strictObject({
  mode: z.enum(captureModes),
  trigger: z.enum(captureTriggers),
  delaySeconds: z.int().nonnegative(),
  /** What was cut out, in pixels of the virtual desktop. */
  area: rectangleSchema,
  display: z.strictObject({
    id: z.string(),
    name: z.string(),
    area: rectangleSchema,
    scaleFactor: z.number().positive(),
  }),
  /** The captured window, or the one in focus; absent where the platform does not give it. */
  window: z.strictObject({ title: z.string(), application: z.string() }).optional(),
  /** Library that read the pixels. */
  grabber: softwareSchema,
});

const importSchema = z.strictObject({
  /** As the file system gave it, verbatim: may hold control and bidirectional characters, show it only escaped. */
  fileName: z.string(),
  fileModifiedUtc: z.string(),
});

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
]);

export type Provenance = z.infer<typeof provenanceSchema>;
export type CaptureFacts = z.infer<typeof captureSchema>;
export type ImportFacts = z.infer<typeof importSchema>;

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
}

/** The proof level an item has from its provenance alone; trusted time and notarisation raise it. */
export function baseProofLevel(provenance: Provenance): ProofLevel {
  return provenance.source === 'import' ? 'imported' : 'sealed-here';
}
