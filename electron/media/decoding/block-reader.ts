import { BLOCK_BYTES } from '../protocol.ts';

/** Bytes of the object at hand, by range; `end` is exclusive. Shorter only where the object ends. */
export interface ByteReader {
  readonly sizeBytes: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

const KEPT_BLOCKS = 16;

/** {@link ByteReader} that asks `fetch` for whole blocks and keeps the last few. */
export function createBlockReader(
  sizeBytes: number,
  fetch: (start: number, end: number) => Promise<Uint8Array>,
): ByteReader {
  const blocks = new Map<number, Promise<Uint8Array>>();
  const block = (index: number) => {
    const start = index * BLOCK_BYTES;
    const found = blocks.get(index) ?? fetch(start, Math.min(start + BLOCK_BYTES, sizeBytes));
    blocks.delete(index);
    blocks.set(index, found);
    const [oldest] = blocks.keys();
    if (blocks.size > KEPT_BLOCKS && oldest !== undefined) blocks.delete(oldest);
    return found;
  };
  return {
    sizeBytes,
    read: async (start, end) => {
      const to = Math.min(end, sizeBytes);
      if (start >= to) return new Uint8Array();
      const first = Math.floor(start / BLOCK_BYTES);
      const last = Math.floor((to - 1) / BLOCK_BYTES);
      const whole = new Uint8Array(to - start);
      for (let index = first; index <= last; index += 1) {
        const bytes = await block(index);
        const blockStart = index * BLOCK_BYTES;
        const part = bytes.subarray(Math.max(0, start - blockStart), to - blockStart);
        whole.set(part, Math.max(0, blockStart - start));
      }
      return whole;
    },
  };
}

/** A piece of another reader's bytes, or bytes put in their place. */
export type Piece = { readonly start: number; readonly end: number } | { readonly bytes: Uint8Array };

/** The pieces one after the other, as if they were a file. */
export function joinPieces(reader: ByteReader, pieces: readonly Piece[]): ByteReader {
  const sizeOf = (piece: Piece) => ('bytes' in piece ? piece.bytes.length : piece.end - piece.start);
  const sizeBytes = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  return {
    sizeBytes,
    read: async (start, end) => {
      const to = Math.min(end, sizeBytes);
      const whole = new Uint8Array(Math.max(0, to - start));
      let at = 0;
      for (const piece of pieces) {
        const from = Math.max(start, at);
        const until = Math.min(to, at + sizeOf(piece));
        if (from < until) {
          const bytes =
            'bytes' in piece
              ? piece.bytes.subarray(from - at, until - at)
              : await reader.read(piece.start + from - at, piece.start + until - at);
          whole.set(bytes, from - start);
        }
        at += sizeOf(piece);
      }
      return whole;
    },
  };
}
