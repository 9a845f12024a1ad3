import { deserialize, serialize } from 'node:v8';

const LENGTH_BYTES = 4;
/** Far above a second of the largest screen. */
const MAX_FRAME_BYTES = 64 * 1024 * 1024;

/** A value as it crosses between our processes: its length (32 bits, little-endian), then its structured clone. */
export function encodeFrame(value: unknown): Uint8Array {
  const body = serialize(value);
  if (body.length > MAX_FRAME_BYTES) throw new RangeError('a frame is longer than the other side would take');
  const frame = Buffer.alloc(LENGTH_BYTES + body.length);
  frame.writeUInt32LE(body.length);
  body.copy(frame, LENGTH_BYTES);
  return frame;
}

/**
 * Reads frames from pieces as they come: gives every value that is whole, keeps what is not. Throws RangeError for a
 * frame that nobody of ours would send; nothing more can be read then.
 */
export function createFrameReader(): (piece: Uint8Array) => unknown[] {
  let pieces: Uint8Array[] = [];
  let heldBytes = 0;
  return (piece) => {
    pieces.push(piece);
    heldBytes += piece.length;
    const values: unknown[] = [];
    for (;;) {
      const length = frameLength(pieces);
      if (length === undefined || heldBytes < LENGTH_BYTES + length) return values;
      const held = Buffer.concat(pieces);
      values.push(deserialize(held.subarray(LENGTH_BYTES, LENGTH_BYTES + length)));
      const rest = held.subarray(LENGTH_BYTES + length);
      pieces = rest.length === 0 ? [] : [rest];
      heldBytes = rest.length;
    }
  };
}

/** Length of the frame that begins here; undefined before it is known. */
function frameLength(pieces: readonly Uint8Array[]): number | undefined {
  const [first] = pieces;
  if (first === undefined) return undefined;
  const head =
    first.length >= LENGTH_BYTES
      ? Buffer.from(first.buffer, first.byteOffset, LENGTH_BYTES)
      : Buffer.concat(pieces);
  if (head.length < LENGTH_BYTES) return undefined;
  const length = head.readUInt32LE();
  if (length > MAX_FRAME_BYTES) throw new RangeError('a frame is too long');
  return length;
}
