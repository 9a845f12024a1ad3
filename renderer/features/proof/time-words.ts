import type { ItemProofView } from '../../../core/contract/index.ts';
import type { Texts } from '../../locales/index.ts';
import { formatLocalTime, formatZone } from '../../ui/index.ts';

/** A sentence about an item's time, and whether somebody should look at it. */
export interface TimeWords {
  readonly text: string;
  readonly isWarning: boolean;
}

type Time = ItemProofView['time'];

/** How good an item's time is, in plain words: the best first, then what else is known, then what speaks against it. */
export function timeWords(time: Time, texts: Texts): readonly TimeWords[] {
  const { time: words } = texts.proof;
  const told = (text: string, isWarning = false): TimeWords => ({ text, isWarning });
  const sentences: TimeWords[] = [];
  const own = ownClock(time, texts);
  if (own !== undefined && time.notAfterUtc === null) sentences.push(told(own));
  if (time.notAfterUtc !== null) sentences.push(told(words.notAfter(exactTime(time.notAfterUtc))));
  if (time.notBeforeUtc !== null) sentences.push(told(words.notBefore(exactTime(time.notBeforeUtc))));
  if (time.notAfterUtc !== null && time.notBeforeUtc !== null && !time.isContradicted) {
    sentences.push(told(words.between));
  }
  if (own !== undefined && time.notAfterUtc !== null) sentences.push(told(own));
  if (time.stepCount > 0) sentences.push(told(words.steps(time.stepCount), true));
  if (time.isContradicted) sentences.push(told(words.contradicted, true));
  return sentences;
}

/** What is known of the machine's own clock; nothing where a trusted time makes it idle to say that it was not compared. */
function ownClock(time: Time, texts: Texts): string | undefined {
  const { time: words } = texts.proof;
  if (time.offsetMs === null) return time.quality === 'trusted' ? undefined : words.local;
  if (time.stepCount > 0) return words.localAfterSteps;
  const uncertainty = formatSeconds(time.uncertaintyMs ?? 0);
  // Server minus machine: positive when the machine is slow.
  const seconds = formatSeconds(Math.abs(time.offsetMs));
  if (seconds === '0') return words.comparedEqual(uncertainty);
  return time.offsetMs > 0
    ? words.comparedSlow(seconds, uncertainty)
    : words.comparedFast(seconds, uncertainty);
}

/** `2026-11-23 14:35:02 UTC+08:00`. */
export function exactTime(iso: string): string {
  return `${formatLocalTime(iso)} ${formatZone(iso)}`;
}

/** `1.34`, `0.042`, `12`: as many digits as matter, at most milliseconds. */
export function formatSeconds(ms: number): string {
  if (ms >= 10_000) return String(Math.round(ms / 1000));
  return String(Math.round(ms) / 1000);
}
