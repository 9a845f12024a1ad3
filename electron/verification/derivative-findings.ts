import type { Provenance } from '../../core/evidence/index.ts';
import type { LedgerEntry } from '../../core/ledger/index.ts';
import type { Finding } from '../../core/verification/index.ts';

/** Derivatives whose original was not sealed before them as they say; and how many there are. */
export function findStrayDerivatives(entries: readonly LedgerEntry[]): {
  readonly count: number;
  readonly findings: readonly Finding[];
} {
  const sealed = new Map<string, { readonly sha256: string; readonly provenance: Provenance }>();
  const findings: Finding[] = [];
  let count = 0;
  for (const { kind, payload } of entries) {
    if (kind !== 'item-sealed') continue;
    const { itemId, sha256, provenance } = payload;
    if (provenance.source === 'derivative') {
      count += 1;
      const { of, ofSha256, ofSource } = provenance.derivative;
      const original = sealed.get(of);
      if (original?.sha256 !== ofSha256 || rootSource(original.provenance) !== ofSource) {
        const detail = `证据 ${itemId} 说自己取自 ${of}，但账本里在它之前没有这样一件原件。`;
        findings.push({ code: 'DERIVATIVE_UNKNOWN_ORIGINAL', subject: itemId, detail });
      }
    }
    sealed.set(itemId, { sha256, provenance });
  }
  return { count, findings };
}

/** What was made of something made of a recording is still of a recording. */
function rootSource(provenance: Provenance): Provenance['source'] {
  return provenance.source === 'derivative' ? provenance.derivative.ofSource : provenance.source;
}
