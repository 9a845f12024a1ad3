import type { NeededKind } from '../../../core/cases/index.ts';
import type { CaseView } from '../../../core/contract/index.ts';
import type { EvidenceKind } from '../../../core/evidence/index.ts';

/** What the list shows as one line: a kind, or a group of which one is enough. */
export type Need =
  | { readonly of: 'kind'; readonly kind: NeededKind }
  | { readonly of: 'group'; readonly group: number; readonly kinds: readonly NeededKind[] };

/** The list of evidence by what it asks of the user. */
export interface NeedList {
  readonly missing: readonly Need[];
  readonly held: readonly NeededKind[];
  readonly recommended: readonly NeededKind[];
  readonly notApplicable: readonly NeededKind[];
}

/** Puts the kinds into the four lists, in their order; the rest of a group that is satisfied is left out. */
export function needList(kinds: readonly NeededKind[]): NeedList {
  const missing: Need[] = [];
  for (const kind of kinds) {
    if (kind.isSatisfied || kind.need === 'recommended' || kind.need === 'not-applicable') continue;
    const { group } = kind;
    if (kind.need === 'required' || group === null) missing.push({ of: 'kind', kind });
    else if (!missing.some((need) => need.of === 'group' && need.group === group)) {
      const ofGroup = kinds.filter((other) => other.need === 'one-of' && other.group === group);
      missing.push({ of: 'group', group, kinds: ofGroup });
    }
  }
  return {
    missing,
    held: kinds.filter(({ need, isHeld }) => isHeld && need !== 'not-applicable'),
    recommended: kinds.filter(({ need, isHeld }) => need === 'recommended' && !isHeld),
    notApplicable: kinds.filter(({ need }) => need === 'not-applicable'),
  };
}

/** How many gaps are still open. */
export function gapsLeft({ closed, total }: CaseView['assessment']['gaps']): number {
  return Math.max(0, total - closed);
}

/** How a kind of evidence usually comes into the locker. */
export function wayOf(kind: EvidenceKind): 'capture' | 'record' | 'import' {
  switch (kind) {
    case 'E08':
      return 'record';
    case 'E14':
    case 'E16':
    case 'E18':
    case 'E20':
      return 'import';
    default:
      return 'capture';
  }
}
