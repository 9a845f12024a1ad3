import { closeSync, fsyncSync, openSync, readFileSync, statSync } from 'node:fs';
import {
  type DecodedJournal,
  decodeJournal,
  type JournalLineContent,
  type Moment,
  type RecordedStream,
  recordedStream,
} from '../../../core/recording/index.ts';
import { ok, type Result } from '../../../core/result.ts';
import { codeOf } from '../failures.ts';
import type { RecoveryError } from '../recording.ts';
import { type ChunkComparison, compareFile } from './chunk-check.ts';
import { damagedRecording, emptyRecording, guardedWrite, unreadableRecording } from './failures.ts';
import { type JournalDraft, openJournalFile } from './journal-file.ts';
import type { RecordingPlace } from './layout.ts';
import { removeFile } from './remove.ts';

/**
 * Gives a recording whose program died its end: what was half written of the journal is cut off, bytes without a line
 * get one, and `interrupted` says what was found. Afterwards the journal says exactly what the file holds, or the file
 * was moved already. Nothing of a recording is deleted but the space kept back. Killed at any point, it can be run
 * again.
 */
export function mendRecording(
  directory: string,
  place: RecordingPlace,
  now: () => Moment,
): Result<void, RecoveryError> {
  return guardedWrite<Result<void, RecoveryError>>(directory, () => {
    removeFile(place.reserve);
    const streamBytes = statSync(place.stream, { throwIfNoEntry: false })?.size;
    const decoded = decodeJournal(readIfThere(place.journal));
    if (!decoded.ok) {
      const isNothing = decoded.error.code === 'JOURNAL_EMPTY' && (streamBytes ?? 0) === 0;
      return isNothing ? emptyRecording() : unreadableRecording(place.folder);
    }
    const journal = decoded.value;
    const [started] = journal.lines;
    if (started?.kind !== 'started' || started.is.recordingId !== place.recordingId)
      return unreadableRecording(place.folder);
    const expected = recordedStream(journal.lines);
    if (streamBytes === undefined && isEnded(journal) && expected.sizeBytes > 0) return ok(undefined);
    if ((streamBytes ?? 0) === 0)
      return expected.sizeBytes === 0 ? emptyRecording() : damagedRecording(place.folder);
    return endJournal({ place, journal, expected, now });
  });
}

interface Found {
  readonly place: RecordingPlace;
  readonly journal: DecodedJournal;
  readonly expected: RecordedStream;
  readonly now: () => Moment;
}

function endJournal({ place, journal, expected, now }: Found): Result<void, RecoveryError> {
  const found = compareFile(place.stream, expected.chunks);
  const isSame = found.sizeBytes === expected.sizeBytes && found.sha256 === expected.sha256;
  const last = journal.lines.at(-1);
  if (isEnded(journal) && isSame) {
    if (journal.tornBytes > 0) writeLines({ place, journal }, []);
    return ok(undefined);
  }
  if (last?.kind === 'interrupted') return damagedRecording(place.folder);
  if (last?.kind !== 'stopped') flushStream(place);
  writeLines({ place, journal }, endingLines({ journal, expected, found, at: now() }));
  return ok(undefined);
}

function endingLines(facts: {
  readonly journal: DecodedJournal;
  readonly expected: RecordedStream;
  readonly found: ChunkComparison;
  readonly at: Moment;
}): readonly JournalDraft[] {
  const { journal, expected, found, at } = facts;
  const { tornBytes: tornJournalBytes } = journal;
  const tailBytes = Math.max(0, found.sizeBytes - expected.sizeBytes);
  const missingBytes = Math.max(0, expected.sizeBytes - found.sizeBytes);
  if (isEnded(journal) || found.intactBytes !== expected.sizeBytes) {
    const { sizeBytes, sha256, intactBytes } = found;
    const is = { tornJournalBytes, tailBytes, missingBytes, found: { sizeBytes, sha256, intactBytes } };
    return [{ kind: 'interrupted', at, is }];
  }
  const recovered = expected.chunks.at(-1);
  // A recovery that was itself killed may have given the tail its line already.
  const alreadyBytes = recovered?.isRecovered === true ? recovered.sizeBytes : 0;
  const interrupted: JournalDraft = {
    kind: 'interrupted',
    at,
    is: { tornJournalBytes, tailBytes: alreadyBytes + tailBytes, missingBytes },
  };
  if (tailBytes === 0) return [interrupted];
  const is: JournalLineContent<'chunk'> = {
    index: expected.chunks.length,
    offset: expected.sizeBytes,
    sizeBytes: tailBytes,
    sha256: found.tailSha256,
    streamSha256: found.sha256,
    isRecovered: true,
  };
  return [{ kind: 'chunk', at, is }, interrupted];
}

function isEnded({ lines }: DecodedJournal): boolean {
  const kind = lines.at(-1)?.kind;
  return kind === 'stopped' || kind === 'interrupted';
}

/** One write behind the last whole line, over whatever was torn. */
function writeLines(
  { place, journal }: Pick<Found, 'place' | 'journal'>,
  drafts: readonly JournalDraft[],
): void {
  const { size } = statSync(place.journal);
  const start = { sizeBytes: size - journal.tornBytes, n: journal.lines.length, head: journal.head };
  const file = openJournalFile(place.journal, 'r+', start);
  try {
    file.append(drafts);
  } finally {
    file.close();
  }
}

/** DURABILITY: bytes that a line names are on the disk before the line is. */
function flushStream(place: RecordingPlace): void {
  const file = openSync(place.stream, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readIfThere(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return new Uint8Array();
    throw thrown;
  }
}
