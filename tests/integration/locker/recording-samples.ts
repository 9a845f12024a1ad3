import { randomBytes } from 'node:crypto';
import type { JournalLineContent, Moment, RecordingId } from '../../../core/recording/index.ts';
import { randomId } from '../../../electron/platform/index.ts';
import { captureProvenance } from './samples.ts';

/** A fresh id of a recording. */
export const newRecordingId = (): RecordingId => `r-${randomId()}`;

/** What a recording of a whole screen begins with. */
export function startOf(
  recordingId: RecordingId,
  more: Partial<JournalLineContent<'started'>['source']> = {},
): JournalLineContent<'started'> {
  const { clock, environment } = captureProvenance();
  const area = { x: 0, y: 0, width: 1920, height: 1080 };
  return {
    recordingId,
    clock,
    environment,
    source: {
      mode: 'screen',
      trigger: 'hotkey',
      area,
      display: { id: '1', name: 'HDMI-1', area, scaleFactor: 1 },
      window: { title: '旺旺 - 星辰点卡', application: 'chromium' },
      framesPerSecond: 15,
      mediaType: 'video/webm;codecs=vp9,opus',
      sound: [],
      recorder: { name: 'chromium', version: '148.0' },
      ...more,
    },
  };
}

const START_MS = Date.UTC(2026, 10, 23, 6, 35, 2, 123);

/** The moment `seconds` after a recording began, on both clocks. */
export function momentAt(seconds: number): Moment {
  const ms = Math.round(seconds * 1000);
  return {
    utc: new Date(START_MS + ms).toISOString(),
    monotonicNs: String(123_456_789n + BigInt(ms) * 1_000_000n),
  };
}

const EBML_HEADER = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex');
const CLUSTER = Buffer.from('1f43b675', 'hex');

/** A chunk as an encoder gives it: the first with the container's header, each with a cluster of noise. */
export function chunkOf(index: number, sizeBytes = 20_000): Uint8Array {
  const head = index === 0 ? Buffer.concat([EBML_HEADER, CLUSTER]) : CLUSTER;
  return Buffer.concat([head, randomBytes(Math.max(1, sizeBytes - head.length))]);
}

/** An end by the user after so many seconds. */
export function stopAt(seconds: number): JournalLineContent<'stopped'> {
  return {
    mediaMs: seconds * 1000,
    ending: 'user',
    frames: { deliveredCount: seconds * 15, droppedCount: 0 },
  };
}
