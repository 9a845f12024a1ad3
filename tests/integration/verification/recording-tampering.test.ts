import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../../core/evidence/index.ts';
import { sha256Hex } from '../../../core/hex.ts';
import {
  decodeJournal,
  encodeJournalLine,
  JOURNAL_GENESIS,
  type JournalLine,
  type RecordingFacts,
  summariseJournal,
} from '../../../core/recording/index.ts';
import type { LockerEngine } from '../../../electron/locker/engine/engine.ts';
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { createRecordings } from '../../../electron/locker/recordings/recordings.ts';
import { checkLocker } from '../../../electron/verification/locker-verification.ts';
import { createSteps } from '../../../electron/verification/steps.ts';
import { chunkOf, momentAt, newRecordingId, startOf, stopAt } from '../locker/recording-samples.ts';
import { captureOf, captureProvenance, temporaryLocker, unwrap } from '../locker/samples.ts';

const steps = createSteps(
  () => false,
  () => undefined,
);
let place: ReturnType<typeof temporaryLocker>;
let engine: LockerEngine;
let item: Item;
beforeEach(() => {
  place = temporaryLocker();
  engine = unwrap(openEngine(place.options));
  const recordings = createRecordings(place.options.directory, () => momentAt(3600));
  const recordingId = newRecordingId();
  const nowhere = { orderId: null, assignedBy: 'user' } as const;
  unwrap(recordings.begin(startOf(recordingId), momentAt(0), nowhere));
  for (let at = 0; at < 4; at += 1)
    unwrap(recordings.append(recordingId, chunkOf(at, 3000), momentAt(at + 1)));
  unwrap(recordings.finish(recordingId, stopAt(4), momentAt(4)));
  item = unwrap(engine.recordings.adopt(recordingId));
  recordings.discard(recordingId);
  recordings.close();
});
afterEach(() => {
  engine.close();
  place.remove();
});

const objectPath = (sha256: string) => join(place.options.directory, 'objects', sha256.slice(0, 2), sha256);

function factsOf({ provenance }: Item): RecordingFacts {
  if (provenance.source !== 'recording') throw new Error('expected a recording');
  return provenance.recording;
}

const lines = () => unwrap(checkLocker(place.options, steps)).checks;
const failures = () =>
  lines()
    .filter(({ result }) => result === 'FAIL')
    .map(({ code, subject }) => [code, subject]);

/** Puts bytes among the objects as a forger does who also writes the entry: under their own hash. */
function plant(bytes: Uint8Array) {
  const sha256 = sha256Hex(bytes);
  mkdirSync(dirname(objectPath(sha256)), { recursive: true });
  writeFileSync(objectPath(sha256), bytes);
  return { sha256, sizeBytes: bytes.length };
}

const journalLines = () =>
  unwrap(decodeJournal(readFileSync(objectPath(factsOf(item).journal.sha256)))).lines;

/** The lines chained anew: each by itself is what a program could have written. */
function fileOf(changed: readonly JournalLine[]): Buffer {
  let prev = JOURNAL_GENESIS;
  return Buffer.concat(
    changed.flatMap((line, n) => {
      const bytes = encodeJournalLine({ ...line, n, prev });
      prev = sha256Hex(bytes);
      return [bytes, Buffer.from('\n')];
    }),
  );
}

/** Seals the same file once more, with facts and journal of the forger's choice. */
function forge(more: Partial<RecordingFacts>): string {
  const forged = { ...factsOf(item), ...more, recordingId: newRecordingId() };
  if (item.provenance.source !== 'recording') throw new Error('expected a recording');
  const provenance = { ...item.provenance, recording: forged };
  const copy = join(place.folder, 'copy.webm');
  copyFileSync(objectPath(item.sha256), copy);
  return unwrap(engine.items.seal({ content: { path: copy }, mediaType: 'video/webm', provenance })).id;
}

describe('verification of a recording (P12)', () => {
  it('passes one that is as it was sealed, journal and file, chunk for chunk', () => {
    expect(failures()).toEqual([]);
    expect(lines()).toContainEqual(expect.objectContaining({ code: 'RECORDINGS', result: 'PASS' }));
  });

  it('names a lost or damaged journal as an object, and does not pass the recording', () => {
    const { sha256 } = factsOf(item).journal;
    chmodSync(objectPath(sha256), 0o600);
    const bytes = readFileSync(objectPath(sha256));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(objectPath(sha256), bytes);
    expect(failures()).toEqual([['OBJECT_HASH_MISMATCH', sha256]]);
    rmSync(objectPath(sha256));
    expect(failures()).toEqual([['OBJECT_MISSING', sha256]]);
    expect(lines()).toContainEqual(expect.objectContaining({ code: 'RECORDINGS', result: 'NOT_CHECKED' }));
    expect(lines().some(({ code, result }) => code === 'RECORDINGS' && result === 'PASS')).toBe(false);
  });

  it('names a journal that is none, or has no end', () => {
    const none = forge({ journal: plant(Buffer.from('{"not":"a journal"}\n')) });
    const open = forge({ journal: plant(fileOf(journalLines().slice(0, -1))) });
    const torn = forge({ journal: plant(Buffer.concat([fileOf(journalLines()), Buffer.from('{')])) });
    expect(failures()).toEqual([none, open, torn].map((itemId) => ['RECORDING_JOURNAL_INVALID', itemId]));
  });

  it('names facts that the journal does not say', () => {
    const later = { ...factsOf(item).end, utc: '2026-11-23T09:00:00.000Z' };
    const forged = [{ ending: 'disk-full' as const }, { mediaDurationMs: 1 }, { end: later }, {}];
    const itemIds = forged.map((facts) => forge(facts));
    expect(failures()).toEqual(itemIds.map((itemId) => ['RECORDING_JOURNAL_MISMATCH', itemId]));
  });

  it('names a journal whose chunks are not those of the file', () => {
    const recordingId = newRecordingId();
    const changed = journalLines().map((line): JournalLine => {
      if (line.kind === 'started') return { ...line, is: { ...line.is, recordingId } };
      if (line.kind !== 'chunk' || line.is.index !== 1) return line;
      return { ...line, is: { ...line.is, sha256: '1'.repeat(64) } };
    });
    const journal = plant(fileOf(changed));
    const provenance = {
      ...item.provenance,
      recording: summariseJournal(unwrap(decodeJournal(fileOf(changed))).lines, journal),
    } as Item['provenance'];
    const copy = join(place.folder, 'copy.webm');
    copyFileSync(objectPath(item.sha256), copy);
    const { id } = unwrap(
      engine.items.seal({ content: { path: copy }, mediaType: 'video/webm', provenance }),
    );
    expect(failures()).toEqual([['RECORDING_CHUNK_MISMATCH', id]]);
  });
});

describe('verification of what was made of a recording', () => {
  const frameOf = (more: object) => ({
    source: 'derivative' as const,
    clock: captureProvenance().clock,
    environment: captureProvenance().environment,
    derivative: {
      how: 'frame' as const,
      of: item.id,
      ofSha256: item.sha256,
      ofSource: 'recording' as const,
      software: { name: 'mediabunny', version: '1.61.0' },
      mediaMs: 1000,
      ...more,
    },
  });

  it('passes when it names an original that was sealed before it', () => {
    unwrap(engine.items.seal(captureOf('frame', { provenance: frameOf({}) })));
    expect(failures()).toEqual([]);
    expect(lines()).toContainEqual(expect.objectContaining({ code: 'DERIVATIVES', result: 'PASS' }));
  });

  it.each([
    ['nothing that is there', { of: `i-${'0'.repeat(26)}` }],
    ['other bytes', { ofSha256: '0'.repeat(64) }],
    ['another source', { ofSource: 'import' }],
  ])('fails when it names %s', (_, more) => {
    const { id } = unwrap(engine.items.seal(captureOf('frame', { provenance: frameOf(more) })));
    expect(failures()).toEqual([['DERIVATIVE_UNKNOWN_ORIGINAL', id]]);
  });

  it('keeps what is said of a call and its transcript in history, search and projections', () => {
    const call = { counterpart: '客服小王', heldAt: null, wasOtherSideTold: 'unknown' } as const;
    unwrap(engine.items.describeCall(item.id, call));
    const cues = [{ startMs: 0, endMs: 900, text: '我们会在 24 小时内 Ｒｅｆｕｎｄ' }];
    const transcript = { origin: 'typed' as const, file: null, cues };
    expect(unwrap(engine.items.transcribe(item.id, transcript)).transcriptCueCount).toBe(1);
    unwrap(engine.items.transcribe(item.id, transcript));
    expect(engine.getTranscript(item.id)).toEqual(transcript);
    expect(engine.listItems({ search: 'refund', offset: 0, limit: 9 }).total).toBe(1);
    expect(engine.getItem(item.id)?.history.map(({ event, detail }) => [event, detail])).toEqual([
      ['sealed', null],
      ['call-described', '客服小王'],
      ['transcribed', null],
    ]);
    expect(failures()).toEqual([]);
    unwrap(engine.items.transcribe(item.id, null));
    expect(unwrap(engine.items.describeCall(item.id, null))).toMatchObject({
      call: null,
      transcriptCueCount: null,
    });
    expect(engine.getTranscript(item.id)).toBeUndefined();
    expect(engine.listItems({ search: 'refund', offset: 0, limit: 9 }).total).toBe(0);
    expect(failures()).toEqual([]);
    expect(existsSync(objectPath(item.sha256))).toBe(true);
  });

  it.each([
    ['view_recording', 'journal_size_bytes = 1', () => factsOf(item).recordingId],
    ['view_call', `call = '{}'`, () => item.id],
    ['view_transcript', `search_text = 'x'`, () => item.id],
    ['view_transcript', 'cue_count = 2', () => item.id],
  ])('names a row of %s that was changed (%s)', (table, change, key) => {
    unwrap(
      engine.items.describeCall(item.id, { counterpart: '客服', heldAt: null, wasOtherSideTold: 'yes' }),
    );
    const cues = [{ startMs: null, endMs: null, text: '好的' }];
    unwrap(engine.items.transcribe(item.id, { origin: 'text', file: null, cues }));
    expect(failures()).toEqual([]);
    const database = new SqliteDatabase(join(place.options.directory, 'locker.sqlite'));
    database.exec(`UPDATE ${table} SET ${change}`);
    database.close();
    expect(failures()).toEqual([['PROJECTION_MISMATCH', `${table}:${key()}`]]);
  });
});
