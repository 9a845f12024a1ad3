import { dateAt } from '../deadlines/index.ts';
import { isSober } from './tone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const BEIJING_OFFSET_MS = 8 * HOUR_MS;

/** `2026年11月23日`, the day at UTC+08:00. */
export function dayText(utc: string): string {
  const [year, month, day] = dateAt(utc).split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** `2026年11月23日 14:02:11` at UTC+08:00. */
export function timeText(utc: string): string {
  return `${dayText(utc)} ${new Date(Date.parse(utc) + BEIJING_OFFSET_MS).toISOString().slice(11, 19)}`;
}

/** `同日14:02:11` where the day was just named, else the whole time. */
export function timeAfter(utc: string, before: string): string {
  const time = timeText(utc);
  return dateAt(utc) === dateAt(before) ? `同日${time.slice(-8)}` : time;
}

const FIRST_TIME = /\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d:\d\d/u;

/** Says once, after the first time of day, which clock is meant. */
export function withZone(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => FIRST_TIME.test(line));
  return lines.map((line, index) =>
    index === first ? line.replace(FIRST_TIME, (time) => `${time}（北京时间，下同）`) : line,
  );
}

/** `3天2小时`, `18小时5分钟`, `32分钟`, `40秒`: whole units, cut off and never rounded up. */
export function spanText(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(0, Math.floor(ms / 1000))}秒`;
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const parts = [days > 0 ? `${days}天` : '', hours > 0 ? `${hours}小时` : ''];
  if (days === 0) parts.push(minutes > 0 ? `${minutes}分钟` : '');
  return parts.join('');
}

/** `10分钟`, `2小时`, `3天`: a promise as it was most likely written. */
export function minutesText(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}天`;
  return minutes % 60 === 0 ? `${minutes / 60}小时` : `${minutes}分钟`;
}

/** One line without outer spaces and final stop: how typed words go into a sentence. */
export function plain(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .replace(/[。．.！!；;，,、\s]+$/u, '');
}

/** `“…”`, with inner quotation marks changed to single ones and exhibit brackets to round ones. */
export function quoted(text: string): string {
  return `“${plain(text).replace(/[“”"]/gu, '’').replaceAll('【', '〔').replaceAll('】', '〕')}”`;
}

/** Longest words of somebody else that are repeated in a letter; longer ones are left to the exhibit, never cut. */
export const MAX_QUOTE = { short: 60, long: 160 } as const;

/** The words in quotation marks; `undefined` where they are empty, too long, not sober or look like a form. */
export function quotable(text: string | null, longest: number): string | undefined {
  if (text === null) return undefined;
  const words = plain(text);
  return words === '' || [...words].length > longest || !isSober(words) ? undefined : quoted(words);
}

/** `（…）`: what the user noted beside an event; empty under the same conditions as {@link quotable}. */
export function aside(text: string, longest: number): string {
  const words = plain(text).replaceAll('【', '〔').replaceAll('】', '〕');
  return words === '' || [...words].length > longest || !isSober(words) ? '' : `（${words}）`;
}

/** `【证据1-2、2-1】`; nothing for none. */
export function mark(exhibits: readonly string[]): string {
  return exhibits.length === 0 ? '' : `【证据${exhibits.join('、')}】`;
}

/** The sentence with its mark before the final stop. */
export function marked(text: string, exhibits: readonly string[]): string {
  const stop = /[。；]$/u.exec(text);
  return stop === null
    ? `${text}${mark(exhibits)}`
    : `${text.slice(0, stop.index)}${mark(exhibits)}${stop[0]}`;
}

/** Unicode code points, line breaks counted as one. */
export function charCountOf(text: string): number {
  return [...text.replaceAll('\r\n', '\n')].length;
}
