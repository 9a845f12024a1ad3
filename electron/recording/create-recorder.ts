import {
  idleRecording,
  type RecordingRequest,
  type RecordingState,
  type SoundLevels,
} from '../../core/contract/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { inOrder, randomId } from '../platform/index.ts';
import { DISK_FULL_BYTES } from './create-watch.ts';
import { alreadyRecording, noRoom, notRecording } from './problems.ts';
import type { Recorder, RecorderDeps, RecordingEnd, RecordingOrigin, StartError } from './recorder.ts';
import { createSession, type Session } from './session.ts';

/** A {@link Recorder}. */
export function createRecorder(deps: RecorderDeps): Recorder {
  let phase: 'idle' | 'starting' | 'session' = 'idle';
  let session: Session | undefined;
  let idleLevels: SoundLevels = { microphone: null, system: null };
  let idleFreeBytes: number | null = null;
  const inTurn = inOrder();
  const idleState = (): RecordingState => ({
    ...idleRecording,
    phase: phase === 'starting' ? 'starting' : 'idle',
    levels: idleLevels,
    freeBytes: idleFreeBytes,
  });
  const state = () => session?.state() ?? idleState();
  const lookAtDisk = async () => {
    idleFreeBytes = await deps.freeBytes();
  };
  const ended = (end: RecordingEnd) => {
    session = undefined;
    phase = 'idle';
    deps.onEnded(end);
    deps.onChanged(state());
  };
  const begin = async (request: RecordingRequest, origin: RecordingOrigin) => {
    phase = 'starting';
    idleLevels = { microphone: null, system: null };
    deps.onChanged(state());
    const begun = await open(deps, request, origin, ended);
    if (begun.ok) session = begun.value;
    phase = begun.ok ? 'session' : 'idle';
    deps.onChanged(state());
    return begun.ok ? ok(state()) : begun;
  };
  return {
    sources: async () => {
      await lookAtDisk();
      return await deps.source.sources();
    },
    state,
    start: async (request, origin) => (phase === 'idle' ? await begin(request, origin) : alreadyRecording()),
    pause: (reason = 'user') => inTurn(async () => (await session?.pause(reason)) ?? notRecording()),
    resume: () => inTurn(async () => (await session?.resume()) ?? notRecording()),
    mark: (label) => inTurn(async () => (await session?.mark(label)) ?? notRecording()),
    stop: (ending = 'user') => inTurn(async () => (await session?.end(ending, '')) ?? notRecording()),
    listen: async (what) => {
      // The panel closes when a recording begins: its meters have stopped by themselves.
      if (phase !== 'idle') return what === undefined ? ok(undefined) : alreadyRecording();
      await lookAtDisk();
      return await deps.source.listen(what, (levels) => {
        idleLevels = levels;
        deps.onChanged(state());
      });
    },
    close: async () => {
      await session?.end('app-quit', '');
      await deps.source.close();
    },
  };
}

/** Frames first, then the journal: what is recorded is stated as it really is. */
async function open(
  deps: RecorderDeps,
  request: RecordingRequest,
  origin: RecordingOrigin,
  ended: (end: RecordingEnd) => void,
): Promise<Result<Session, StartError>> {
  if (!deps.locker.ok) return lockerProblem(deps.locker.error);
  const freeBytes = await deps.freeBytes();
  if (freeBytes !== null && freeBytes < 1.5 * DISK_FULL_BYTES) return noRoom(freeBytes);
  await deps.surroundings.clear(request);
  const begun = await createSession(deps, deps.locker.value, `r-${randomId()}`, request, origin, ended);
  if (!begun.ok) deps.surroundings.release();
  return begun;
}

function lockerProblem({ code, message }: { readonly code: string; readonly message: string }) {
  // Two codes of opening are not among those of a recording; both mean that there is nothing to write to.
  if (code === 'LOCKER_NOT_FOUND' || code === 'LOCKER_NOT_A_FOLDER') return fail('DISK_FAILED', message);
  return fail(code as StartError, message);
}
