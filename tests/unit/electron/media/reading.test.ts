import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../../../core/evidence/index.ts';
import { ok } from '../../../../core/result.ts';
import {
  createBlockReader,
  joinPieces,
  type Piece,
} from '../../../../electron/media/decoding/block-reader.ts';
import { elementAt } from '../../../../electron/media/decoding/ebml.ts';
import { pcmSamples } from '../../../../electron/media/decoding/pcm.ts';
import { clusterAtTime, readWebmLayout } from '../../../../electron/media/decoding/webm-layout.ts';
import { createPreparer } from '../../../../electron/media/index.ts';
import { BLOCK_BYTES } from '../../../../electron/media/protocol.ts';

const readerOf = (bytes: Uint8Array) =>
  createBlockReader(bytes.length, async (start, end) => bytes.subarray(start, end));

describe('reading an object by blocks', () => {
  const bytes = new Uint8Array(2 * BLOCK_BYTES + 77).map((_, at) => at % 251);

  test('gives the bytes of any range, across blocks and up to the end', async () => {
    const place = fc.nat({ max: bytes.length + 10 });
    await fc.assert(
      fc.asyncProperty(place, place, async (start, end) => {
        const read = await readerOf(bytes).read(start, end);
        expect(Buffer.from(read).equals(bytes.subarray(start, Math.max(start, end)))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('pieces one after the other read like one file', async () => {
    const small = bytes.subarray(0, 300);
    const piece: fc.Arbitrary<Piece> = fc.oneof(
      fc.record({ bytes: fc.uint8Array({ maxLength: 20 }) }),
      fc
        .tuple(fc.nat({ max: 300 }), fc.nat({ max: 300 }))
        .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), fc.nat(400), fc.nat(400), async (pieces, a, b) => {
        const joined = joinPieces(readerOf(small), pieces);
        const whole = Buffer.concat(
          pieces.map((part) => ('bytes' in part ? part.bytes : small.subarray(part.start, part.end))),
        );
        expect(joined.sizeBytes).toBe(whole.length);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(Buffer.from(await joined.read(from, to)).equals(whole.subarray(from, to))).toBe(true);
      }),
    );
  });
});

describe('reading Matroska', () => {
  test('sizes of every length are exact, and the unknown one is known to be unknown', () => {
    const hex = (text: string) => elementAt(Buffer.from(text, 'hex'), 0);
    expect(hex('ec0100000000000068')).toEqual({ id: 0xec, from: 9, sizeBytes: 0x68 });
    expect(hex('1f43b67501ffffffffffffff')).toEqual({ id: 0x1f43b675, from: 12, sizeBytes: undefined });
    expect(hex('ecff')).toMatchObject({ sizeBytes: undefined });
    expect(hex('ec4001')).toEqual({ id: 0xec, from: 3, sizeBytes: 1 });
    expect(hex('ec00')).toBeUndefined();
    expect(hex('ec')).toBeUndefined();
  });

  test('whatever the bytes, reading ends and finds nothing that is not there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
        const head = Buffer.from('1a45dfa3801853806701ffffffffffffff', 'hex');
        const reader = readerOf(Buffer.concat([head, noise]));
        const layout = await readWebmLayout(reader);
        if (layout === undefined) return;
        const found = await clusterAtTime(reader, layout, 1000);
        if (found !== undefined) expect(found.at).toBeGreaterThanOrEqual(layout.firstClusterAt);
      }),
      { numRuns: 500 },
    );
  });
});

test('samples that are not encoded stand for what the standards say', () => {
  const of = (codec: string, hex: string) => [...pcmSamples(codec, Buffer.from(hex, 'hex'))];
  expect(of('pcm-s16', '0080ff7f')).toEqual([-1, 32_767 / 32_768]);
  expect(of('pcm-u8', '0080')).toEqual([-1, 0]);
  expect(of('pcm-f32', '0000003f0000c07f')).toEqual([0.5, 0]);
  expect(of('pcm-s24', '00004000')).toEqual([0.5]);
  expect(of('ulaw', 'ff')).toEqual([0]);
  expect(Math.abs(of('ulaw', '00')[0] ?? 0)).toBeCloseTo(32_124 / 32_768);
  expect(of('alaw', '2a')[0]).toBeCloseTo(32_256 / 32_768);
  expect(of('unknown', '00')).toEqual([]);
});

test('items are prepared one after the other, and closing stops the one at hand', async () => {
  const asked: string[] = [];
  const started = Promise.withResolvers<void>();
  const preparer = createPreparer({
    prepare: async (item, { signal }) => {
      asked.push(item.id);
      if (item.id === 'b') {
        started.resolve();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      }
      return ok(undefined);
    },
  });
  for (const id of ['a', 'b', 'c']) preparer.prepareSoon({ id } as Item);
  await started.promise;
  await preparer.close();
  expect(asked).toEqual(['a', 'b']);
});
