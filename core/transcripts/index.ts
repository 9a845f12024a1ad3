/**
 * What was said in a recorded call, and with whom. Pure. A transcript is what somebody wrote down: it stands beside the
 * sound, never for it.
 */
export { type CallFacts, callFactsSchema } from './call.ts';
export {
  MAX_TRANSCRIPT_CHARACTERS,
  type ParsedTranscript,
  parseTranscript,
  type TranscriptError,
  writeTranscript,
} from './parse-transcript.ts';
export {
  type Cue,
  cueSchema,
  MAX_CUE_CHARACTERS,
  MAX_CUES,
  type Transcript,
  transcriptSchema,
} from './transcript.ts';
