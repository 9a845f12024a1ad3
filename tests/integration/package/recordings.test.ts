import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import { canonicalBytes, type JsonValue } from '../../../core/ledger/index.ts';
import { packagePaths } from '../../../core/manifest/index.ts';
import { verifyPackage } from '../../../electron/verification/index.ts';
import { exportSample, newFolder } from '../dossier/export-sample.ts';
import { chunkLines, evenPieces, type JournalDraft } from '../dossier/sample-journal.ts';
import {
  sampleEnd,
  sampleEvents,
  sampleFile,
  sampleMediaExhibits,
  sampleRecording,
} from '../dossier/sample-media.ts';
import type { SampleExhibit } from '../dossier/sample-order.ts';
import { type BagEdit, readPackage, writeBytes, writePackage } from './edit-archive.ts';
import { failuresOf } from './verdicts.ts';

const JOURNAL = 'data/recordings/4-1.journal.jsonl';
const WORDS = 'data/transcripts/5-1.txt';
const base = { source: 'import' as const, title: '', mediaType: 'video/webm', kind: 'E08' as const };

let packagePath: string;
beforeAll(async () => {
  packagePath = (await exportSample(await sampleMediaExhibits(), { media: undefined })).packagePath ?? '';
});

/** A package of one recording, exported without frames. */
const packageOf = async (exhibit: SampleExhibit) =>
  (await exportSample([exhibit], { media: undefined })).packagePath ?? '';

describe('P12: a package with recordings, calls and what was taken from them', () => {
  test('passes, and says which originals it does not hold', async () => {
    const result = await verifyPackage(packagePath, { stateFolder: newFolder() });
    invariant(result.ok, 'the package can be looked at');
    expect(result.value.verdict).toBe('integrity-only');
    const codes = (outcome: string) =>
      result.value.checks.filter((check) => check.result === outcome).map(({ code }) => code);
    expect(codes('FAIL')).toEqual([]);
    expect(codes('PASS')).toEqual(expect.arrayContaining(['RECORDINGS', 'TRANSCRIPTS', 'DERIVATIVES']));
    expect(codes('NOT_CHECKED')).toContain('DERIVATIVE_ORIGINAL');
  });

  test('of an interrupted recording passes', async () => {
    const end: JournalDraft = {
      kind: 'interrupted',
      atMs: 99_000,
      is: { tornJournalBytes: 3, tailBytes: 0, missingBytes: 0 },
    };
    const path = await packageOf({ ...base, ...sampleRecording(undefined, sampleEvents, end) });
    expect(await failuresOf(path)).toEqual([]);
  });

  test('P04: any flipped bit of a journal or of words fails', async () => {
    const bytes = readFileSync(packagePath);
    const { files } = readPackage(packagePath);
    const places = [JOURNAL, WORDS].map((path) => ({
      from: bytes.indexOf(files.get(path) ?? ''),
      length: files.get(path)?.length ?? 0,
    }));
    const flip = fc
      .constantFrom(...places)
      .chain(({ from, length }) =>
        fc.record({ at: fc.integer({ min: from, max: from + length - 1 }), bit: fc.nat({ max: 7 }) }),
      );
    await fc.assert(
      fc.asyncProperty(flip, async ({ at, bit }) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        expect(await failuresOf(writeBytes(damaged))).toContain('MANIFEST_MISMATCH');
      }),
      { numRuns: 30 },
    );
  });
});

type Forgery = readonly [what: string, codes: readonly string[], edit: (files: BagEdit) => void];

const originalOf = (files: BagEdit, prefix: string) =>
  [...files.keys()].find((path) => path.startsWith(`data/originals/${prefix}`)) ?? '';
const editIndex = (
  files: BagEdit,
  edit: (exhibit: (number: string) => Record<string, JsonValue>) => void,
) => {
  const index = JSON.parse(files.get(packagePaths.evidenceIndex)?.toString() ?? '') as {
    exhibits: Record<string, JsonValue>[];
  };
  edit((number) => index.exhibits.find((exhibit) => exhibit.number === number) ?? {});
  files.set(packagePaths.evidenceIndex, Buffer.from(canonicalBytes(index as unknown as JsonValue)));
};

const forgeries: readonly Forgery[] = [
  ['a journal removed', ['RECORDING_JOURNAL_MISSING'], (f) => f.delete(JOURNAL)],
  [
    'a line of a journal edited',
    ['RECORDING_JOURNAL_HASH_MISMATCH', 'RECORDING_JOURNAL_INVALID'],
    (f) => f.set(JOURNAL, Buffer.from(f.get(JOURNAL)?.toString().replace('已被使用', '可以使用') ?? '')),
  ],
  [
    'a journal without its end',
    ['RECORDING_JOURNAL_HASH_MISMATCH', 'RECORDING_JOURNAL_INVALID'],
    (f) =>
      f.set(
        JOURNAL,
        Buffer.from(
          f
            .get(JOURNAL)
            ?.toString()
            .replace(/[^\n]+\n$/, '') ?? '',
        ),
      ),
  ],
  [
    'a journal edited and chained again',
    ['RECORDING_JOURNAL_HASH_MISMATCH', 'RECORDING_JOURNAL_MISMATCH'],
    (f) => {
      const events = sampleEvents.filter(({ kind }) => kind !== 'paused' && kind !== 'resumed');
      f.set(JOURNAL, Buffer.from(sampleRecording(undefined, events).journal));
    },
  ],
  [
    'a journal of other bytes',
    ['RECORDING_JOURNAL_HASH_MISMATCH', 'RECORDING_JOURNAL_MISMATCH'],
    (f) => f.set(JOURNAL, Buffer.from(sampleRecording(sampleFile('phone.webm')).journal)),
  ],
  [
    'a recording swapped',
    ['ORIGINAL_MISMATCH', 'RECORDING_CHUNK_MISMATCH'],
    (f) => f.set(originalOf(f, '4-1'), sampleFile('phone.webm')),
  ],
  [
    'a recording cut short',
    ['ORIGINAL_MISMATCH', 'RECORDING_CHUNK_MISMATCH'],
    (f) => f.set(originalOf(f, '4-1'), f.get(originalOf(f, '4-1'))?.subarray(0, 100_000) ?? Buffer.alloc(0)),
  ],
  [
    'facts of a recording in the index',
    ['EVIDENCE_MISMATCH'],
    (f) =>
      editIndex(f, (exhibit) => {
        // biome-ignore lint/suspicious/noExplicitAny: a forger edits whatever is there
        (exhibit('4-1') as any).provenance.recording.gaps = [];
      }),
  ],
  [
    'a journal not named by the index',
    ['EVIDENCE_MISMATCH', 'FILE_NOT_EXPECTED'],
    (f) => editIndex(f, (exhibit) => void delete exhibit('4-1').journal),
  ],
  [
    'who was on a call',
    ['EVIDENCE_MISMATCH'],
    (f) =>
      editIndex(f, (exhibit) => {
        exhibit('5-1').call = { counterpart: '别人', heldAt: null, wasOtherSideTold: 'no' };
      }),
  ],
  ['words removed', ['TRANSCRIPT_MISSING'], (f) => f.delete(WORDS)],
  [
    'words edited',
    ['TRANSCRIPT_MISMATCH'],
    (f) => f.set(WORDS, Buffer.from(f.get(WORDS)?.toString().replace('请退款', '不退了') ?? '')),
  ],
  [
    'words edited, and their hash in the index',
    ['EVIDENCE_MISMATCH', 'TRANSCRIPT_MISMATCH'],
    (f) => {
      f.set(WORDS, Buffer.from('x'));
      editIndex(f, (exhibit) => {
        exhibit('5-1').transcript = { path: WORDS, sha256: '0'.repeat(64), sizeBytes: 1 };
      });
    },
  ],
  [
    'words where the ledger has none',
    ['FILE_NOT_EXPECTED'],
    (f) => f.set('data/transcripts/4-1.txt', Buffer.from('x')),
  ],
  [
    'a second journal',
    ['FILE_NOT_EXPECTED'],
    (f) => f.set('data/recordings/2-1.journal.jsonl', f.get(JOURNAL) ?? Buffer.alloc(0)),
  ],
];

describe('P27: forgeries about recordings with consistent archive, manifests and counts', () => {
  test.each(forgeries)('%s: %s', async (_, codes, edit) => {
    const { folder, files } = readPackage(packagePath);
    edit(files);
    const failures = await failuresOf(writePackage(folder, files));
    expect([...failures].sort()).toEqual([...codes].sort());
  });
});

describe('P27: a ledger sealed over something else than its journal says', () => {
  const recording = sampleRecording();

  test('facts that the journal does not give', async () => {
    const { provenance } = recording;
    invariant(provenance.source === 'recording', 'the sample is a recording');
    const facts = { ...provenance.recording, gaps: [] };
    const path = await packageOf({ ...base, ...recording, provenance: { ...provenance, recording: facts } });
    expect(await failuresOf(path)).toEqual(['RECORDING_JOURNAL_MISMATCH']);
    const clock = { ...provenance.clock, utc: '2026-11-20T00:00:00.000Z' };
    const earlier = await packageOf({ ...base, ...recording, provenance: { ...provenance, clock } });
    expect(await failuresOf(earlier)).toEqual(['RECORDING_JOURNAL_MISMATCH']);
  });

  test('a chunk that is not in the file', async () => {
    const file = sampleFile('phone.webm');
    const honest = chunkLines(file, evenPieces(file.length, 13));
    const lines = honest.map((line, at) =>
      at === 4 ? { ...line, is: { ...line.is, sha256: '1'.repeat(64) } } : line,
    );
    const path = await packageOf({ ...base, ...sampleRecording(file, [], sampleEnd, lines) });
    expect(await failuresOf(path)).toEqual(['RECORDING_CHUNK_MISMATCH']);
  });

  test('a still that names another original', async () => {
    const [original, still] = await sampleMediaExhibits();
    invariant(still?.provenance?.source === 'derivative' && original !== undefined, 'a still follows');
    const derivative = { ...still.provenance.derivative, ofSha256: '2'.repeat(64) };
    const forged = { ...still, provenance: { ...still.provenance, derivative } };
    const exported = await exportSample([original, forged], { media: undefined });
    expect(await failuresOf(exported.packagePath ?? '')).toEqual(['DERIVATIVE_UNKNOWN_ORIGINAL']);
  });
});
