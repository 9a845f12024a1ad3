import { z } from 'zod';

const count = z.int().nonnegative();

/** What a sound or video file is, as far as it could be read; nothing of it is evidence, the file is. */
export const mediaDescriptionSchema = z.strictObject({
  kind: z.enum(['video', 'audio']),
  /** Container and codecs, for `canPlayType`. */
  contentType: z.string(),
  durationMs: count.nullable(),
  video: z
    .strictObject({
      codec: z.string(),
      widthPx: count,
      heightPx: count,
      framesPerSecond: z.number().positive().nullable(),
    })
    .nullable(),
  sound: z.strictObject({ codec: z.string(), channelCount: count, sampleRateHz: count }).nullable(),
  /** `remux`: a copy with duration and seek points must be made first ({@link contract}.media.prepare). */
  playback: z.enum(['original', 'remux-ready', 'remux-needed', 'impossible']),
  /** Number of pictures side by side in the filmstrip; 0 where there is none yet. */
  filmstripFrameCount: count,
  /** Why it cannot be read or played here, in Chinese. */
  problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});
export type MediaDescription = z.infer<typeof mediaDescriptionSchema>;

export const keyFrameReasons = ['start', 'mark', 'change', 'interval', 'end'] as const;

export const keyFrameSchema = z.strictObject({ mediaMs: count, why: z.enum(keyFrameReasons) });
export type KeyFrame = z.infer<typeof keyFrameSchema>;

/** Loudness over time: `peaks[n]` is the loudest sample (0…1) between `n` and `n + 1` steps. */
export const soundPeaksSchema = z.strictObject({
  stepMs: z.int().positive(),
  peaks: z.array(z.number().min(0).max(1)).max(4000),
});
export type SoundPeaks = z.infer<typeof soundPeaksSchema>;
