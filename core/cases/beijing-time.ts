const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Number of the calendar day at UTC+08:00 in which an instant falls. */
export function beijingDayNumber(ms: number): number {
  return Math.floor((ms + BEIJING_OFFSET_MS) / DAY_MS);
}

/** Whether an instant is midnight at UTC+08:00: how a day without a time of day is written. */
export function isBeijingMidnight(ms: number): boolean {
  return (ms + BEIJING_OFFSET_MS) % DAY_MS === 0;
}

/** `11月23日 14:02:11` at UTC+08:00, with the year where it is not that of `beside`. */
export function momentText(ms: number, beside: number = ms): string {
  const text = new Date(ms + BEIJING_OFFSET_MS).toISOString();
  const year = new Date(beside + BEIJING_OFFSET_MS).getUTCFullYear();
  const yearText = Number(text.slice(0, 4)) === year ? '' : `${text.slice(0, 4)}年`;
  return `${yearText}${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11, 19)}`;
}

/** `14:02:11` where the instant falls on the same day as `beside`, else with the day. */
export function timeText(ms: number, beside: number): string {
  if (beijingDayNumber(ms) !== beijingDayNumber(beside)) return momentText(ms, beside);
  return new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(11, 19);
}

/** `32 分钟`, `3 小时 5 分钟`, `2 天 3 小时`: whole units, cut off and never rounded up. */
export function durationText(ms: number): string {
  const length = Math.abs(ms);
  if (length < MINUTE_MS) return `${Math.floor(length / 1000)} 秒`;
  const days = Math.floor(length / DAY_MS);
  const hours = Math.floor((length % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((length % HOUR_MS) / MINUTE_MS);
  const parts =
    days > 0
      ? [`${days} 天`, hours > 0 ? `${hours} 小时` : '']
      : [hours > 0 ? `${hours} 小时` : '', minutes > 0 ? `${minutes} 分钟` : ''];
  return parts.filter((part) => part !== '').join(' ');
}

/** `10 分钟`, `2 小时`, `3 天`: a promise as it was most likely written. */
export function minutesText(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440} 天`;
  return minutes % 60 === 0 ? `${minutes / 60} 小时` : `${minutes} 分钟`;
}
