import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChunkCheck } from '../../../../electron/locker/index.ts';
import { chunkLines } from '../../../integration/dossier/sample-journal.ts';

const file = fc
  .array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { minLength: 1, maxLength: 12 })
  .map((pieces) => ({
    bytes: Buffer.concat(pieces),
    chunks: chunkLines(
      Buffer.concat(pieces),
      pieces.map((piece) => piece.length),
    ).map(({ is }) => is),
  }));

const check = (chunks: Parameters<typeof createChunkCheck>[0], bytes: Uint8Array, readBytes: number) => {
  const comparison = createChunkCheck(chunks);
  for (let at = 0; at < bytes.length; at += readBytes) comparison.push(bytes.subarray(at, at + readBytes));
  return comparison.finish();
};

describe('the file of a recording beside the chunks of its journal', () => {
  test('agrees, however it is read', () => {
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 90 }), ({ bytes, chunks }, readBytes) => {
        const compared = check(chunks, bytes, readBytes);
        expect(compared.intactCount).toBe(chunks.length);
        expect(compared.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
        expect(compared.sizeBytes).toBe(bytes.length);
      }),
    );
  });

  test('P04: disagrees from the chunk in which any byte was changed', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ bytes, chunks }, where, change) => {
        const damaged = Buffer.from(bytes);
        const at = where % damaged.length;
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const hit = chunks.findIndex(({ offset, sizeBytes }) => at < offset + sizeBytes);
        expect(check(chunks, damaged, 7).intactCount).toBe(hit);
      }),
    );
  });

  test('disagrees where a running hash was edited', () => {
    const bytes = Buffer.from('0123456789');
    const chunks = chunkLines(bytes, [4, 4, 2]).map(({ is }, at) =>
      at === 1 ? { ...is, streamSha256: '0'.repeat(64) } : is,
    );
    expect(check(chunks, bytes, 3).intactCount).toBe(1);
  });
});
