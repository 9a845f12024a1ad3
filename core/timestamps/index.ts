/**
 * RFC 3161: what a token says and why it may be refused. Pure; the platform's WebCrypto is passed in. Promise P26.
 */
export {
  type Authority,
  authoritySchema,
  type TokenError,
  type TokenFacts,
  tokenErrors,
  tokenFactsSchema,
} from './token-facts.ts';
