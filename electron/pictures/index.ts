/**
 * Evidence for showing: thumbnails made by intake (of videos by the media process) and kept, originals as they were
 * sealed, what players are given.
 *
 * Promise: an original is shown only when its bytes are the ones that were hashed (P27); hostile bytes are decoded only
 * by intake (P19). A thumbnail is a convenience: losing the cache loses nothing.
 */
export { createPictures, type Pictures } from './create-pictures.ts';
