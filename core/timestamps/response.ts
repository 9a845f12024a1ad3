import { DER, type DerElement, objectIdentifier, readDer, unsignedHex } from './der.ts';
import { parseTstInfo, type TstInfo } from './tst-info.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
/** id-ct-TSTInfo: the content type of every token. */
export const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const FIRST = 0xa0;
const SECOND = 0xa1;

/** One signature of a token, as its bytes stand there. */
export interface TokenSignature {
  /** IssuerAndSerialNumber, or [0] SubjectKeyIdentifier. */
  readonly signerId: DerElement;
  readonly digestAlgorithm: DerElement;
  /** [0] IMPLICIT SET OF Attribute; undefined when nothing but the content is signed. */
  readonly signedAttributes: DerElement | undefined;
  readonly signatureAlgorithm: DerElement;
  readonly signature: Uint8Array;
}

/** A granted TimeStampResp, taken apart; nothing of it is verified. */
export interface TimestampToken {
  readonly info: TstInfo;
  /** The octets of the TSTInfo: what the message digest is over. */
  readonly content: Uint8Array;
  /** Certificates that came along, DER, in no order. */
  readonly certificates: readonly Uint8Array[];
  readonly signatures: readonly TokenSignature[];
}

/** `refused`: the status is neither granted nor grantedWithMods. Undefined: not a response in DER (RFC 3161 section 2.4.2). */
export function parseResponse(bytes: Uint8Array): TimestampToken | 'refused' | undefined {
  const response = readDer(bytes);
  if (response?.tag !== DER.sequence || response.children.length > 2) return undefined;
  const [status, token] = response.children;
  const statusHex = status?.tag === DER.sequence ? unsignedHex(status.children[0]) : undefined;
  if (statusHex === undefined) return undefined;
  if (statusHex !== '0' && statusHex !== '1') return 'refused';
  return token === undefined ? undefined : readToken(token);
}

/** ContentInfo with SignedData (RFC 5652 sections 3 and 5.1) around a TSTInfo. */
function readToken(contentInfo: DerElement): TimestampToken | undefined {
  const [type, explicit] = contentInfo.children;
  if (contentInfo.tag !== DER.sequence || contentInfo.children.length !== 2) return undefined;
  if (objectIdentifier(type) !== SIGNED_DATA || explicit?.tag !== FIRST) return undefined;
  const [signedData, ...none] = explicit.children;
  if (signedData?.tag !== DER.sequence || none.length > 0) return undefined;
  const [version, digestAlgorithms, encapsulated, ...rest] = signedData.children;
  const content = readContent(encapsulated);
  const certificates = rest[0]?.tag === FIRST ? (rest.shift()?.children ?? []) : [];
  if (rest[0]?.tag === SECOND) rest.shift();
  const [signerInfos, ...tooMuch] = rest;
  if (unsignedHex(version) === undefined || digestAlgorithms?.tag !== DER.set) return undefined;
  if (content === undefined || signerInfos?.tag !== DER.set || tooMuch.length > 0) return undefined;
  const info = parseTstInfo(content);
  const signatures = signerInfos.children.map(readSignature);
  if (info === undefined || !signatures.every((signature) => signature !== undefined)) return undefined;
  // Attribute certificates and the like are tagged otherwise; they say nothing about the signer.
  const plain = certificates.filter(({ tag }) => tag === DER.sequence).map((element) => element.bytes);
  return { info, content, certificates: plain, signatures };
}

/** EncapsulatedContentInfo: the content type of a TSTInfo, and its octets. */
function readContent(element: DerElement | undefined): Uint8Array | undefined {
  if (element?.tag !== DER.sequence || element.children.length !== 2) return undefined;
  const [type, explicit] = element.children;
  const [octets, ...none] = explicit?.children ?? [];
  if (objectIdentifier(type) !== TST_INFO || explicit?.tag !== FIRST) return undefined;
  return octets?.tag === DER.octetString && none.length === 0 ? octets.content : undefined;
}

/** SignerInfo (RFC 5652 section 5.3). */
function readSignature(element: DerElement): TokenSignature | undefined {
  const [version, signerId, digestAlgorithm, ...rest] = element.children;
  if (element.tag !== DER.sequence || unsignedHex(version) === undefined) return undefined;
  const signedAttributes = rest[0]?.tag === FIRST ? rest.shift() : undefined;
  const [signatureAlgorithm, signature, unsigned, ...none] = rest;
  if (signerId === undefined || digestAlgorithm?.tag !== DER.sequence) return undefined;
  if (signatureAlgorithm?.tag !== DER.sequence || signature?.tag !== DER.octetString) return undefined;
  if ((unsigned !== undefined && unsigned.tag !== SECOND) || none.length > 0) return undefined;
  return { signerId, digestAlgorithm, signedAttributes, signatureAlgorithm, signature: signature.content };
}
