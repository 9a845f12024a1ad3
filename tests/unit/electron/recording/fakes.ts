import {
  type RecordingRequest,
  type RecordingState,
  wholeScreenRequest,
} from '../../../../core/contract/index.ts';
import type { Item } from '../../../../core/evidence/index.ts';
import { ok, type Result } from '../../../../core/result.ts';
import type { OpenRecording, RecordingError } from '../../../../electron/locker/index.ts';
import { clockFactsAt } from '../../../../electron/platform/index.ts';
import type {
  RecorderDeps,
  RecordingEnd,
  SourceEvents,
  WatchEvent,
} from '../../../../electron/recording/index.ts';

export const request: RecordingRequest = {
  ...wholeScreenRequest({ framesPerSecond: 15, microphoneId: null, isSystemSoundOn: false }),
  displayId: '1',
};

const area = { x: 0, y: 0, width: 1920, height: 1080 };

/** A machine of which the test moves every part: clock, source, disk. What the journal would hold is in `lines`. */
export function fakeMachine() {
  const lines: { readonly kind: string; readonly is?: unknown }[] = [];
  const seen: RecordingState[] = [];
  const ends: RecordingEnd[] = [];
  const asked: string[] = [];
  let nowMs = 1_000_000;
  let events: SourceEvents | undefined;
  let watchEvent: ((event: WatchEvent) => void) | undefined;
  let windowShown: (() => void) | undefined;
  let appendResult: Result<number, 'DISK_FULL' | 'DISK_FAILED'> | undefined;
  let sizeBytes = 0;
  const recording: OpenRecording = {
    recordingId: 'r-test',
    append: async (bytes) => {
      if (appendResult !== undefined) return appendResult;
      sizeBytes += bytes.length;
      lines.push({ kind: 'chunk', is: bytes.length });
      return ok(sizeBytes);
    },
    note: async ({ kind, is }) => {
      lines.push({ kind, is });
      return ok(undefined);
    },
    seal: async (is): Promise<Result<Item, RecordingError>> => {
      lines.push({ kind: 'stopped', is });
      return ok({ id: 'i-sealed' } as Item);
    },
  };
  const deps: RecorderDeps = {
    locker: ok({
      beginRecording: async (started) => {
        lines.push({ kind: 'started', is: started });
        return ok(recording);
      },
    }),
    source: {
      sources: async () => {
        throw new Error('not asked in these tests');
      },
      start: async (_id, _request, given) => {
        events = given;
        return ok({
          recorded: {
            mode: 'screen',
            area,
            display: { id: '1', name: 'Test', area, scaleFactor: 1 },
            framesPerSecond: 15,
            mediaType: 'video/webm;codecs=vp9,opus',
            sound: [{ kind: 'microphone', label: 'Mic' }],
            recorder: { name: 'test', version: '1' },
          },
          pause: () => asked.push('pause'),
          resume: () => asked.push('resume'),
          stop: () => {
            asked.push('stop');
            events?.ended('stopped', '');
          },
        });
      },
      listen: async () => ok(undefined),
      close: async () => undefined,
    },
    clock: {
      now: () => nowMs,
      facts: () => clockFactsAt(new Date(nowMs), BigInt(nowMs) * 1_000_000n),
    },
    environment: {
      app: { name: 'liuhen', version: '1' },
      runtime: { name: 'test', version: '1' },
      operatingSystem: { name: 'test', version: '1' },
    },
    surroundings: {
      clear: async () => {
        asked.push('clear');
      },
      begin: () => undefined,
      end: () => {
        asked.push('end');
      },
      release: () => {
        asked.push('release');
      },
      onOwnWindowShown: (listener) => {
        windowShown = listener;
        return () => undefined;
      },
    },
    watch: {
      begin: (_display, listener) => {
        watchEvent = listener;
        return () => {
          watchEvent = undefined;
        };
      },
    },
    freeBytes: async () => 10 * 1024 ** 3,
    onChanged: (state) => seen.push(state),
    onEnded: (end) => ends.push(end),
  };
  return {
    deps,
    lines,
    seen,
    ends,
    asked,
    kinds: () => lines.map(({ kind }) => kind),
    pass: (ms: number) => {
      nowMs += ms;
    },
    source: () => {
      if (events === undefined) throw new Error('the source was not started');
      return events;
    },
    happen: (event: WatchEvent) => watchEvent?.(event),
    showWindow: () => windowShown?.(),
    breakDisk: (code: 'DISK_FULL' | 'DISK_FAILED') => {
      appendResult = { ok: false, error: { code, message: code } };
    },
  };
}
