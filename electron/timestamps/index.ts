/**
 * Trusted time: authorities are asked for RFC 3161 stamps over checkpoints. Promises P25, P26: what is entered was
 * verified, nothing leaves the machine but a hash, and that only while the user wants it. Never touches evidence.
 */
export { createStamper } from './stamping/create-stamper.ts';
export { type HoldResult, holdTimestamp, isStampedBy } from './stamping/hold-timestamp.ts';
export type {
  After,
  AskAuthority,
  AuthorityHealth,
  Stamper,
  StamperDeps,
  StampingAuthority,
  StampingLocker,
  StampNowError,
  VerifiedTimestamp,
} from './stamping/stamper.ts';
