/**
 * Verification: says what was checked, what was not, and every finding with its own code; repairs nothing and changes
 * nothing in what it looks at. It never claims more than it checked (P28). Promises P04, P05, P25, P27, P30.
 */
export type { Extent } from './extent.ts';
export {
  type DossierVerificationOptions,
  type PackageVerificationOptions,
  verifyDossier,
  verifyPackage,
} from './package/index.ts';
export type { LockerVerificationOptions, VerificationError, VerificationResult } from './verification.ts';
export { verifyLocker } from './verify-locker.ts';
