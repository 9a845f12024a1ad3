import type { Sha256Hex } from '../hex.ts';

/** Root certificates that are trusted without being added: `resources/tsa/`, by the SHA-256 of their DER. */
export const builtInRoots: readonly { readonly name: string; readonly sha256: Sha256Hex }[] = [
  {
    name: 'DigiCert Trusted Root G4',
    sha256: '552f7bdcf1a7af9e6ce672017f4f12abf77240c78e761ac203d1d9d20ac89988',
  },
  {
    name: 'USERTrust RSA Certification Authority',
    sha256: 'e793c9b02fd8aa13e21c31228accb08119643b749c898964b1746d46c3d4cbd2',
  },
  {
    name: 'GlobalSign Root CA - R6',
    sha256: '2cabeafe37d06ca22aba7391c0033d25982952c453647349763a3ab5ad6ccf69',
  },
  {
    name: 'Certum Trusted Network CA 2',
    sha256: 'b676f2eddae8775cd36cb0f63cd1d4603961f49e6265ba013a2f0307b6d0b804',
  },
];
