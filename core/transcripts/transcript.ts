import { z } from 'zod';

export const MAX_CUES = 20_000;
export const MAX_CUE_CHARACTERS = 4000;

/** A line of a transcript; both times null where the text has none. */
export const cueSchema = z.strictObject({
  startMs: z.int().nonnegative().nullable(),
  endMs: z.int().nonnegative().nullable(),
  text: z.string().min(1).max(MAX_CUE_CHARACTERS),
});
export type Cue = z.infer<typeof cueSchema>;

/** Words of a recording as somebody wrote them down: a convenience beside the sound, never instead of it. */
export const transcriptSchema = z.strictObject({
  origin: z.enum(['typed', 'srt', 'vtt', 'text']),
  /** The file it was read from. */
  file: z.strictObject({ name: z.string().max(1000), sha256: z.string().regex(/^[0-9a-f]{64}$/) }).nullable(),
  cues: z.array(cueSchema).min(1).max(MAX_CUES),
});
export type Transcript = z.infer<typeof transcriptSchema>;
