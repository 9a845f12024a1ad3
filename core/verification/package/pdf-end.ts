/** Looks, while a PDF goes by, for what an incremental update leaves (ISO 32000-1 section 7.5.6). */
export interface PdfEndCheck {
  push(piece: Uint8Array): void;
  /** Whether there is a second `startxref`, or anything behind the end that the first names but one line end. */
  isAppended(): boolean;
}

const MARK = new TextEncoder().encode('startxref');
const TAIL_BYTES = 64;
// `%%EOF` alone says nothing: character maps in a PDF end with it too.
const END = /startxref[\r\n]{1,2}\d{1,15}[\r\n]{1,2}%%EOF(?:\r\n|\r|\n)?$/;

/** A check that has seen nothing yet; a file without any `startxref` is not its business. */
export function createPdfEndCheck(): PdfEndCheck {
  let count = 0;
  let tail: Uint8Array = new Uint8Array();
  return {
    push(piece) {
      const bytes = joined(tail, piece);
      // What lies wholly in the tail was counted with the piece before.
      const from = Math.max(0, tail.length - MARK.length + 1);
      for (let at = positionOf(bytes, from); at >= 0; at = positionOf(bytes, at + 1)) count += 1;
      tail = bytes.slice(-TAIL_BYTES);
    },
    isAppended: () => count > 1 || (count === 1 && !END.test(latin1(tail))),
  };
}

function positionOf(bytes: Uint8Array, from: number): number {
  const [first = 0] = MARK;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (MARK.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}

function latin1(bytes: Uint8Array): string {
  return [...bytes].map((byte) => String.fromCharCode(byte)).join('');
}
