/**
 * The locker's key and what it signs. Promises P05, P25: a checkpoint is signed by the key that the ledger names, a key is
 * durable before the ledger names it, and no key file is ever written over. Knows no authority and sends nothing.
 */
export { type Checkpointer, createCheckpointer } from './checkpointer.ts';
export { createSigning, type KeyReason, type SigningDeps } from './create-signing.ts';
export { fileProtector } from './key-file.ts';
export { createManifestSigner } from './manifest-signer.ts';
export type {
  CurrentKey,
  KeyImportError,
  KeyProtector,
  Signer,
  Signing,
  SigningError,
  SigningLocker,
} from './signing.ts';
