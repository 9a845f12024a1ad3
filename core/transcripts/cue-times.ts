/** Where a cue begins and ends, in the time of its recording. */
export interface CueTimes {
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/** `00:12`, `1:02:03`, `00:01:02.5` (also with a comma): minutes and seconds, with or without hours and fractions. */
const TIME = String.raw`(?:\d{1,10}:)?\d{1,10}:\d{2}(?:[.,]\d{1,9})?`;
const BLANKS = String.raw`[ \t]{0,20}`;
const ARROW = new RegExp(`^${BLANKS}(${TIME})${BLANKS}-->${BLANKS}(${TIME})(?:[ \\t]|$)`);
const RANGE = `(${TIME})(?:${BLANKS}(?:-->|[-–—~～至])${BLANKS}(${TIME}))?`;
const BRACKETED = new RegExp(`^[[【(（]${BLANKS}${RANGE}${BLANKS}[\\]】)）]`);
const BARE = new RegExp(`^${RANGE}(?=\\s|$)`);

/** Times of a subtitle's timing line, `00:00:01,000 --> 00:00:02,500`; undefined for any other line. */
export function readTimingLine(line: string): CueTimes | undefined {
  const match = ARROW.exec(line);
  return match === null ? undefined : timesOf(match[1], match[2]);
}

/** The times that a line of plain text begins with, and how many characters they take. */
export function readLeadingTimes(line: string): (CueTimes & { readonly length: number }) | undefined {
  const match = BRACKETED.exec(line) ?? BARE.exec(line);
  if (match === null) return undefined;
  const times = timesOf(match[1], match[2]);
  return times === undefined ? undefined : { ...times, length: match[0].length };
}

/** `[00:12]`, `[00:12 - 00:15.500]`: what {@link readLeadingTimes} reads back. */
export function writeLeadingTimes(startMs: number, endMs: number | null): string {
  return endMs === null ? `[${shortTime(startMs)}]` : `[${shortTime(startMs)} - ${shortTime(endMs)}]`;
}

function timesOf(start: string | undefined, end: string | undefined): CueTimes | undefined {
  const startMs = milliseconds(start);
  if (startMs === undefined) return undefined;
  const endMs = milliseconds(end);
  // An end before the beginning says nothing that can be used.
  return { startMs, endMs: endMs !== undefined && endMs >= startMs ? endMs : null };
}

function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [whole = '', fraction = ''] = text.split(/[.,]/);
  const parts = whole.split(':').map(Number);
  const seconds = parts.pop() ?? 0;
  const minutes = parts.pop() ?? 0;
  const [hours] = parts;
  if (seconds > 59 || (hours !== undefined && minutes > 59)) return undefined;
  const total =
    ((hours ?? 0) * 3600 + minutes * 60 + seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  return Number.isSafeInteger(total) ? total : undefined;
}

function shortTime(ms: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  const rest = `${two(minutes)}:${two(Math.floor(ms / 1000) % 60)}${fraction}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}
