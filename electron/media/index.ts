/**
 * Sound and video: described, played, cut and pictured, always beside the original. Foreign bytes are parsed and decoded
 * in a process that may die and that knows no path of a locker. Promises P12, P19, P27.
 */
export { createMedia, type MediaOptions } from './create-media.ts';
export { createPreparer, type Preparer } from './create-preparer.ts';
export type { FramePicture, Media, MediaError, MediaFailure, MediaViews, Playable } from './media.ts';
export { type DerivativeDeps, type SealedFrame, sealFrame, sealTrim } from './seal-derivative.ts';
