import { beijingTimeWithZone, type IndexedExhibit } from '../../manifest/index.ts';
import { statedTimeOf, type TrustedTimes } from '../proofs/trusted-time.ts';
import type { ReportLines } from '../report.ts';
import type { ReplayedItem } from './order-replay.ts';

/** An exhibit as a reader of the report wants to see it. */
export interface CheckedExhibit {
  readonly number: string;
  readonly itemId: string;
  readonly kind: string | null;
  readonly note: string;
  readonly source: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** What the machine's clock said. */
  readonly statedUtc: string;
  /** It was there no later than this; null without a trusted token that covers it. */
  readonly trustedUtc: string | null;
}

/** A line an exhibit about its trusted time; then those whose stated time contradicts it. True when nothing is withheld. */
export function checkTrustedTime(
  report: ReportLines,
  exhibits: readonly IndexedExhibit[],
  items: ReadonlyMap<string, ReplayedItem>,
  times: TrustedTimes,
): boolean {
  let isComplete = true;
  for (const { number, seq } of exhibits) {
    const subject = `exhibit:${number}`;
    const token = times.earliestCovering(seq);
    if (token === undefined) {
      isComplete = false;
      report.notChecked({
        code: 'TRUSTED_TIME',
        subject,
        detail: '待确认：还没有可信的时间戳盖到这件证据。',
      });
    } else {
      const { genTimeUtc } = token.facts;
      const detail = `不晚于 ${beijingTimeWithZone(genTimeUtc)}，${token.authority}，${genTimeUtc}`;
      report.passed({ code: 'TRUSTED_TIME', subject, detail });
    }
  }
  for (const { number, itemId } of exhibits) {
    const item = items.get(itemId);
    const contradiction = item === undefined ? undefined : times.contradictionOf(statedTimeOf(item.entry));
    if (contradiction === undefined) continue;
    isComplete = false;
    const when = contradiction === 'later' ? '晚于' : '早于';
    const detail = `本机时钟写的时间${when}可信时间所能容许的：当时电脑的时钟不准，或被调过。以可信时间为准。`;
    report.notChecked({ code: 'CLOCK_CONTRADICTED', subject: `exhibit:${number}`, detail });
  }
  return isComplete;
}

/** Exhibits with their times, for lists. */
export function listExhibits(
  exhibits: readonly IndexedExhibit[],
  times: TrustedTimes,
): readonly CheckedExhibit[] {
  return exhibits.map(({ number, itemId, seq, kind, note, provenance, sizeBytes, sha256 }) => ({
    number,
    itemId,
    kind,
    note,
    source: provenance.source,
    sizeBytes,
    sha256,
    statedUtc: provenance.clock.utc,
    trustedUtc: times.earliestCovering(seq)?.facts.genTimeUtc ?? null,
  }));
}
