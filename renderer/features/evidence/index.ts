/**
 * Evidence on screen: cards, timeline, viewer, filing, naming. Promise: an original is shown, never altered; every change
 * (order, kind, note) is one command to the locker, and what is shown is what the locker answered. Draws only what is
 * visible, so thousands of items scroll.
 */
export { altText, isShownAsPicture, kindName, originalUrl, originName } from './describe.ts';
export { EvidenceArea } from './EvidenceArea.tsx';
export { Thumbnail } from './EvidenceCard.tsx';
export { EvidenceDialogs } from './EvidenceDialogs.tsx';
export { InboxPage } from './InboxPage.tsx';
export { sortName } from './ItemBadges.tsx';
export { RunningImports } from './RunningImports.tsx';
export { SelectionPanel } from './SelectionPanel.tsx';
export { type Evidence, useEvidence } from './use-evidence.ts';
export { OrderLines, orderOption, useOrderChoices } from './use-order-choices.tsx';
export { Viewer } from './viewer/index.ts';
