import type { StampingState } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import type { ShownProof } from '../../ui/index.ts';

/**
 * What the stamp on an item's card says. An imported item keeps saying so: what was before it matters more than when it
 * came. What was sealed here waits while trusted time is on and no stamp covers it.
 */
export function shownProof(
  { proofLevel }: Pick<Item, 'proofLevel'>,
  stamping: Pick<StampingState, 'isOn'> | undefined,
): ShownProof {
  return proofLevel === 'sealed-here' && stamping?.isOn === true ? 'pending' : proofLevel;
}
