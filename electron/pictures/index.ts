/**
 * Evidence as pictures for showing: thumbnails made by intake and kept, originals as they were sealed.
 *
 * Promise: an original is shown only when its bytes are the ones that were hashed (P27); hostile bytes are decoded only
 * by intake (P19). A thumbnail is a convenience: losing the cache loses nothing.
 */
export { createPictures, type Pictures } from './create-pictures.ts';
