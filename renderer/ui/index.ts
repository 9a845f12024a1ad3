/**
 * What every page is made of. Promise: whatever others wrote is shown by UntrustedText, as text and nothing else; times are
 * exact, hashes whole and copyable. Knows nothing of orders or evidence beyond their types.
 */
export { acceleratorOf, activeKeys, keysOf } from './accelerator.ts';
export { CopyButton } from './CopyButton.tsx';
export { Dialog, focusedFirst, onEnter } from './Dialog.tsx';
export {
  formatBytes,
  formatDuration,
  formatLocalTime,
  formatRelativeTime,
  formatUtcTime,
  formatZone,
  groupHash,
} from './formats.ts';
export { HashText } from './HashText.tsx';
export { HiddenCharacters } from './HiddenCharacters.tsx';
export { InstantField } from './InstantField.tsx';
export { Keys } from './Keys.tsx';
export { Meter } from './Meter.tsx';
export { ProofMark, SealMark, type ShownProof } from './marks.tsx';
export { LocalTime, RelativeTime, useNowMs } from './moments.tsx';
export { EmptyState, FailedLine, FailureNotice } from './notices.tsx';
export { type PickGroup, PickList, type PickOption } from './PickList.tsx';
export { ProgressRow } from './ProgressRow.tsx';
export { UntrustedText } from './UntrustedText.tsx';
export { type Report, useReport } from './use-report.tsx';
export { hasHiddenCharacters, visibleText } from './visible-text.ts';
