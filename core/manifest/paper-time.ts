import { invariant } from '../assert.ts';

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** `2026年11月23日 14:02:11`: an instant as Beijing time (UTC+08:00, no daylight saving), for running text. */
export function beijingTime(utc: string): string {
  const [date, time] = beijingParts(utc);
  const [year, month, day] = date.split('-');
  return `${year}年${month}月${day}日 ${time}`;
}

/** `2026-11-23 14:02:11`: as Beijing time where the heading says so. */
export function beijingTimeShort(utc: string): string {
  return beijingParts(utc).join(' ');
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

/** What a clock that showed `like` (with its offset) showed at another instant: `2026-11-23T22:05:01.123+08:00`. */
export function sameClockAt(utc: string, like: string): string {
  const offset = /(?:Z|([+-])(\d\d):(\d\d))$/.exec(like);
  const [, sign, hours, minutes] = offset ?? [];
  const offsetMs = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 * (sign === '-' ? -1 : 1);
  const shifted = new Date(Date.parse(utc) + offsetMs).toISOString().slice(0, -1);
  return `${shifted}${sign === undefined ? '+00:00' : `${sign}${hours}:${minutes}`}`;
}

/** `1 小时 2 分 3 秒`, `4.5 秒`: how long something took. */
export function durationText(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = (ms % 60_000) / 1000;
  const exact = hours === 0 && minutes === 0 ? Number(seconds.toFixed(1)) : Math.floor(seconds);
  const parts = [
    hours > 0 ? `${hours} 小时` : '',
    hours > 0 || minutes > 0 ? `${minutes} 分` : '',
    `${exact} 秒`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function beijingParts(utc: string): readonly [date: string, time: string] {
  const instant = Date.parse(utc);
  invariant(Number.isFinite(instant), 'the ledger holds only valid instants');
  const text = new Date(instant + BEIJING_OFFSET_MS).toISOString();
  return [text.slice(0, 10), text.slice(11, 19)];
}
