import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareChunks } from '../../../../electron/verification/recording-chunks.ts';
import {
  chunkLines,
  type JournalDraft,
  journalOf,
  sampleSource,
  startedLine,
} from '../../../integration/dossier/sample-journal.ts';

const source = sampleSource(320, 180, []);
const stopped: JournalDraft = {
  kind: 'stopped',
  atMs: 9000,
  is: { mediaMs: 9000, ending: 'user' },
};
const file = fc
  .array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { minLength: 1, maxLength: 12 })
  .map((pieces) => ({
    bytes: Buffer.concat(pieces),
    pieceBytes: pieces.map((piece) => piece.length),
  }));

const linesFor = (bytes: Uint8Array, pieceBytes: readonly number[], end: JournalDraft = stopped) =>
  journalOf([startedLine(source), ...chunkLines(bytes, pieceBytes), end]).lines;

function* inReads(bytes: Uint8Array, readBytes: number) {
  for (let at = 0; at < bytes.length; at += readBytes) yield bytes.subarray(at, at + readBytes);
}

const codesOf = async (lines: ReturnType<typeof linesFor>, bytes: Uint8Array, readBytes = 7) =>
  (await compareChunks(lines, inReads(bytes, readBytes), 'x')).findings.map(({ code }) => code);

describe('the file of a recording beside its journal', () => {
  test('agrees, however it is read, and its hash and size are told', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 90 }), async ({ bytes, pieceBytes }, readBytes) => {
        const compared = await compareChunks(linesFor(bytes, pieceBytes), inReads(bytes, readBytes), 'x');
        expect(compared).toEqual({
          findings: [],
          sha256: createHash('sha256').update(bytes).digest('hex'),
          sizeBytes: bytes.length,
        });
      }),
    );
  });

  test('P04: any changed byte is named, at its second and nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.nat(), fc.integer({ min: 1, max: 255 }), async (sample, where, change) => {
        const damaged = Buffer.from(sample.bytes);
        const at = where % damaged.length;
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const codes = await codesOf(linesFor(sample.bytes, sample.pieceBytes), damaged);
        expect(codes).toEqual(['RECORDING_CHUNK_MISMATCH']);
      }),
    );
  });

  test('P04: cut and extended files are told', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.nat(), async ({ bytes, pieceBytes }, where) => {
        const lines = linesFor(bytes, pieceBytes);
        expect(await codesOf(lines, bytes.subarray(0, where % bytes.length))).toContain(
          'RECORDING_LENGTH_MISMATCH',
        );
        const longer = Buffer.concat([bytes, Buffer.from([0])]);
        expect(await codesOf(lines, longer)).toEqual(['RECORDING_LENGTH_MISMATCH']);
      }),
    );
  });

  test('a running hash that was edited is told, once', async () => {
    const bytes = Buffer.from('0123456789');
    const drafts = chunkLines(bytes, [4, 4, 2]).map((line, at) =>
      at === 1 ? { ...line, is: { ...line.is, streamSha256: '0'.repeat(64) } } : line,
    );
    const { lines } = journalOf([startedLine(source), ...drafts, stopped]);
    expect(await codesOf(lines, bytes)).toEqual(['RECORDING_STREAM_MISMATCH']);
  });

  test('bytes that a start after a crash found missing are no damage; more missing than it said are', async () => {
    const bytes = Buffer.from('0123456789');
    const interrupted: JournalDraft = {
      kind: 'interrupted',
      atMs: 99_000,
      is: { tornJournalBytes: 0, tailBytes: 0, missingBytes: 3 },
    };
    const lines = linesFor(bytes, [4, 4, 2], interrupted);
    expect(await codesOf(lines, bytes.subarray(0, 7))).toEqual([]);
    expect(await codesOf(lines, bytes.subarray(0, 6))).toEqual(['RECORDING_LENGTH_MISMATCH']);
  });
});
