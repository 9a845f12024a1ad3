import type { Gap, Notice } from '../../../core/recording/index.ts';
import type { Texts } from '../../locales/index.ts';
import { formatLocalTime } from '../../ui/index.ts';
import { gapLengthMs } from './recorded-time.ts';
import { splitDuration } from './times.ts';

/** `1 分 29 秒`. */
export function durationText(durationMs: number, texts: Texts): string {
  const { hours, minutes, seconds } = splitDuration(durationMs);
  return texts.media.duration(hours, minutes, seconds);
}

/** `暂停 14:02:11–14:03:40（1 分 29 秒）未录`. */
export function gapText(gap: Gap, texts: Texts): string {
  const lengthMs = gapLengthMs(gap);
  if (gap.toUtc === null || lengthMs === undefined) return texts.media.gapOpen(clock(gap.fromUtc));
  return texts.media.gap(clock(gap.fromUtc), clock(gap.toUtc), durationText(lengthMs, texts));
}

/** `14:02:11 显示器变了：1920×1080 → 1280×720`. The detail was written by the recorder: untrusted. */
export function noticeText({ code, utc, detail }: Notice, texts: Texts): string {
  const what = texts.media.notices[code];
  return texts.media.notice(clock(utc), detail === '' ? what : `${what} (${detail})`);
}

/** The time of day of an instant, in the zone of this machine. */
export function clock(utc: string): string {
  return formatLocalTime(utc).slice(11);
}
