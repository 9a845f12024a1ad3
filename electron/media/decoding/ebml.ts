/** Ids of the elements that are looked at (RFC 9559), with their length marks. */
export const elementIds = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  info: 0x1549a966,
  duration: 0x4489,
  cues: 0x1c53bb6b,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  timestampScale: 0x2ad7b1,
  void: 0xec,
  checksum: 0xbf,
  position: 0xa7,
  previousSize: 0xab,
} as const;

export interface Element {
  readonly id: number;
  /** Where its content begins. */
  readonly from: number;
  /** Undefined when the size is not known: the element ends where something else begins. */
  readonly sizeBytes: number | undefined;
}

/** The element that begins at `at` (RFC 8794), or undefined where none can begin or the bytes end before its content. */
export function elementAt(bytes: Uint8Array, at: number): Element | undefined {
  const idLength = lengthMark(bytes[at]);
  if (idLength === undefined || idLength > 4) return undefined;
  const sizeLength = lengthMark(bytes[at + idLength]);
  const from = at + idLength + (sizeLength ?? 0);
  if (sizeLength === undefined || from > bytes.length) return undefined;
  // The mark is taken off first: with it, eight bytes are more than a number can hold exactly.
  const bits = (bytes[at + idLength] ?? 0) & (0xff >> sizeLength);
  const size = bits * 2 ** (8 * (sizeLength - 1)) + unsigned(bytes, at + idLength + 1, sizeLength - 1);
  // All ones; of eight bytes that is one less than what the nearest number says.
  const isUnknown = size >= 2 ** (7 * sizeLength) - 1;
  return { id: unsigned(bytes, at, idLength), from, sizeBytes: isUnknown ? undefined : size };
}

/** A big-endian number of up to eight bytes; above 2^53 only roughly right, which no size or time in a file reaches. */
export function unsigned(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (const byte of bytes.subarray(at, at + length)) value = value * 256 + byte;
  return value;
}

/** Elements that lie whole in `bytes`, one after the other. */
export function* childrenOf(bytes: Uint8Array): Generator<Element & { readonly content: Uint8Array }> {
  for (let at = 0; at < bytes.length; ) {
    const element = elementAt(bytes, at);
    if (element?.sizeBytes === undefined || element.from + element.sizeBytes > bytes.length) return;
    at = element.from + element.sizeBytes;
    yield { ...element, content: bytes.subarray(element.from, at) };
  }
}

function lengthMark(byte: number | undefined): number | undefined {
  return byte === undefined || byte === 0 ? undefined : Math.clz32(byte) - 23;
}
