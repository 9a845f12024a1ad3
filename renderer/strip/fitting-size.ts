/** Below this a capture of 1920 × 1080, shrunk to a page of a dossier, is hard to read. */
export const SMALLEST_PX = 16;
const LARGEST_PX = 30;
/** Line height, and air above and below. */
const HEIGHT_PER_SIZE = 1.5;
/** Left and right of the line, together. */
const PADDING_PX = 32;

/**
 * The largest size at which the line fits beside its padding, by measuring; at the smallest size a line that is still too
 * long is wrapped: a value cut short could not be checked.
 */
export function fittingSizePx(
  widthPx: number,
  heightPx: number,
  measure: (sizePx: number) => number,
): { readonly sizePx: number; readonly isOneLine: boolean } {
  const tallest = Math.max(SMALLEST_PX, Math.min(LARGEST_PX, Math.floor(heightPx / HEIGHT_PER_SIZE)));
  for (let sizePx = tallest; sizePx >= SMALLEST_PX; sizePx -= 1) {
    if (measure(sizePx) <= widthPx - PADDING_PX) return { sizePx, isOneLine: true };
  }
  return { sizePx: SMALLEST_PX, isOneLine: false };
}
