import { z } from 'zod';
import { captureModes, rectangleSchema } from '../evidence/circumstances.ts';
import { itemIdSchema } from '../evidence/item-id.ts';
import {
  endings,
  framesPerSecondChoices,
  gapSchema,
  markSchema,
  noticeSchema,
  soundKinds,
} from '../recording/recording-facts.ts';
import { recordingIdSchema } from '../recording/recording-id.ts';

const count = z.int().nonnegative();
/** 0 silence, 1 as loud as the encoding can carry. */
const level = z.number().min(0).max(1);
const deviceId = z.string().max(400);

/** What a recording was asked to be. */
export const recordingRequestSchema = z.strictObject({
  mode: z.enum(captureModes),
  /** Null: the display with the pointer. */
  displayId: z.string().max(100).nullable(),
  /** A window of {@link recordingSourcesSchema}; only for `mode: 'window'`. */
  windowId: z.string().max(200).nullable(),
  /** Pixels of the virtual desktop; only for `mode: 'region'`. Null: the user is asked to draw it. */
  region: rectangleSchema.nullable(),
  framesPerSecond: z.literal(framesPerSecondChoices),
  microphoneId: deviceId.nullable(),
  isSystemSoundOn: z.boolean(),
});
export type RecordingRequest = z.infer<typeof recordingRequestSchema>;

/** The whole of the display with the pointer. */
export function wholeScreenRequest(
  choices: Pick<RecordingRequest, 'framesPerSecond' | 'microphoneId' | 'isSystemSoundOn'>,
): RecordingRequest {
  return { mode: 'screen', displayId: null, windowId: null, region: null, ...choices };
}

/** What this machine can record. What it cannot is said with a reason, never offered. */
export const recordingSourcesSchema = z.strictObject({
  displays: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      area: rectangleSchema,
      isPrimary: z.boolean(),
      isRecordable: z.boolean(),
    }),
  ),
  /** Null where single windows cannot be recorded here. */
  windows: z.array(z.strictObject({ id: z.string(), title: z.string(), application: z.string() })).nullable(),
  canRecordRegion: z.boolean(),
  microphones: z.array(z.strictObject({ id: deviceId, label: z.string() })),
  canRecordSystemSound: z.boolean(),
  /** Whether our windows may stay on the recorded screen without being in the picture. */
  areOwnWindowsLeftOut: z.boolean(),
});
export type RecordingSources = z.infer<typeof recordingSourcesSchema>;

export const soundLevelsSchema = z.strictObject({ microphone: level.nullable(), system: level.nullable() });
export type SoundLevels = z.infer<typeof soundLevelsSchema>;

export const recordingPhases = ['idle', 'starting', 'recording', 'paused', 'sealing'] as const;
export type RecordingPhase = (typeof recordingPhases)[number];

/** A recording in progress as windows show it; everything but `phase` and `freeBytes` is empty while idle. */
export const recordingStateSchema = z.strictObject({
  phase: z.enum(recordingPhases),
  recordingId: recordingIdSchema.nullable(),
  orderId: z.string().nullable(),
  startedAtUtc: z.string().nullable(),
  /** Recorded so far, pauses left out. */
  mediaMs: count,
  sizeBytes: count,
  freeBytes: count.nullable(),
  framesPerSecond: z.literal(framesPerSecondChoices).nullable(),
  frames: z.strictObject({ deliveredCount: count, droppedCount: count }).nullable(),
  sound: z.array(z.strictObject({ kind: z.enum(soundKinds), label: z.string() })),
  levels: soundLevelsSchema,
  /** How long nothing was heard, while sound is recorded. */
  silentForMs: count,
  marks: z.array(markSchema),
  gaps: z.array(gapSchema),
  notices: z.array(noticeSchema),
});
export type RecordingState = z.infer<typeof recordingStateSchema>;

/** Nothing is recorded, and nothing was measured. */
export const idleRecording: RecordingState = {
  phase: 'idle',
  recordingId: null,
  orderId: null,
  startedAtUtc: null,
  mediaMs: 0,
  sizeBytes: 0,
  freeBytes: null,
  framesPerSecond: null,
  frames: null,
  sound: [],
  levels: { microphone: null, system: null },
  silentForMs: 0,
  marks: [],
  gaps: [],
  notices: [],
};

/** What became of a recording. */
export const recordingEndedSchema = z.strictObject({
  ending: z.enum(endings),
  itemId: itemIdSchema.nullable(),
  /** What happened and what to do, in Chinese. */
  message: z.string(),
});

/** Largest piece the recorder's page hands over at once. */
export const MAX_CHUNK_BYTES = 32 * 1024 * 1024;

export const recorderTaskSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('idle') }),
  /** Only the meters run. */
  z.strictObject({
    type: z.literal('listen'),
    taskId: recordingIdSchema,
    microphoneId: deviceId.nullable(),
    isSystemSoundOn: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('record'),
    taskId: recordingIdSchema,
    /** Part of the shared picture to keep; null for all of it. */
    crop: z
      .strictObject({
        area: z.strictObject({ x: count, y: count, width: z.int().positive(), height: z.int().positive() }),
        /** The picture that `area` is measured in; frames of another size are cropped in proportion. */
        of: z.strictObject({ width: z.int().positive(), height: z.int().positive() }),
      })
      .nullable(),
    framesPerSecond: z.literal(framesPerSecondChoices),
    bitsPerSecond: z.int().positive(),
    microphoneId: deviceId.nullable(),
    isSystemSoundOn: z.boolean(),
    phase: z.enum(['rolling', 'paused', 'stopping']),
  }),
]);
/** What main wants of the recorder's page now. */
export type RecorderTask = z.infer<typeof recorderTaskSchema>;

export const recorderStartedSchema = z.strictObject({
  taskId: recordingIdSchema,
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  mediaType: z.string().max(200),
  sound: z.array(z.strictObject({ kind: z.enum(soundKinds), label: z.string().max(400) })).max(2),
});
export type RecorderStarted = z.infer<typeof recorderStartedSchema>;

export const recorderReportSchema = z.strictObject({
  taskId: recordingIdSchema,
  levels: soundLevelsSchema,
  /** Of the recording so far; null while only listening. */
  frames: z.strictObject({ deliveredCount: count, droppedCount: count }).nullable(),
  widthPx: count,
  heightPx: count,
});
export type RecorderReport = z.infer<typeof recorderReportSchema>;

export const recorderEndCauses = ['stopped', 'source-ended', 'sound-lost', 'refused', 'failed'] as const;
