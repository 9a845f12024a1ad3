import { z } from 'zod';
import { evidenceKindSchema, itemIdSchema, provenanceSchema } from '../evidence/index.ts';
import { SHA256_HEX } from '../hex.ts';
import { canonicalBytes, type JsonValue, parseCanonical } from '../ledger/index.ts';
import { orderFactsSchema, orderIdSchema } from '../orders/index.ts';
import { fail, ok, type Result } from '../result.ts';
import { callFactsSchema } from '../transcripts/index.ts';
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

export type IndexError = 'INDEX_NOT_CANONICAL' | 'INDEX_SCHEMA_INVALID';

/** Bytes of either file: RFC 8785, so that there is one spelling and no member twice. */
export function encodeIndex(index: EvidenceIndex | InclusionProofs): Uint8Array {
  return canonicalBytes(index as unknown as JsonValue);
}

/** Reads `data/evidence.json` strictly. */
export function decodeEvidenceIndex(bytes: Uint8Array): Result<EvidenceIndex, IndexError> {
  return decode(bytes, evidenceIndexSchema);
}

/** Reads `data/ledger/proofs.json` strictly. */
export function decodeInclusionProofs(bytes: Uint8Array): Result<InclusionProofs, IndexError> {
  return decode(bytes, inclusionProofsSchema);
}

function decode<Value>(bytes: Uint8Array, schema: z.ZodType<Value>): Result<Value, IndexError> {
  const parsed = parseCanonical(bytes);
  if (parsed === undefined) {
    return fail('INDEX_NOT_CANONICAL', '证据索引不是规范 JSON，可能被改过。请使用导出时的原文件。');
  }
  const read = schema.safeParse(parsed.value);
  if (read.success) return ok(read.data);
  const member = read.error.issues[0]?.path.join('.') ?? '';
  return fail(
    'INDEX_SCHEMA_INVALID',
    `证据索引的成员 ${member} 不合格式，可能被改过，或来自更新版本的留痕。`,
    { member },
  );
}
