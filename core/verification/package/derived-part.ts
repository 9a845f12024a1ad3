import { equalBytes } from '../../ledger/index.ts';
import { type IndexedExhibit, transcriptFile, transcriptPath } from '../../manifest/index.ts';
import type { Finding } from '../report.ts';
import type { MeasuredBag } from './bag-findings.ts';
import type { ReplayedItem } from './order-replay.ts';

/** Transcripts that are not, to the byte, the text that the ledger's entries make. */
export function findTranscriptDamage(
  bag: MeasuredBag,
  exhibits: readonly IndexedExhibit[],
  items: ReadonlyMap<string, ReplayedItem>,
): { readonly count: number; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  let count = 0;
  for (const { number, itemId } of exhibits) {
    const transcript = items.get(itemId)?.transcript ?? null;
    if (transcript === null) continue;
    count += 1;
    const path = transcriptPath(number);
    const bytes = bag.texts.get(path);
    const subject = `exhibit:${number}`;
    if (bytes === undefined) {
      findings.push({ code: 'TRANSCRIPT_MISSING', subject, detail: `文字稿 ${path} 不在证据包里。` });
    } else if (!equalBytes(bytes, transcriptFile(transcript))) {
      const detail = `文字稿 ${path} 与账本里登记的文字不一致：被改过。`;
      findings.push({ code: 'TRANSCRIPT_MISMATCH', subject, detail });
    }
  }
  return { count, findings };
}

export interface DerivativeFindings {
  readonly count: number;
  readonly findings: readonly Finding[];
  /** PRIVACY: P29. An original that is not in this order is not in its package, so that nothing else of it is shown. */
  readonly originalsElsewhere: readonly Finding[];
}

/** Whether stills and stretches name their original as it was sealed before them, where the package holds it. */
export function findDerivativeDamage(
  exhibits: readonly IndexedExhibit[],
  items: ReadonlyMap<string, ReplayedItem>,
): DerivativeFindings {
  const findings: Finding[] = [];
  const originalsElsewhere: Finding[] = [];
  let count = 0;
  for (const { number, seq, provenance } of exhibits) {
    if (provenance.source !== 'derivative') continue;
    const { of, ofSha256, ofSource } = provenance.derivative;
    const subject = `exhibit:${number}`;
    const original = items.get(of);
    if (original === undefined) {
      const detail = `证据 ${number} 取自的原件（SHA-256 ${ofSha256}）不在这个证据包里，没有与它核对。`;
      originalsElsewhere.push({ code: 'DERIVATIVE_ORIGINAL', subject, detail });
      continue;
    }
    count += 1;
    if (original.seq < seq && original.sealed.sha256 === ofSha256 && rootSource(original) === ofSource)
      continue;
    const detail = `证据 ${number} 写明取自的原件，与证据包里的那一件不一致。`;
    findings.push({ code: 'DERIVATIVE_UNKNOWN_ORIGINAL', subject, detail });
  }
  return { count, findings, originalsElsewhere };
}

/** What was made of something made of a recording is still of a recording. */
function rootSource({ sealed: { provenance } }: ReplayedItem): string {
  return provenance.source === 'derivative' ? provenance.derivative.ofSource : provenance.source;
}
