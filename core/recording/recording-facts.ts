import { z } from 'zod';
import {
  captureModes,
  captureTriggers,
  displaySchema,
  rectangleSchema,
  softwareSchema,
  windowSchema,
} from '../evidence/circumstances.ts';
import { SHA256_HEX } from '../hex.ts';
import { recordingIdSchema } from './recording-id.ts';

export const framesPerSecondChoices = [5, 10, 15, 30] as const;
export type FramesPerSecond = (typeof framesPerSecondChoices)[number];

const utc = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const count = z.int().nonnegative();

/** One instant on both clocks: what the wall clock said, and a clock that is never set. */
export const momentSchema = z.strictObject({ utc, monotonicNs: z.string().regex(/^\d+$/) });
export type Moment = z.infer<typeof momentSchema>;

export const soundKinds = ['microphone', 'system'] as const;
export type SoundKind = (typeof soundKinds)[number];

/** What is recorded, as it really was when it began. */
export const recordedSourceSchema = z.strictObject({
  mode: z.enum(captureModes),
  trigger: z.enum(captureTriggers),
  /** What the frames show, in pixels of the virtual desktop. */
  area: rectangleSchema,
  display: displaySchema,
  window: windowSchema.optional(),
  framesPerSecond: z.literal(framesPerSecondChoices),
  /** Container and codecs as the encoder names them, e.g. `video/webm;codecs=vp9,opus`. */
  mediaType: z.string().max(200),
  /** The devices heard, by the names the system gives them; empty for a silent recording. */
  sound: z.array(z.strictObject({ kind: z.enum(soundKinds), label: z.string().max(400) })).max(2),
  /** The encoder. */
  recorder: softwareSchema,
});
export type RecordedSource = z.infer<typeof recordedSourceSchema>;

/** Why the picture stands still for a while: nothing was recorded between the two moments. */
export const pauseReasons = ['user', 'own-window-shown'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** Things worth telling that happened while recording. */
export const noticeCodes = [
  'disk-low',
  'battery-low',
  'slept',
  'locked',
  'display-changed',
  'display-removed',
  'sound-lost',
  'sound-silent',
  'encoder-stalled',
  'frames-dropped',
  'clock-stepped',
  'marks-full',
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

/** Why a recording ended. `interrupted` is found at the next start: the program or the machine stopped without warning. */
export const endings = [
  'user',
  'duration-reached',
  'disk-full',
  'disk-failed',
  'battery-low',
  'slept',
  'locked',
  'display-removed',
  'source-ended',
  'source-failed',
  'app-quit',
  'interrupted',
] as const;
export type Ending = (typeof endings)[number];

/** A place the user pointed out while recording (标记). */
export const markSchema = z.strictObject({ mediaMs: count, utc, label: z.string().max(200) });
export type Mark = z.infer<typeof markSchema>;

/** A pause: at `mediaMs` of the file, `toUtc - fromUtc` long on the wall clock; `toUtc` null when it was never resumed. */
export const gapSchema = z.strictObject({
  mediaMs: count,
  fromUtc: utc,
  toUtc: utc.nullable(),
  reason: z.enum(pauseReasons),
});
export type Gap = z.infer<typeof gapSchema>;

export const noticeSchema = z.strictObject({
  code: z.enum(noticeCodes),
  mediaMs: count,
  utc,
  /** Figures and names in plain words, e.g. `1920×1080 → 1280×720`. */
  detail: z.string().max(400),
});
export type Notice = z.infer<typeof noticeSchema>;

/** More marks, gaps or notices than this are refused while recording, so that a ledger entry stays readable. */
export const MAX_LISTED = 1000;

/**
 * What an item says of a recording. Computed from its journal alone ({@link summariseJournal}), so that whoever holds
 * the journal can compute it again and compare.
 */
export const recordingFactsSchema = z.strictObject({
  recordingId: recordingIdSchema,
  source: recordedSourceSchema,
  /** The last moment known to be in the file. */
  end: momentSchema,
  ending: z.enum(endings),
  /** Length of the file in its own time: pauses are not in it. */
  mediaDurationMs: count,
  chunkCount: count,
  /** Frames the screen delivered and frames that were lost before encoding; absent where the encoder did not say. */
  frames: z.strictObject({ deliveredCount: count, droppedCount: count }).optional(),
  marks: z.array(markSchema).max(MAX_LISTED),
  gaps: z.array(gapSchema).max(MAX_LISTED),
  notices: z.array(noticeSchema).max(MAX_LISTED),
  /** Set when the end was found at a later start. */
  interruption: z
    .strictObject({
      foundAtUtc: utc,
      /** Bytes at the end of the file that the journal had not yet named; they are part of the file. */
      tailBytes: count,
      /** Bytes the journal names and the disk no longer had. */
      missingBytes: count,
      /** Bytes of the file that no longer agree with the journal; absent when all do. */
      damagedBytes: z.int().positive().optional(),
    })
    .optional(),
  /** The journal, kept as an object of its own. */
  journal: z.strictObject({ sha256: z.string().regex(SHA256_HEX), sizeBytes: z.int().positive() }),
});
export type RecordingFacts = z.infer<typeof recordingFactsSchema>;
