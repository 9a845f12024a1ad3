import type { CaptureSurroundings } from './capture.ts';

/** Surroundings of a program without windows: nothing to hide, no pointer, nobody to choose a region. */
export const noSurroundings: CaptureSurroundings = {
  pointer: () => undefined,
  clearOwnWindows: () => Promise.resolve(() => undefined),
  ownProcessIds: () => new Set(),
};
