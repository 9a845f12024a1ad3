import { z } from 'zod';
import { evidenceKindSchema, itemIdSchema, provenanceSchema } from '../evidence/index.ts';
import { SHA256_HEX } from '../hex.ts';
import { canonicalBytes, type JsonValue } from '../ledger/index.ts';
import { orderFactsSchema, orderIdSchema } from '../orders/index.ts';
import type { Result } from '../result.ts';
import { callFactsSchema } from '../transcripts/index.ts';
import { decodeCanonical, type IndexError } from './canonical-file.ts';
import { exhibitNumberSchema } from './exhibit-number.ts';

const sha256 = z.string().regex(SHA256_HEX);
/** A file that stands beside an original. */
const besideSchema = z.strictObject({ path: z.string(), sha256, sizeBytes: z.int().nonnegative() });

/** `data/evidence.json`: what the dossier shows, by machine; everything but numbers and paths follows from the entries. */
export const evidenceIndexSchema = z.strictObject({
  format: z.literal('liuhen-evidence-index/1'),
  origin: z.string(),
  fixedUntilUtc: z.string(),
  order: z.strictObject({ id: orderIdSchema, facts: orderFactsSchema }),
  dossier: z.strictObject({ path: z.string(), sha256, pageCount: z.int().positive() }),
  exhibits: z.array(
    z.strictObject({
      number: exhibitNumberSchema,
      itemId: itemIdSchema,
      /** Position of the `item-sealed` entry. */
      seq: z.int().nonnegative(),
      sha256,
      sizeBytes: z.int().nonnegative(),
      mediaType: z.string(),
      path: z.string(),
      kind: evidenceKindSchema.nullable(),
      note: z.string(),
      provenance: provenanceSchema,
      /** Of a recording made here. */
      journal: besideSchema.optional(),
      /** What the owner said of a recorded call, and the words somebody wrote down; absent where there are none. */
      call: callFactsSchema.optional(),
      transcript: besideSchema.optional(),
    }),
  ),
});
export type EvidenceIndex = z.infer<typeof evidenceIndexSchema>;
export type IndexedExhibit = EvidenceIndex['exhibits'][number];

/** `data/ledger/proofs.json`: one RFC 9162 inclusion proof an entry, siblings from leaf to root in hexadecimal. */
export const inclusionProofsSchema = z.strictObject({
  format: z.literal('liuhen-inclusion-proofs/1'),
  proofs: z.array(z.strictObject({ seq: z.int().nonnegative(), siblings: z.array(sha256) })),
});
export type InclusionProofs = z.infer<typeof inclusionProofsSchema>;

/** Bytes of either file: RFC 8785, so that there is one spelling and no member twice. */
export function encodeIndex(index: EvidenceIndex | InclusionProofs): Uint8Array {
  return canonicalBytes(index as unknown as JsonValue);
}

/** Reads `data/evidence.json` strictly. */
export function decodeEvidenceIndex(bytes: Uint8Array): Result<EvidenceIndex, IndexError> {
  return decodeCanonical(bytes, evidenceIndexSchema);
}

/** Reads `data/ledger/proofs.json` strictly. */
export function decodeInclusionProofs(bytes: Uint8Array): Result<InclusionProofs, IndexError> {
  return decodeCanonical(bytes, inclusionProofsSchema);
}
