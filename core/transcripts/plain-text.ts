import { readLeadingTimes, writeLeadingTimes } from './cue-times.ts';
import { isSubtitleMarker } from './subtitles.ts';
import type { Cue } from './transcript.ts';

/** Says that a line has no time although its words begin like one. */
const NO_TIME = '[-]';

/**
 * Cues of plain text: a line each, with the time that it begins with, if any; `姓名：` stays in the words. A time alone on
 * its line belongs to the next line that has none. Empty lines separate nothing.
 */
export function readPlainText(lines: readonly string[]): readonly Cue[] {
  const cues: Cue[] = [];
  let waiting: Pick<Cue, 'startMs' | 'endMs'> | undefined;
  for (const line of lines) {
    const read = readLine(line);
    if (read.text === '') {
      if (read.startMs !== null) waiting = { startMs: read.startMs, endMs: read.endMs };
      continue;
    }
    cues.push(
      read.startMs === null && waiting !== undefined && !read.isUntimed ? { ...read, ...waiting } : read,
    );
    waiting = undefined;
  }
  return cues.map(({ startMs, endMs, text }) => ({ startMs, endMs, text }));
}

/** Cues as text for editing, a line each: {@link readPlainText} gives the same cues back. */
export function writePlainText(cues: readonly Cue[]): string {
  return cues.map(writeLine).join('\n');
}

interface ReadLine extends Cue {
  /** It says itself that it has no time. */
  readonly isUntimed: boolean;
}

function readLine(line: string): ReadLine {
  if (line.startsWith(NO_TIME)) {
    return { startMs: null, endMs: null, text: line.slice(NO_TIME.length).trim(), isUntimed: true };
  }
  const times = readLeadingTimes(line);
  if (times === undefined) return { startMs: null, endMs: null, text: line, isUntimed: false };
  const { startMs, endMs, length } = times;
  return { startMs, endMs, text: line.slice(length).trim(), isUntimed: false };
}

function writeLine({ startMs, endMs, text }: Cue): string {
  if (startMs !== null) return `${writeLeadingTimes(startMs, endMs)} ${text}`;
  const isMistakable =
    text.startsWith(NO_TIME) || readLeadingTimes(text) !== undefined || isSubtitleMarker(text);
  return isMistakable ? `${NO_TIME} ${text}` : text;
}
