import { fail, ok, type Result } from '../result.ts';
import { readPlainText, writePlainText } from './plain-text.ts';
import { readSubtitles, subtitleFormat } from './subtitles.ts';
import { type Cue, MAX_CUE_CHARACTERS, MAX_CUES, type Transcript } from './transcript.ts';

/** Longest text of a transcript, as {@link writeTranscript} writes it: about forty hours of speech. */
export const MAX_TRANSCRIPT_CHARACTERS = 600_000;

export type TranscriptError = 'TRANSCRIPT_EMPTY' | 'TRANSCRIPT_TOO_LONG';

export interface ParsedTranscript {
  readonly format: Exclude<Transcript['origin'], 'typed'>;
  readonly cues: readonly Cue[];
}

/**
 * Reads SubRip, WebVTT or plain text, told apart by what is in it; any text gives cues or a failure, nothing throws. In
 * plain text a line may begin with its time (`[00:12]`, `00:12`, `00:01:02.5`, `[00:12 - 00:15]`). Words stay as they
 * are but for control characters, which become blanks. `TRANSCRIPT_EMPTY` without a word; `TRANSCRIPT_TOO_LONG` past
 * {@link MAX_CUES}, {@link MAX_CUE_CHARACTERS} or {@link MAX_TRANSCRIPT_CHARACTERS}.
 */
export function parseTranscript(text: string): Result<ParsedTranscript, TranscriptError> {
  // Twice the limit leaves room for what subtitle files hold beside words.
  if (text.length > 2 * MAX_TRANSCRIPT_CHARACTERS) return tooLong('文字稿太长');
  const lines = linesOf(text);
  const format = subtitleFormat(lines) ?? 'text';
  const cues = format === 'text' ? readPlainText(lines) : readSubtitles(lines, format);
  if (cues.length === 0) {
    return fail('TRANSCRIPT_EMPTY', '这份文字稿里没有文字。请检查文件，或直接把文字贴进来。');
  }
  if (cues.length > MAX_CUES) return tooLong(`文字稿有 ${cues.length} 句，最多 ${MAX_CUES} 句`);
  const longest = cues.findIndex((cue) => cue.text.length > MAX_CUE_CHARACTERS);
  if (longest >= 0) return tooLong(`文字稿第 ${longest + 1} 句超过 ${MAX_CUE_CHARACTERS} 字，请分成几行`);
  if (writePlainText(cues).length > MAX_TRANSCRIPT_CHARACTERS) return tooLong('文字稿太长');
  return ok({ format, cues });
}

/** Cues as text to edit, a line each, times in front: {@link parseTranscript} gives the same cues back. */
export function writeTranscript(cues: readonly Cue[]): string {
  return writePlainText(cues);
}

function linesOf(text: string): readonly string[] {
  return text
    .toWellFormed()
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replace(/\p{Cc}+/gu, ' ').trim());
}

function tooLong(what: string) {
  return fail('TRANSCRIPT_TOO_LONG', `${what}。请分成几份，或删去不需要的部分后再试。`);
}
