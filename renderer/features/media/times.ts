import { mediaTime } from '../../../core/recording/index.ts';

/** `00:01:23.400`: a place in the file's own time. */
export function formatMediaTime(mediaMs: number): string {
  return mediaTime(Math.max(0, Math.round(mediaMs)));
}

const TIME = /^(?:(?:(\d{1,3}):)?([0-5]?\d):)?(\d{1,6})(?:\.(\d{1,3}))?$/;

/**
 * Reads what {@link formatMediaTime} writes and what people type: `83`, `1:23`, `01:23.4`, `0:01:23.400`. Undefined for
 * anything else; seconds above 59 only where they stand alone.
 */
export function parseMediaTime(text: string): number | undefined {
  const found = TIME.exec(text.trim());
  if (found === null) return undefined;
  const [, hours = '0', minutes, seconds = '0', fraction = ''] = found;
  if (minutes !== undefined && Number(seconds) > 59) return undefined;
  const whole = (Number(hours) * 60 + Number(minutes ?? '0')) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, '0'));
}

/** Hours, minutes and seconds of a length, for languages to put into words; rounded to the second. */
export function splitDuration(durationMs: number): { hours: number; minutes: number; seconds: number } {
  const seconds = Math.round(durationMs / 1000);
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 };
}
