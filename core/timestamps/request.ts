import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { invariant } from '../assert.ts';
import { fromHex, SHA256_HEX, type Sha256Hex, toHex } from '../hex.ts';
import { DER, type DerElement, objectIdentifier, readDer, unsignedHex } from './der.ts';

export const SHA256_OID = '2.16.840.1.101.3.4.2.1';

/** What a request asks for. */
export interface TimestampRequest {
  /** Imprint algorithm and value. */
  readonly imprint: { readonly algorithm: string; readonly digestHex: string };
  readonly policy: string | null;
  /** Hexadecimal without leading zeros; null when the request has none. */
  readonly nonceHex: string | null;
}

/**
 * TimeStampReq (RFC 3161 section 2.4.1), DER: version 1, SHA-256, `certReq` true.
 * @param nonce random bytes, at least eight; read as one unsigned number
 */
export function encodeRequest(asked: {
  readonly digest: Sha256Hex;
  readonly nonce: Uint8Array;
  readonly policy?: string;
}): Uint8Array {
  invariant(SHA256_HEX.test(asked.digest), 'the digest is a SHA-256');
  invariant(asked.nonce.length >= 8, 'a nonce of fewer than 64 bits may repeat');
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256_OID, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: arrayBuffer(fromHex(asked.digest)) }),
    }),
    ...(asked.policy === undefined ? {} : { reqPolicy: asked.policy }),
    nonce: new Integer({ valueHex: arrayBuffer(unsignedContent(asked.nonce)) }),
    certReq: true,
  });
  const bytes = new Uint8Array(request.toSchema().toBER());
  invariant(parseRequest(bytes) !== undefined, 'what is written can be read');
  return bytes;
}

/** Content octets of the INTEGER with this value: shortest, first bit zero. */
function unsignedContent(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? new Uint8Array(1) : value.slice(first);
  return (digits[0] ?? 0) < 0x80 ? digits : new Uint8Array([0, ...digits]);
}

function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** Reads a request; undefined when it is not one in DER. */
export function parseRequest(bytes: Uint8Array): TimestampRequest | undefined {
  const request = readDer(bytes);
  if (request?.tag !== DER.sequence) return undefined;
  const [version, imprintElement, ...rest] = request.children;
  const imprint = readImprint(imprintElement);
  if (unsignedHex(version) !== '1' || imprint === undefined) return undefined;
  const policy = rest[0]?.tag === DER.objectIdentifier ? objectIdentifier(rest.shift()) : null;
  const nonceHex = rest[0]?.tag === DER.integer ? unsignedHex(rest.shift()) : null;
  if (rest[0]?.tag === DER.boolean) rest.shift();
  if (rest[0]?.tag === 0xa0) rest.shift();
  if (policy === undefined || nonceHex === undefined || rest.length > 0) return undefined;
  return { imprint, policy, nonceHex };
}

/** MessageImprint: algorithm and value. */
export function readImprint(element: DerElement | undefined): TimestampRequest['imprint'] | undefined {
  if (element?.tag !== DER.sequence || element.children.length !== 2) return undefined;
  const [algorithmElement, value] = element.children;
  const algorithm = objectIdentifier(algorithmElement?.children[0]);
  if (algorithm === undefined || value?.tag !== DER.octetString) return undefined;
  return { algorithm, digestHex: toHex(value.content) };
}
