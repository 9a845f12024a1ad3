/**
 * Sound and video on screen: the player, the two times of every place, frames sealed as evidence, clips, calls and
 * transcripts. Promise: nothing here changes an original; the frame that is sealed is the one on screen; where a time of
 * recording is not known, none is shown.
 */
export { MediaViewer } from './MediaViewer.tsx';
export { isMedia } from './media-name.ts';
