import { invariant } from '../assert.ts';

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** `2026年11月23日 14:02:11`: an instant as Beijing time (UTC+08:00, no daylight saving), for running text. */
export function beijingTime(utc: string): string {
  const [date, time] = beijingParts(utc);
  const [year, month, day] = date.split('-');
  return `${year}年${month}月${day}日 ${time}`;
}

/** `2026-11-23 14:02:11（北京时间，UTC+08:00）`, for tables. */
export function beijingTimeWithZone(utc: string): string {
  return `${beijingParts(utc).join(' ')}（北京时间，UTC+08:00）`;
}

/** `2026-11-23 22:05:01（UTC+08:00）` from what the user's clock showed, e.g. `2026-11-23T22:05:01.123+08:00`. */
export function localTimeWithZone(local: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?([+-]\d\d:\d\d|Z)$/.exec(local);
  if (match === null) return local;
  return `${match[1]} ${match[2]}（UTC${match[3] === 'Z' ? '+00:00' : match[3]}）`;
}

function beijingParts(utc: string): readonly [date: string, time: string] {
  const instant = Date.parse(utc);
  invariant(Number.isFinite(instant), 'the ledger holds only valid instants');
  const text = new Date(instant + BEIJING_OFFSET_MS).toISOString();
  return [text.slice(0, 10), text.slice(11, 19)];
}
