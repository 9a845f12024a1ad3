/**
 * The rules of checking, for whoever has the bytes: the app, the command line and the offline page run this same code.
 * Pure: bytes come through a port, hashes and WebCrypto are passed in. Trusts nothing it reads: names, sizes and structure
 * are checked before contents, contents before meaning; nothing is unpacked. Every byte of a package is covered. It says
 * what it did not check. Promises P04, P05, P12, P17, P18, P25–P28.
 */

export { type BagMember, type OpenedArchive, openArchive } from './archive/open-archive.ts';
export { crc32 } from './crc32.ts';
export {
  checkPackage,
  type PackageCheckOptions,
  type PackageReport,
  type PackageSource,
} from './package/check-package.ts';
export type { CheckedExhibit } from './package/trusted-time-part.ts';
export {
  type ByteSource,
  readWhole,
  type StreamingHash,
  type VerificationPlatform,
} from './ports.ts';
export {
  findSignatureDamage,
  type KeyInForce,
  readSigningKeys,
  type SigningKeys,
} from './proofs/signing-keys.ts';
export { type CheckedToken, checkToken, type TokenClaim } from './proofs/token-check.ts';
export {
  type StatedTime,
  statedTimeOf,
  type TrustedTimes,
  type TrustedToken,
  trustedTimes,
} from './proofs/trusted-time.ts';
export {
  type Called,
  findChunkDamage,
  type ReadJournal,
  readSealedJournal,
  type SealedItem,
} from './recording-journal.ts';
export { createReport, type Finding, type ReportLines } from './report.ts';
export { createSteps, type Steps, VerificationCancelled } from './steps.ts';
