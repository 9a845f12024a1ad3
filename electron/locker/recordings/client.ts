import { Worker } from 'node:worker_threads';
import type { Item } from '../../../core/evidence/index.ts';
import type { JournalLineContent, Moment, RecordingId } from '../../../core/recording/index.ts';
import { type Failure, ok, type Result } from '../../../core/result.ts';
import { inOrder, siblingModule } from '../../platform/index.ts';
import { guarded } from '../failures.ts';
import type {
  OpenRecording,
  RecordingDestination,
  RecordingError,
  RecoveredRecording,
  RecoveryError,
  SealingError,
} from '../recording.ts';
import { type CallingThread, callingThread } from '../thread-calls.ts';
import { listRecordings, placeOf } from './layout.ts';
import { isLockHeld } from './lock.ts';
import type { Recordings } from './recordings.ts';
import type { RecordingThreadOptions } from './worker.ts';

/** What the locker's thread does for recordings. */
export interface RecordingAdoption {
  find(recordingId: RecordingId): Promise<Result<Item | undefined, SealingError>>;
  adopt(recordingId: RecordingId): Promise<Result<Item, SealingError>>;
}

interface RecordingsOf {
  readonly directory: string;
  readonly writeProblem: Failure<'LOCKER_READ_ONLY'> | null;
  readonly adoption: RecordingAdoption;
}

/** Recordings of an open locker; their thread is started when first needed. */
export function recordingsClient(locker: RecordingsOf) {
  const { directory, writeProblem } = locker;
  let started: CallingThread<Recordings> | undefined;
  const thread = () => {
    // A thread that died let go of its recordings: the next one can recover them.
    started ??= startThread(directory, () => {
      started = undefined;
    });
    return started;
  };
  const oneRecovery = inOrder();
  return {
    async begin(
      first: JournalLineContent<'started'>,
      at: Moment,
      destination: RecordingDestination,
    ): Promise<Result<OpenRecording, RecordingError>> {
      if (writeProblem !== null) return { ok: false, error: writeProblem };
      const begun = await thread().call('begin', [first, at, destination]);
      return begun.ok ? ok(openRecording(thread(), locker.adoption, first.recordingId)) : begun;
    },
    recover: () => oneRecovery(() => recoverAll(locker, thread)),
    async close(): Promise<void> {
      const last = started;
      await last?.call('close', []).finally(() => last.end());
    },
  };
}

function startThread(directory: string, onDeath: () => void): CallingThread<Recordings> {
  const path = siblingModule(import.meta.url, './worker.ts', './recording-worker.js');
  const workerData: RecordingThreadOptions = { directory };
  const worker = new Worker(path, { workerData, name: 'recordings' });
  return callingThread<Recordings>(worker, 'recordings', onDeath);
}

function openRecording(
  thread: CallingThread<Recordings>,
  adoption: RecordingAdoption,
  recordingId: RecordingId,
): OpenRecording {
  return {
    recordingId,
    append(bytes, at) {
      // Copied once and moved: the caller's bytes stay the caller's.
      const copy = new Uint8Array(bytes);
      return thread.call('append', [recordingId, copy, at], [copy.buffer]);
    },
    note: (note) => thread.call('note', [recordingId, note]),
    async seal(stopped, at) {
      const finished = await thread.call('finish', [recordingId, stopped, at]);
      if (!finished.ok) return finished;
      const sealed = await adoption.adopt(recordingId);
      if (sealed.ok) await thread.call('discard', [recordingId]);
      return sealed;
    },
  };
}

async function recoverAll(
  locker: RecordingsOf,
  thread: () => CallingThread<Recordings>,
): Promise<readonly RecoveredRecording[]> {
  const { directory, writeProblem } = locker;
  const { recordingIds, idleLocks } = listRecordings(directory);
  const recovered: RecoveredRecording[] = [];
  for (const recordingId of recordingIds) {
    const sealed =
      writeProblem === null
        ? await recoverOne(locker.adoption, thread(), recordingId)
        : refuseDead(directory, recordingId, writeProblem);
    if (sealed !== undefined) recovered.push({ recordingId, sealed });
  }
  if (writeProblem === null && idleLocks.length > 0) await thread().call('sweepLocks', []);
  return recovered;
}

/** Undefined for a recording that is somebody's, or is gone. */
async function recoverOne(
  adoption: RecordingAdoption,
  thread: CallingThread<Recordings>,
  recordingId: RecordingId,
): Promise<Result<Item, RecoveryError> | undefined> {
  const claim = await thread.call('claim', [recordingId]);
  if (!claim.ok) return claim;
  if (claim.value !== 'claimed') return undefined;
  let isOver = false;
  try {
    const sealed = await sealDead(adoption, thread, recordingId);
    isOver = sealed.ok || sealed.error.code === 'RECORDING_EMPTY';
    return sealed;
  } finally {
    await thread.call(isOver ? 'discard' : 'release', [recordingId]);
  }
}

async function sealDead(
  adoption: RecordingAdoption,
  thread: CallingThread<Recordings>,
  recordingId: RecordingId,
): Promise<Result<Item, RecoveryError>> {
  // Sealed, and killed before its folder was removed.
  const known = await adoption.find(recordingId);
  if (!known.ok) return known;
  if (known.value !== undefined) return ok(known.value);
  const mended = await thread.call('mend', [recordingId]);
  return mended.ok ? adoption.adopt(recordingId) : mended;
}

function refuseDead(
  directory: string,
  recordingId: RecordingId,
  writeProblem: Failure<'LOCKER_READ_ONLY'>,
): Result<Item, RecoveryError> | undefined {
  const held = guarded(directory, () => ok(isLockHeld(placeOf(directory, recordingId).lock)));
  if (!held.ok) return held;
  return held.value ? undefined : { ok: false, error: writeProblem };
}
