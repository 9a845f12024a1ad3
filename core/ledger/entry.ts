import { z } from 'zod';
import { SHA256_HEX, type Sha256Hex, sha256Hex } from '../hex.ts';
import { fail, ok, type Result } from '../result.ts';
import { canonicalBytes, type JsonValue, parseCanonical } from './canonical-json.ts';
import { type EntryKind, type EntryPayload, payloadSchemas } from './payloads.ts';

/** `prev` of the first entry. */
export const GENESIS_PREV: Sha256Hex = '0'.repeat(64);

/** UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const UTC_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** One link of the ledger (design section 3). Its bytes are the RFC 8785 form of exactly these members. */
export type LedgerEntry = {
  [Kind in EntryKind]: {
    /** Version of this format. */
    readonly v: 1;
    /** Position from 0; also the leaf index in the tree. */
    readonly seq: number;
    /** Wall clock when the entry was made, UTC: said by the machine, proven by nobody. */
    readonly at: string;
    readonly kind: Kind;
    readonly payload: EntryPayload<Kind>;
    /** SHA-256 of the bytes of entry `seq - 1`; {@link GENESIS_PREV} for the first. */
    readonly prev: Sha256Hex;
    /** 128 random bits: without them a neighbour's leaf hash in a proof could be guessed back to its facts. */
    readonly nonce: string;
  };
}[EntryKind];

export type EntryError = 'ENTRY_NOT_CANONICAL' | 'ENTRY_SCHEMA_INVALID';

const envelope = z.strictObject({
  v: z.literal(1),
  seq: z.int().nonnegative(),
  at: z.string().regex(UTC_INSTANT),
  kind: z.enum(Object.keys(payloadSchemas) as [EntryKind, ...EntryKind[]]),
  payload: z.looseObject({}),
  prev: z.string().regex(SHA256_HEX),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
});

/** Bytes of an entry: what is hashed, chained and kept. */
export function encodeEntry(entry: LedgerEntry): Uint8Array {
  return canonicalBytes(entry as unknown as JsonValue);
}

/** SHA-256 of an entry's bytes: the next entry's `prev`. */
export function entryHash(entryBytes: Uint8Array): Sha256Hex {
  return sha256Hex(entryBytes);
}

/**
 * Reads an entry. `ENTRY_NOT_CANONICAL` when the bytes are not the one canonical spelling of their JSON (so duplicate
 * members and other encodings are refused); `ENTRY_SCHEMA_INVALID` when a member is missing, extra or of a wrong form.
 */
export function decodeEntry(bytes: Uint8Array): Result<LedgerEntry, EntryError> {
  const parsed = parseCanonical(bytes);
  if (parsed === undefined) {
    return fail('ENTRY_NOT_CANONICAL', '账本条目不是规范 JSON，可能被改过。请与早先导出的证据包对照。');
  }
  const outer = envelope.safeParse(parsed.value);
  if (!outer.success) return schemaInvalid(outer.error.issues[0]?.path.join('.') ?? '');
  const inner = payloadSchemas[outer.data.kind].safeParse(outer.data.payload);
  if (!inner.success) return schemaInvalid(`payload.${inner.error.issues[0]?.path.join('.') ?? ''}`);
  return ok({ ...outer.data, payload: inner.data } as LedgerEntry);
}

function schemaInvalid(member: string) {
  return fail(
    'ENTRY_SCHEMA_INVALID',
    `账本条目的成员 ${member} 不合格式，可能被改过，或来自更新版本的留痕。`,
    { member },
  );
}
