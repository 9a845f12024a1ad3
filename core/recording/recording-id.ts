import { z } from 'zod';

/** `r-` and 26 characters of Crockford base 32 (128 random bits); also the name of the recording's folder. */
export type RecordingId = string;

export const recordingIdSchema = z.string().regex(/^r-[0-9a-z]{26}$/);
