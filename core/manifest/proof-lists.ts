import { z } from 'zod';
import { SHA256_HEX } from '../hex.ts';
import { canonicalBytes, type JsonValue } from '../ledger/index.ts';
import type { Result } from '../result.ts';
import { authoritySchema, tokenFactsSchema } from '../timestamps/index.ts';
import { decodeCanonical, type IndexError } from './canonical-file.ts';
import { checkpointPath, timestampPaths } from './package-paths.ts';

const sha256 = z.string().regex(SHA256_HEX);
const size = z.int().positive();

/** `data/ledger/checkpoints.json`: which signed heads there are, each linked to that of `tree-head.txt`. */
export const checkpointListSchema = z.strictObject({
  format: z.literal('liuhen-checkpoints/1'),
  /** Ascending by size, one a size. */
  checkpoints: z
    .array(
      z.strictObject({
        /** Entries it covers: all with a smaller `seq`. */
        size,
        path: z.string(),
        /** RFC 9162 consistency proof from this head to that of `tree-head.txt`; empty when the sizes are equal. */
        consistency: z.array(sha256).max(64),
      }),
    )
    .refine(
      (list) => list.every((one, index) => one.size > (list[index - 1]?.size ?? 0)),
      'ascending by size',
    )
    .refine((list) => list.every((one) => one.path === checkpointPath(one.size)), 'paths follow from sizes'),
});
export type CheckpointList = z.infer<typeof checkpointListSchema>;

const fileSchema = z.strictObject({ path: z.string(), sha256, sizeBytes: z.int().positive() });

const timestampSchema = z.strictObject({
  /** Size of the checkpoint it is over. */
  checkpoint: size,
  authority: authoritySchema,
  /** TimeStampReq and TimeStampResp, DER; the chain from the signer to the root, PEM. */
  request: fileSchema,
  response: fileSchema,
  chain: fileSchema,
  /** What the token says, as the ledger has it. */
  token: tokenFactsSchema,
});

/** `data/timestamps/timestamps.json`: which tokens there are, and what they say. */
export const timestampListSchema = z.strictObject({
  format: z.literal('liuhen-timestamps/1'),
  /** By checkpoint, then in the order they were received. */
  timestamps: z.array(timestampSchema).refine(arePathsInOrder, 'ordered, with the paths that follow from it'),
});
export type TimestampList = z.infer<typeof timestampListSchema>;
export type ListedTimestamp = TimestampList['timestamps'][number];

function arePathsInOrder(list: readonly z.infer<typeof timestampSchema>[]): boolean {
  let n = 0;
  return list.every((one, index) => {
    const before = list[index - 1]?.checkpoint ?? 0;
    if (one.checkpoint < before) return false;
    n = one.checkpoint === before ? n + 1 : 1;
    const paths = timestampPaths(one.checkpoint, n);
    return (
      one.request.path === paths.request &&
      one.response.path === paths.response &&
      one.chain.path === paths.chain
    );
  });
}

/** Bytes of either file: RFC 8785, no line feed at the end. */
export function encodeProofList(list: CheckpointList | TimestampList): Uint8Array {
  return canonicalBytes(list as unknown as JsonValue);
}

/** Reads `data/ledger/checkpoints.json` strictly: order and paths as well as members. */
export function decodeCheckpointList(bytes: Uint8Array): Result<CheckpointList, IndexError> {
  return decodeCanonical(bytes, checkpointListSchema);
}

/** Reads `data/timestamps/timestamps.json` strictly: order and paths as well as members. */
export function decodeTimestampList(bytes: Uint8Array): Result<TimestampList, IndexError> {
  return decodeCanonical(bytes, timestampListSchema);
}
