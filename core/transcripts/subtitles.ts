import { type CueTimes, readTimingLine } from './cue-times.ts';
import type { Cue } from './transcript.ts';

const VTT_HEADER = /^WEBVTT(?:[ \t]|$)/;
const VTT_BLOCK = /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/;
const COUNTER = /^\d{1,12}$/;

/** Whether a line makes the text around it a subtitle file. */
export function isSubtitleMarker(line: string): boolean {
  return VTT_HEADER.test(line) || readTimingLine(line) !== undefined;
}

/** Which subtitle format lines are in; undefined for plain text. */
export function subtitleFormat(lines: readonly string[]): 'srt' | 'vtt' | undefined {
  if (VTT_HEADER.test(lines.find((line) => line !== '') ?? '')) return 'vtt';
  return lines.some((line) => readTimingLine(line) !== undefined) ? 'srt' : undefined;
}

interface Draft extends CueTimes {
  readonly lines: string[];
  /** Index in `lines` after the last empty line; -1 before there was one. */
  blockStart: number;
}

/**
 * Cues of SubRip or WebVTT, read line by line so that missing numbers and missing empty lines lose no words: what
 * stands before the first time becomes a cue without one. The lines of a cue are joined by a blank; styling is
 * dropped, a WebVTT voice becomes `姓名：`.
 */
export function readSubtitles(lines: readonly string[], format: 'srt' | 'vtt'): readonly Cue[] {
  let last: Draft = { startMs: null, endMs: null, lines: [], blockStart: 0 };
  const drafts = [last];
  for (const line of format === 'vtt' ? withoutBlocks(lines) : lines) {
    const times = readTimingLine(line);
    if (times !== undefined) {
      dropIdentifier(last, format);
      last = { ...times, lines: [], blockStart: -1 };
      drafts.push(last);
    } else if (line === '') {
      last.blockStart = last.lines.length;
    } else {
      last.lines.push(line);
    }
  }
  return drafts
    .map(({ startMs, endMs, lines: words }) => ({ startMs, endMs, text: words.map(plain).join(' ').trim() }))
    .filter(({ text }) => text !== '');
}

/** The line just before a time is the cue's number, or in WebVTT whatever stands alone there: no words of anybody. */
function dropIdentifier(draft: Draft, format: 'srt' | 'vtt'): void {
  const identifier = draft.lines.at(-1);
  if (identifier === undefined) return;
  const standsAlone = draft.blockStart === draft.lines.length - 1;
  if (COUNTER.test(identifier) ? standsAlone || draft.startMs !== null : format === 'vtt' && standsAlone)
    draft.lines.pop();
}

/** Without the header and the blocks that are not cues. */
function withoutBlocks(lines: readonly string[]): readonly string[] {
  let isInside = false;
  let isAfterGap = true;
  return lines.filter((line) => {
    if (line === '') isInside = false;
    else if (isAfterGap && (VTT_BLOCK.test(line) || VTT_HEADER.test(line))) isInside = true;
    // A time ends a block that was not closed: words are never lost to a missing empty line.
    if (readTimingLine(line) !== undefined) isInside = false;
    isAfterGap = line === '';
    return !isInside;
  });
}

const TAG =
  /<\/?(?:b|i|u|s|font|c|v|lang|ruby|rt)(?:[ .\t][^<>]{0,400})?>|<\d{1,10}:[\d:.]{1,20}>|\{\\[^{}]{0,100}\}/gi;
const VOICE = /<v(?:\.[^ \t<>]{0,100})?[ \t]+([^<>]{1,200})>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '',
  '&rlm;': '',
};

function plain(line: string): string {
  return line
    .replace(VOICE, (_, voice: string) => `${voice.trim()}：`)
    .replace(TAG, '')
    .replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}
