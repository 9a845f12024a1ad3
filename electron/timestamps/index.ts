/**
 * Trusted time: authorities are asked for RFC 3161 stamps over checkpoints. Promises P25, P26: what is entered was
 * verified, nothing leaves the machine but a hash, and that only while the user wants it. Never touches evidence.
 */
export {
  type AuthorityAnswer,
  type ExchangeError,
  exchangeErrors,
  type TimestampAuthorityAdapter,
} from './authority/adapter.ts';
export {
  type Asking,
  type AuthorityError,
  askAuthority,
  askThrough,
  type GrantedTimestamp,
} from './authority/ask-authority.ts';
export { builtInAuthorities } from './authority/built-in-authorities.ts';
export { authorityUrl, type Fetch, httpAuthority } from './authority/http-authority.ts';
export {
  type RootCertificateError,
  readRootCertificate,
  type TrustedRoot,
} from './roots/root-certificate.ts';
export {
  addTrustedRoot,
  loadTrustedRoots,
  type RootProblem,
  removeTrustedRoot,
  type TrustedRoots,
} from './roots/trusted-roots.ts';
export { createAuthorityAsker } from './stamping/authority-asker.ts';
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
