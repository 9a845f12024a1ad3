import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../../../core/ledger/index.ts';
import {
  type CheckpointList,
  checkpointPath,
  decodeCheckpointList,
  decodeTimestampList,
  encodeProofList,
  type TimestampList,
  timestampPaths,
} from '../../../../core/manifest/index.ts';

const hash = 'a'.repeat(64);

const checkpoints: CheckpointList = {
  format: 'liuhen-checkpoints/1',
  checkpoints: [3, 17].map((size) => ({
    size,
    path: checkpointPath(size),
    consistency: size === 3 ? [hash] : [],
  })),
};

function timestampsOf(...places: readonly (readonly [size: number, n: number])[]): TimestampList {
  const file = (path: string) => ({ path, sha256: hash, sizeBytes: 9 });
  return {
    format: 'liuhen-timestamps/1',
    timestamps: places.map(([size, n]) => {
      const { request, response, chain } = timestampPaths(size, n);
      return {
        checkpoint: size,
        authority: { name: 'Sample', url: 'http://localhost/' },
        request: file(request),
        response: file(response),
        chain: file(chain),
        token: {
          genTimeUtc: '2026-11-23T06:05:01.000Z',
          accuracyMs: null,
          serialHex: '1f',
          policy: '1.2.3.4',
          signerSha256: hash,
          rootSha256: hash,
          chainExpiresUtc: '2036-11-23T06:05:01.000Z',
        },
      };
    }),
  };
}

test('both lists are read back as they were written', () => {
  expect(decodeCheckpointList(encodeProofList(checkpoints))).toEqual({ ok: true, value: checkpoints });
  const timestamps = timestampsOf([3, 1], [3, 2], [17, 1]);
  expect(decodeTimestampList(encodeProofList(timestamps))).toEqual({ ok: true, value: timestamps });
});

test('a package without checkpoints says so with empty lists', () => {
  const none = { ...checkpoints, checkpoints: [] };
  expect(decodeCheckpointList(encodeProofList(none))).toEqual({ ok: true, value: none });
  expect(decodeTimestampList(encodeProofList(timestampsOf())).ok).toBe(true);
});

describe('P27: a list of checkpoints is refused', () => {
  const [first, second] = checkpoints.checkpoints;
  test.each([
    ['in another order', [second, first]],
    ['with a size twice', [first, first]],
    ['with another path', [{ ...first, path: 'data/dossier.pdf' }]],
    ['with a member more', [{ ...first, note: '' }]],
    ['over nothing', [{ size: 0, path: checkpointPath(0), consistency: [] }]],
  ])('%s', (_, list) => {
    const bytes = canonicalBytes({ ...checkpoints, checkpoints: list } as never);
    expect(decodeCheckpointList(bytes)).toMatchObject({ error: { code: 'INDEX_SCHEMA_INVALID' } });
  });
  test('with a line feed at the end', () => {
    const bytes = Buffer.concat([encodeProofList(checkpoints), Buffer.from('\n')]);
    expect(decodeCheckpointList(bytes)).toMatchObject({ error: { code: 'INDEX_NOT_CANONICAL' } });
  });
});

describe('P27: a list of time stamps is refused', () => {
  test.each([
    ['with checkpoints in another order', timestampsOf([17, 1], [3, 1])],
    ['with a number left out', timestampsOf([3, 1], [3, 3])],
    ['that does not begin at one', timestampsOf([3, 2])],
    ['with a number twice', timestampsOf([3, 1], [3, 1])],
    ['that goes on counting at the next checkpoint', timestampsOf([3, 1], [17, 2])],
  ])('%s', (_, list) => {
    expect(decodeTimestampList(encodeProofList(list))).toMatchObject({
      error: { code: 'INDEX_SCHEMA_INVALID' },
    });
  });
});
