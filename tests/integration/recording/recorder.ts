import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type RecorderReport,
  type RecordingRequest,
  wholeScreenRequest,
} from '../../../core/contract/index.ts';
import { ok } from '../../../core/result.ts';
import {
  createProcessSource,
  type RecordingSource,
  type RunningSource,
} from '../../../electron/recording/index.ts';
import { ensureBuild } from '../../../tools/scripts/build.mjs';
import { projectFolder } from '../../e2e/harness/project-folder.ts';
import { waitUntil } from '../../e2e/harness/wait-until.ts';

type Report = Omit<RecorderReport, 'taskId'>;

/** A recording as it is being written. */
export interface Recorded {
  readonly running: RunningSource;
  /** The file, complete up to the last chunk that was taken. */
  readonly path: string;
  readonly chunks: readonly { readonly sizeBytes: number; readonly atMs: number }[];
  readonly reports: readonly Report[];
  readonly notices: readonly string[];
  /** Resolves with the cause. */
  readonly ended: Promise<string>;
  /** Resolves when that many more chunks are in the file: at least as many seconds. */
  more(count: number): Promise<void>;
  /** Stops it and resolves when the last bytes are in the file. */
  stop(): Promise<string>;
}

/** The real recorder: the host program on the runtime, with a folder for what it records. */
export interface TestRecorder {
  readonly source: RecordingSource;
  record(request?: Partial<RecordingRequest>): Promise<Recorded>;
  close(): Promise<void>;
}

/** The whole screen at 15 frames a second, silent. */
export const wholeScreen = wholeScreenRequest({
  framesPerSecond: 15,
  microphoneId: null,
  isSystemSoundOn: false,
});

/** Builds if needed; the source starts its program with the first question it is asked. */
export function startRecorder(): TestRecorder {
  ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-recorded-'));
  const source = createProcessSource({
    executable: process.env.LIUHEN_ELECTRON ?? join(projectFolder, 'tools/electron-on-chromium/electron'),
    script: join(projectFolder, 'out/main/recorder-host.js'),
  });
  let count = 0;
  return {
    source,
    record: (request = {}) => record(source, join(folder, `${count++}.webm`), { ...wholeScreen, ...request }),
    close: async () => {
      await source.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function record(source: RecordingSource, path: string, request: RecordingRequest): Promise<Recorded> {
  const chunks: { sizeBytes: number; atMs: number }[] = [];
  const reports: Report[] = [];
  const notices: string[] = [];
  const ended = Promise.withResolvers<string>();
  writeFileSync(path, '');
  const started = await source.start(`r-${'0'.repeat(26)}`, request, {
    chunk: async (bytes) => {
      appendFileSync(path, bytes);
      chunks.push({ sizeBytes: bytes.length, atMs: performance.now() });
      return ok(undefined);
    },
    report: (report) => void reports.push(report),
    noticed: (code, detail) => void notices.push(`${code} ${detail}`),
    ended: (cause) => ended.resolve(cause),
  });
  if (!started.ok) throw new Error(`${started.error.code} ${JSON.stringify(started.error.details)}`);
  const running = started.value;
  const more = async (count: number) => {
    const wished = chunks.length + count;
    await waitUntil(`${count} more chunks`, () => chunks.length >= wished, 60_000);
  };
  const stop = () => {
    running.stop();
    return ended.promise;
  };
  return { running, path, chunks, reports, notices, ended: ended.promise, more, stop };
}
