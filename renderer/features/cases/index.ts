/**
 * The case of an order: what happened, what is missing, what does not hold; its timeline, what was promised beside what came,
 * who the other side is. Promise: everything derived is shown as main derived it, with its reason; what is written are
 * records that the user can take back. Says how many gaps are closed, never how likely a refund is.
 */
import './cases.css';
import './case-tabs.css';
import './case-dialogs.css';

export { CaseSide } from './CaseSide.tsx';
export { Basis } from './Citations.tsx';
export { CompareTab } from './CompareTab.tsx';
export { Fold } from './Fold.tsx';
export { ItemLinks } from './ItemLinks.tsx';
export { ItemPicker } from './ItemPicker.tsx';
export { RecordDialog } from './RecordDialog.tsx';
export { newRecordId } from './record-id.ts';
export { StoryTab } from './StoryTab.tsx';
export { withAnswer } from './situation.ts';
export { fenOf, typedFen, typedZone, utcOf } from './typed.ts';
export { useCase, useRules } from './use-case.ts';
export { CaseProvider, useOpenCase } from './use-open-case.tsx';
