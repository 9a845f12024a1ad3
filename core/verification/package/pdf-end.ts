/** Looks, while a PDF goes by, for what an incremental update leaves (ISO 32000-1 section 7.5.6). */
export interface PdfEndCheck {
  push(piece: Uint8Array): void;
  /** More than one end, or anything behind the end but one line end. */
  isAppended(): boolean;
}

const MARKS = ['startxref', '%%EOF'].map((text) => new TextEncoder().encode(text));
const LONGEST = Math.max(...MARKS.map((mark) => mark.length));

/** A check that has seen nothing yet; a file without any end is not its business. */
export function createPdfEndCheck(): PdfEndCheck {
  const counts = MARKS.map(() => 0);
  /** What stands behind the last mark; cut, when it is already too much. */
  let behind = new Uint8Array();
  let held = new Uint8Array();
  return {
    push(piece) {
      const bytes = joined(held, piece);
      let end = -1;
      MARKS.forEach((mark, which) => {
        for (const at of positionsOf(bytes, mark)) {
          // What lies wholly in the held bytes was counted with the piece before.
          if (at + mark.length <= held.length) continue;
          counts[which] = (counts[which] ?? 0) + 1;
          end = Math.max(end, at + mark.length);
        }
      });
      behind = end < 0 ? joined(behind, piece).slice(0, LONGEST) : bytes.slice(end, end + LONGEST);
      held = bytes.slice(Math.max(0, bytes.length - LONGEST + 1));
    },
    isAppended() {
      if (counts.some((count) => count > 1)) return true;
      return (counts[1] ?? 0) > 0 && !/^(?:\r\n|\r|\n)?$/.test(latin1(behind));
    },
  };
}

function* positionsOf(bytes: Uint8Array, mark: Uint8Array): Generator<number> {
  const [first = 0] = mark;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (mark.every((byte, index) => bytes[at + index] === byte)) yield at;
  }
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}

function latin1(bytes: Uint8Array): string {
  return [...bytes].map((byte) => String.fromCharCode(byte)).join('');
}
