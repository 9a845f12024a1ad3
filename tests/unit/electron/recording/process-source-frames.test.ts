import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameReader, encodeFrame } from '../../../../electron/recording/process-source-frames.ts';

const value = fc.oneof(
  fc.record({ kind: fc.constant('call'), id: fc.nat(), input: fc.uint8Array({ maxLength: 300 }) }),
  fc.string(),
  fc.constant(undefined),
);

test('values arrive whole and in order, however the pipe cuts them', () => {
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 50 })),
      (values, cuts) => {
        const bytes = Buffer.concat(values.map(encodeFrame));
        const read = createFrameReader();
        const seen: unknown[] = [];
        let from = 0;
        for (const length of [...cuts, bytes.length]) {
          if (from >= bytes.length) break;
          seen.push(...read(bytes.subarray(from, from + length)));
          from += length;
        }
        expect(seen.map(plain)).toEqual(values.map(plain));
      },
    ),
  );
});

test('a frame that was cut off gives nothing', () => {
  const read = createFrameReader();
  const frame = encodeFrame({ bytes: new Uint8Array(1000) });
  expect(read(frame.subarray(0, frame.length - 1))).toEqual([]);
  expect(read(frame.subarray(frame.length - 1))).toHaveLength(1);
});

test('a frame that nobody of ours would send stops the reading', () => {
  const read = createFrameReader();
  expect(() => read(Buffer.from([0xff, 0xff, 0xff, 0xff]))).toThrow(RangeError);
});

/** Buffers and byte arrays of the same bytes are the same. */
function plain(each: unknown): unknown {
  return JSON.stringify(each, (_key, member: unknown) =>
    ArrayBuffer.isView(member) ? [...(member as Uint8Array)] : member,
  );
}
