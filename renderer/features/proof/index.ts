/**
 * What stands behind evidence: checkpoints, trusted time, the signing key. Promise: nothing is shown as stamped that the
 * locker does not hold a token for; what waits is said with its reason, and green means that nothing waits.
 */
export { FindingList } from './FindingList.tsx';
export { ItemProof } from './ItemProof.tsx';
export { SigningKeyTab } from './SigningKeyTab.tsx';
export { StampingStanding } from './StampingStanding.tsx';
export { shownProof } from './shown-proof.ts';
export { TrustedTimeSettings } from './TrustedTimeSettings.tsx';
export { TrustedTimeTab } from './TrustedTimeTab.tsx';
export { exactTime, formatSeconds, timeWords } from './time-words.ts';
