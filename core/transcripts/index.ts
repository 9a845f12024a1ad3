/** What was said in a recorded call, and with whom. Pure. */
export { type CallFacts, callFactsSchema } from './call.ts';
export {
  type Cue,
  cueSchema,
  MAX_CUE_CHARACTERS,
  MAX_CUES,
  type Transcript,
  transcriptSchema,
} from './transcript.ts';
