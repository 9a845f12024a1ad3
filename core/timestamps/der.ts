/** One element of a DER encoding; every member is a view of the bytes that were read. */
export interface DerElement {
  /** Identifier octet: class, constructed bit, tag number. */
  readonly tag: number;
  /** Identifier, length and content: what a hash or a signature is over. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  /** Elements of a constructed one; empty for a primitive one. */
  readonly children: readonly DerElement[];
}

export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const CONSTRUCTED = 0x20;
const HIGH_TAG_NUMBER = 0x1f;
const MAX_DEPTH = 32;

/**
 * Reads exactly one element, to its last byte, in the one encoding that DER allows for tags and lengths (X.690 section
 * 10.1): definite, shortest, no high tag numbers, no strings in pieces, nothing after the end. Undefined otherwise. pkijs
 * reads BER, of which one content has many spellings.
 */
export function readDer(bytes: Uint8Array): DerElement | undefined {
  const element = readElement(bytes, 0, MAX_DEPTH);
  return element !== undefined && element.bytes.length === bytes.length ? element : undefined;
}

function readElement(bytes: Uint8Array, start: number, depth: number): DerElement | undefined {
  const tag = bytes[start];
  if (tag === undefined || (tag & HIGH_TAG_NUMBER) === HIGH_TAG_NUMBER || !hasAllowedForm(tag))
    return undefined;
  const length = readLength(bytes, start + 1);
  if (length === undefined) return undefined;
  const { contentStart, contentLength } = length;
  const end = contentStart + contentLength;
  if (end > bytes.length) return undefined;
  const content = bytes.subarray(contentStart, end);
  const children = (tag & CONSTRUCTED) === 0 ? [] : readChildren(content, depth - 1);
  return children === undefined ? undefined : { tag, bytes: bytes.subarray(start, end), content, children };
}

/** Of the universal types only SEQUENCE and SET are constructed, and always. */
function hasAllowedForm(tag: number): boolean {
  if ((tag & 0xc0) !== 0) return true;
  const isCollection = (tag & HIGH_TAG_NUMBER) === 0x10 || (tag & HIGH_TAG_NUMBER) === 0x11;
  return isCollection === ((tag & CONSTRUCTED) !== 0) && tag !== 0;
}

function readLength(
  bytes: Uint8Array,
  at: number,
): { readonly contentStart: number; readonly contentLength: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { contentStart: at + 1, contentLength: first };
  const count = first - 0x80;
  if (count === 0 || count > 4 || at + count >= bytes.length) return undefined;
  let contentLength = 0;
  for (const byte of bytes.subarray(at + 1, at + 1 + count)) contentLength = contentLength * 256 + byte;
  const isShortest = contentLength >= 0x80 && bytes[at + 1] !== 0;
  return isShortest ? { contentStart: at + 1 + count, contentLength } : undefined;
}

function readChildren(content: Uint8Array, depth: number): readonly DerElement[] | undefined {
  if (depth === 0) return undefined;
  const children: DerElement[] = [];
  let at = 0;
  while (at < content.length) {
    const child = readElement(content, at, depth);
    if (child === undefined) return undefined;
    children.push(child);
    at += child.bytes.length;
  }
  return children;
}

/** Dotted form of an OBJECT IDENTIFIER; undefined when it is none, or not in the shortest form. */
export function objectIdentifier(element: DerElement | undefined): string | undefined {
  if (element?.tag !== DER.objectIdentifier || element.content.length === 0) return undefined;
  const arcs: number[] = [];
  let arc = 0;
  let isInside = false;
  for (const byte of element.content) {
    if (!isInside && byte === 0x80) return undefined;
    arc = arc * 128 + (byte & 0x7f);
    isInside = (byte & 0x80) !== 0;
    if (!Number.isSafeInteger(arc)) return undefined;
    if (!isInside) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return isInside ? undefined : [root, first - root * 40, ...rest].join('.');
}

/** Hexadecimal of a non-negative INTEGER without leading zeros; undefined when it is none, negative or not the shortest. */
export function unsignedHex(element: DerElement | undefined): string | undefined {
  return element?.tag === DER.integer ? unsignedContentHex(element.content) : undefined;
}

/** The same of the content octets alone, as an implicitly tagged INTEGER has them. */
export function unsignedContentHex(content: Uint8Array): string | undefined {
  const [first, second] = content;
  if (first === undefined || first >= 0x80) return undefined;
  if (first === 0 && second !== undefined && second < 0x80) return undefined;
  const hex = [...content].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^0+(?=.)/, '');
}

const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,30}[1-9]))?Z$/;

/** Milliseconds since 1970 of a GeneralizedTime in UTC (X.690 section 11.7), cut after the millisecond. */
export function generalizedTimeMs(element: DerElement | undefined): number | undefined {
  if (element?.tag !== DER.generalizedTime || element.content.length > 60) return undefined;
  const text = String.fromCharCode(...element.content);
  const [, year, month, day, hours, minutes, seconds, fraction = ''] = GENERALIZED_TIME.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const ms = Date.parse(iso);
  // The 31st of February and the 24th hour are read by Date.parse as the day after.
  return !Number.isNaN(ms) && new Date(ms).toISOString() === iso ? ms : undefined;
}
