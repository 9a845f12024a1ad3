/** Sound and video: described, played, cut and pictured, always beside the original. Promises P12, P19. */
export type { FramePicture, Media, MediaError } from './media.ts';
