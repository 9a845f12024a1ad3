import type { Authority } from '../../../core/timestamps/index.ts';

/**
 * Authorities that the app brings: free of charge, without an account, on two different roots. Plain HTTP is what both
 * publish: a token is signed, and what is sent is a hash and a random number.
 */
export const builtInAuthorities: readonly (Authority & { readonly id: string })[] = [
  { id: 'digicert', name: 'DigiCert 时间戳服务', url: 'http://timestamp.digicert.com' },
  { id: 'sectigo', name: 'Sectigo 时间戳服务', url: 'http://timestamp.sectigo.com' },
];
