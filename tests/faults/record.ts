import { createHash, type Hash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingId } from '../../core/recording/index.ts';
import { ok } from '../../core/result.ts';
import type { LockerEngine } from '../../electron/locker/engine/engine.ts';
import { openEngine } from '../../electron/locker/engine/open-engine.ts';
import { guarded } from '../../electron/locker/failures.ts';
import { listRecordings } from '../../electron/locker/recordings/layout.ts';
import { createRecordings, type Recordings } from '../../electron/locker/recordings/recordings.ts';
import {
  chunkOf,
  momentAt,
  newRecordingId,
  startOf,
  stopAt,
} from '../integration/locker/recording-samples.ts';
import { unwrap } from '../integration/locker/samples.ts';
import type { CaseFolders } from './ingest.ts';

// What is said of a recording, a line each:
//   chunk RECORDING BYTES SHA256 (acknowledged: so many bytes, of this hash) · sealed RECORDING ITEM · refused CODE

const nowhere = { orderId: null, assignedBy: 'user' } as const;

/** Recordings whose dead are found at this moment. */
export function openRecordings(directory: string): Recordings {
  return createRecordings(directory, () => momentAt(3600));
}

/** Records these chunks and seals them, telling what was acknowledged. */
export function recordOnce(
  recordings: Recordings,
  engine: LockerEngine,
  chunks: readonly Uint8Array[],
  say: (line: string) => void,
): void {
  const recordingId = newRecordingId();
  const refuse = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) => {
    if (!result.ok) say(`refused ${result.error?.code ?? ''}`);
    return result.ok;
  };
  if (!refuse(recordings.begin(startOf(recordingId), momentAt(0), nowhere))) return;
  const running = createHash('sha256');
  for (const [at, chunk] of chunks.entries()) {
    const appended = recordings.append(recordingId, chunk, momentAt(at + 1));
    if (!refuse(appended)) break;
    say(chunkLine(recordingId, unwrap(appended), running.update(chunk)));
    const mark = { mediaMs: (at + 1) * 1000, label: `mark ${at}` };
    refuse(recordings.note(recordingId, { kind: 'marked', at: momentAt(at + 1), is: mark }));
  }
  const finished = recordings.finish(recordingId, stopAt(chunks.length), momentAt(chunks.length));
  if (!refuse(finished)) return;
  const sealed = engine.recordings.adopt(recordingId);
  if (!refuse(sealed)) return;
  say(`sealed ${recordingId} ${unwrap(sealed).id}`);
  recordings.discard(recordingId);
}

function chunkLine(recordingId: RecordingId, sizeBytes: number, running: Hash): string {
  return `chunk ${recordingId} ${sizeBytes} ${running.copy().digest('hex')}`;
}

/** Seals what dead programs left, in the order in which the locker's client does; tells what is not sealed. */
export function recoverAll(
  recordings: Recordings,
  engine: LockerEngine,
  directory: string,
): readonly string[] {
  const codes: string[] = [];
  const listed = guarded(directory, () => ok(listRecordings(directory)));
  if (!listed.ok) return [listed.error.code];
  for (const recordingId of listed.value.recordingIds) {
    const claim = recordings.claim(recordingId);
    if (!claim.ok) codes.push(claim.error.code);
    if (!claim.ok || claim.value !== 'claimed') continue;
    const sealed = sealDead(recordings, engine, recordingId);
    if (sealed.ok || sealed.error.code === 'RECORDING_EMPTY') recordings.discard(recordingId);
    else {
      codes.push(sealed.error.code);
      recordings.release(recordingId);
    }
  }
  recordings.sweepLocks();
  return codes;
}

function sealDead(recordings: Recordings, engine: LockerEngine, recordingId: RecordingId) {
  const known = engine.recordings.find(recordingId);
  if (!known.ok || known.value !== undefined) return known;
  const mended = recordings.mend(recordingId);
  return mended.ok ? engine.recordings.adopt(recordingId) : mended;
}

/** Leaves a recording behind as a killed program does: two lines of chunks, and bytes without a line. */
export function abandonRecording({ directory }: CaseFolders): readonly string[] {
  const lines: string[] = [];
  const recordings = openRecordings(directory);
  const recordingId = newRecordingId();
  unwrap(recordings.begin(startOf(recordingId), momentAt(0), nowhere));
  const running = createHash('sha256');
  for (let at = 0; at < 2; at += 1) {
    const chunk = chunkOf(at, 5000);
    const size = unwrap(recordings.append(recordingId, chunk, momentAt(at + 1)));
    lines.push(chunkLine(recordingId, size, running.update(chunk)));
  }
  recordings.close();
  const folder = join(directory, 'recording', recordingId);
  const tail = chunkOf(2, 700);
  appendFileSync(join(folder, 'stream.webm'), tail);
  appendFileSync(join(folder, 'journal.jsonl'), '{"at":{"monoto');
  const sizeBytes = statSync(join(folder, 'stream.webm')).size;
  return [...lines, chunkLine(recordingId, sizeBytes, running.update(tail))];
}

/**
 * Recovers once more, undisturbed, and says what is wrong then: an acknowledged byte that is in no item, a recording
 * sealed twice or not at all, a folder left over (P11). What a locker has to keep beside that is checked elsewhere.
 */
export function recordingViolationsAfter(folders: CaseFolders, lines: readonly string[]): readonly string[] {
  const opened = openEngine({ ...folders, create: folders.isNew });
  if (!opened.ok) return [`does not open: ${opened.error.code}`];
  const engine = opened.value;
  const recordings = openRecordings(folders.directory);
  const violations = recoverAll(recordings, engine, folders.directory).map(
    (code) => `not recovered: ${code}`,
  );
  recordings.close();
  const { items } = engine.listItems({ offset: 0, limit: 1_000_000 });
  engine.close();
  const objects = new Map<RecordingId, string>();
  for (const { provenance, sha256 } of items) {
    if (provenance.source !== 'recording') continue;
    const { recordingId } = provenance.recording;
    if (objects.has(recordingId)) violations.push(`${recordingId} is sealed twice`);
    objects.set(recordingId, join(folders.directory, 'objects', sha256.slice(0, 2), sha256));
  }
  for (const { recordingId, sizeBytes, sha256 } of acknowledged(lines)) {
    const object = objects.get(recordingId);
    const bytes = object === undefined ? undefined : readFileSync(object).subarray(0, sizeBytes);
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256)
      violations.push(`the first ${sizeBytes} bytes of ${recordingId} are lost`);
  }
  return [...violations, ...leftovers(folders.directory)];
}

/** The newest acknowledgement of each recording holds all earlier ones. */
function acknowledged(lines: readonly string[]) {
  const newest = new Map<
    RecordingId,
    { readonly recordingId: RecordingId; readonly sizeBytes: number; readonly sha256: string }
  >();
  for (const line of lines) {
    const [word, recordingId = '', sizeBytes = '', sha256 = ''] = line.split(' ');
    if (word === 'chunk') newest.set(recordingId, { recordingId, sizeBytes: Number(sizeBytes), sha256 });
  }
  return newest.values();
}

function leftovers(directory: string): readonly string[] {
  const names = listRecordings(directory).recordingIds.length + listRecordings(directory).idleLocks.length;
  return names === 0 ? [] : [`left over: ${readdirSync(join(directory, 'recording')).join(', ')}`];
}
