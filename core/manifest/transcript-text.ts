import { type Transcript, writeTranscript } from '../transcripts/index.ts';

/** What stands over every transcript, on paper and in its file. */
export const TRANSCRIPT_HEADING = '文字稿（由提交人提供，以录音原件为准）';

/** `data/transcripts/<number>.txt`: the heading, an empty line, a line a cue; lines end as Windows expects. */
export function transcriptFile({ cues }: Transcript): Uint8Array {
  const lines = [TRANSCRIPT_HEADING, '', ...writeTranscript(cues).split('\n'), ''];
  return new TextEncoder().encode(lines.join('\r\n'));
}
