/**
 * Verifies what left a locker: packages and dossiers, without the locker or against one. Trusts nothing it reads: names,
 * sizes and structure are checked before contents, contents before meaning; nothing is unpacked. Every byte of a package
 * is covered. Says what it did not check. Promises P05, P17, P18, P25, P27, P28.
 */
export { type DossierVerificationOptions, verifyDossier } from './verify-dossier.ts';
export { type PackageVerificationOptions, verifyPackage } from './verify-package.ts';
