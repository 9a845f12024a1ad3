import { z } from 'zod';
import { invariant } from '../assert.ts';

/** A calendar day at UTC+08:00, `2026-04-15`; compares as text. */
export type PlainDate = string;

export const DAY_MS = 86_400_000;
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const FORM = /^(?:19|2\d)\d\d-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const WEEKDAYS = '日一二三四五六';

/** Days since 1970-01-01; undefined for what is not a day. Without ISO text between: it runs for every date shown. */
function parseDay(text: string): number | undefined {
  if (!FORM.test(text)) return undefined;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const ms = Date.UTC(year, month - 1, day);
  const isReal = month > 0 && month <= 12 && new Date(ms).getUTCDate() === day;
  return isReal ? ms / DAY_MS : undefined;
}

const isPlainDate = (text: string) => parseDay(text) !== undefined;

/** A day that exists, 1900 to 2999. */
export const plainDateSchema = z
  .string()
  // Aborts, so that checks of whatever contains it see only days.
  .refine(isPlainDate, { error: '应是存在的日期，例如 2026-04-15', abort: true });

/** Days since 1970-01-01. Throws for what is not a day. */
export function epochDayOf(date: PlainDate): number {
  const day = parseDay(date);
  invariant(day !== undefined, 'a day was checked before it is counted with');
  return day;
}

/** The day with that number. */
export function dateOfEpochDay(epochDay: number): PlainDate {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
}

/** Milliseconds of an instant written in UTC; throws for anything else, so no machine's zone can come in. */
export function instantMs(utc: string): number {
  const ms = Date.parse(utc);
  invariant(INSTANT.test(utc) && Number.isFinite(ms), `${utc} is an instant in UTC`);
  return ms;
}

/** The calendar day in Beijing at an instant. */
export function dateAt(utc: string): PlainDate {
  return new Date(instantMs(utc) + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a day ends in Beijing: 二十四时 (民法典 203). */
export function endOfDayMs(date: PlainDate): number {
  return (epochDayOf(date) + 1) * DAY_MS - BEIJING_OFFSET_MS;
}

/**
 * The corresponding day `months` later, or that month's last day when it has none (民法典 202). A month end does not
 * stick: February 28 plus one month is March 28.
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const day = new Date(epochDayOf(date) * DAY_MS);
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dateOfEpochDay(Date.UTC(year, month, Math.min(day.getUTCDate(), lastOfMonth)) / DAY_MS);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(epochDay: number): number {
  return (((epochDay + 4) % 7) + 7) % 7;
}

/** `2026年10月8日（星期四）` */
export function chineseDate(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日（星期${WEEKDAYS[weekdayOf(epochDayOf(date))]}）`;
}

/** `2026年10月8日 09:30`, in Beijing. */
export function chineseMinute(utc: string): string {
  const [date = '', time = ''] = new Date(instantMs(utc) + BEIJING_OFFSET_MS).toISOString().split('T');
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日 ${time.slice(0, 5)}`;
}
