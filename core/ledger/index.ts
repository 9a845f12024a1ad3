/**
 * The ledger's rules: canonical bytes, the hash chain, the RFC 9162 tree, tree heads.
 * Pure: whoever holds the bytes (the locker, the verifier, a test) computes the same hashes. Promises P04, P05, P27.
 */
export { canonicalBytes, type JsonValue, parseCanonical } from './canonical-json.ts';
export {
  decodeEntry,
  type EntryError,
  encodeEntry,
  entryHash,
  GENESIS_PREV,
  type LedgerEntry,
  UTC_INSTANT,
} from './entry.ts';
export {
  EMPTY_ROOT,
  equalBytes,
  leafHash,
  type MerkleTree,
  merkleTree,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
export { type EntryKind, type EntryPayload, payloadSchemas } from './payloads.ts';
export {
  formatTreeHead,
  fromBase64,
  originOf,
  parseTreeHead,
  type TreeHead,
  type TreeHeadError,
  toBase64,
} from './tree-head.ts';
