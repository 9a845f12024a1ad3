import { sha384, sha512 } from '@noble/hashes/sha2.js';
import { RSASSAPSSParams } from 'pkijs';
import { sha256Bytes } from '../hex.ts';
import { DER, type DerElement, objectIdentifier, readDer } from './der.ts';

/**
 * The part of the platform's WebCrypto (`crypto.subtle`) that verification needs; Node and browsers have it. Digests are
 * computed without it.
 */
export interface SignatureVerifier {
  importKey(
    format: 'spki',
    key: Uint8Array<ArrayBuffer>,
    algorithm: KeyAlgorithm,
    isExtractable: false,
    usages: ['verify'],
  ): Promise<object>;
  verify(
    algorithm: KeyAlgorithm & { readonly saltLength?: number },
    key: object,
    signature: Uint8Array<ArrayBuffer>,
    signed: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
}

type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';
type KeyAlgorithm =
  | { readonly name: 'RSASSA-PKCS1-v1_5' | 'RSA-PSS'; readonly hash: HashName }
  | { readonly name: 'ECDSA'; readonly hash: HashName; readonly namedCurve: string };

const HASHES: Readonly<Record<string, HashName>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const DIGESTS: Readonly<Record<HashName, (bytes: Uint8Array) => Uint8Array>> = {
  'SHA-256': sha256Bytes,
  'SHA-384': sha384,
  'SHA-512': sha512,
};
const RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const WITH_RSA: Readonly<Record<string, HashName>> = {
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512',
};
const WITH_ECDSA: Readonly<Record<string, HashName>> = {
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512',
};
const CURVES: Readonly<Record<string, { readonly name: string; readonly bytes: number }>> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', bytes: 32 },
  '1.3.132.0.34': { name: 'P-384', bytes: 48 },
  '1.3.132.0.35': { name: 'P-521', bytes: 66 },
};

/** Digest by the algorithm of an AlgorithmIdentifier; undefined when it is not SHA-256, SHA-384 or SHA-512. */
export function digestBy(algorithm: DerElement, bytes: Uint8Array): Uint8Array | undefined {
  const name = HASHES[objectIdentifier(algorithm.children[0]) ?? ''];
  return name === undefined ? undefined : DIGESTS[name](bytes);
}

/** What is to be verified. */
export interface SignedBytes {
  /** SubjectPublicKeyInfo of who is said to have signed, DER. */
  readonly publicKey: Uint8Array;
  /** AlgorithmIdentifier of the signature. */
  readonly algorithm: DerElement;
  /** AlgorithmIdentifier of the digest, where it stands apart (CMS). */
  readonly digestAlgorithm?: DerElement;
  readonly signature: Uint8Array;
  readonly signed: Uint8Array;
}

/**
 * Whether the signature holds: RSA (PKCS #1 v1.5, PSS) or ECDSA (P-256, P-384, P-521) with SHA-256, SHA-384 or SHA-512.
 * Anything else, and whatever the platform's WebCrypto cannot read, does not hold.
 */
export async function isSignatureValid(subtle: SignatureVerifier, claim: SignedBytes): Promise<boolean> {
  const scheme = schemeOf(claim);
  const signature = scheme === undefined ? undefined : plainSignature(scheme, claim.signature);
  if (scheme === undefined || signature === undefined) return false;
  try {
    const key = await subtle.importKey('spki', new Uint8Array(claim.publicKey), scheme.algorithm, false, [
      'verify',
    ]);
    const parameters = scheme.saltBytes === undefined ? {} : { saltLength: scheme.saltBytes };
    return await subtle.verify(
      { ...scheme.algorithm, ...parameters },
      key,
      signature,
      new Uint8Array(claim.signed),
    );
  } catch {
    // WebCrypto rejects keys and parameters that it cannot read; nothing was verified with them.
    return false;
  }
}

interface Scheme {
  readonly algorithm: KeyAlgorithm;
  readonly saltBytes?: number;
  /** Length of r and of s, for ECDSA. */
  readonly halfBytes?: number;
}

function schemeOf({ publicKey, algorithm, digestAlgorithm }: SignedBytes): Scheme | undefined {
  const id = objectIdentifier(algorithm.children[0]) ?? '';
  const apart = HASHES[objectIdentifier(digestAlgorithm?.children[0]) ?? ''];
  const scheme = id === RSA_PSS ? pssScheme(algorithm) : plainScheme(id, apart, publicKey);
  // A digest that stands apart is the one of the signature.
  return digestAlgorithm !== undefined && scheme?.algorithm.hash !== apart ? undefined : scheme;
}

function plainScheme(id: string, apart: HashName | undefined, publicKey: Uint8Array): Scheme | undefined {
  const rsaHash = id === RSA ? apart : WITH_RSA[id];
  if (rsaHash !== undefined) return { algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: rsaHash } };
  const ecHash = WITH_ECDSA[id];
  const curve = CURVES[objectIdentifier(readDer(publicKey)?.children[0]?.children[1]) ?? ''];
  if (ecHash === undefined || curve === undefined) return undefined;
  return { algorithm: { name: 'ECDSA', hash: ecHash, namedCurve: curve.name }, halfBytes: curve.bytes };
}

/** RSASSA-PSS-params (RFC 4055): one hash for all, the mask generator MGF1. */
function pssScheme(algorithm: DerElement): Scheme | undefined {
  const parameters = algorithm.children[1];
  if (parameters === undefined) return undefined;
  try {
    const pss = RSASSAPSSParams.fromBER(new Uint8Array(parameters.bytes));
    const hash = HASHES[pss.hashAlgorithm.algorithmId];
    // [1] MaskGenAlgorithm: its parameter is the hash once more.
    const mask = parameters.children.find(({ tag }) => tag === 0xa1)?.children[0];
    const maskHash = HASHES[objectIdentifier(mask?.children[1]?.children[0]) ?? ''];
    const isSound =
      objectIdentifier(mask?.children[0]) === MGF1 && maskHash === hash && pss.trailerField === 1;
    if (hash === undefined || !isSound) return undefined;
    return { algorithm: { name: 'RSA-PSS', hash }, saltBytes: pss.saltLength };
  } catch {
    // pkijs throws at parameters that are none.
    return undefined;
  }
}

/** The signature as WebCrypto takes it: for ECDSA r and s side by side instead of SEQUENCE { r, s }. */
function plainSignature(scheme: Scheme, signature: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const { halfBytes } = scheme;
  if (halfBytes === undefined) return new Uint8Array(signature);
  const pair = readDer(signature);
  if (pair?.tag !== DER.sequence || pair.children.length !== 2) return undefined;
  const plain = new Uint8Array(2 * halfBytes);
  for (const [index, half] of pair.children.entries()) {
    const digits = half.content[0] === 0 ? half.content.subarray(1) : half.content;
    if (half.tag !== DER.integer || digits.length > halfBytes) return undefined;
    plain.set(digits, (index + 1) * halfBytes - digits.length);
  }
  return plain;
}
