/** Below this a capture of 1920 × 1080, shrunk to a page of a dossier, is hard to read. */
export const SMALLEST_LINE_PX = 16;
/** A value too long for one line is wrapped, and may become this small: cut short it could not be checked. */
export const SMALLEST_PX = 9;
const LARGEST_PX = 30;
/** Line height, and air above and below. */
const HEIGHT_PER_SIZE = 1.5;
/** Left and right of the line, together. */
const PADDING_PX = 32;

/** How large the text is when set in a size. */
export interface TextMeasure {
  lineWidthPx(sizePx: number): number;
  wrappedHeightPx(sizePx: number): number;
}

/** The largest size at which the text stands in one line beside its padding, else the largest at which it can be wrapped. */
export function fittingSizePx(
  widthPx: number,
  heightPx: number,
  text: TextMeasure,
): { readonly sizePx: number; readonly isOneLine: boolean } {
  const tallest = Math.min(LARGEST_PX, Math.floor(heightPx / HEIGHT_PER_SIZE));
  for (let sizePx = Math.max(SMALLEST_LINE_PX, tallest); sizePx >= SMALLEST_LINE_PX; sizePx -= 1) {
    if (text.lineWidthPx(sizePx) <= widthPx - PADDING_PX) return { sizePx, isOneLine: true };
  }
  for (let sizePx = SMALLEST_LINE_PX; sizePx > SMALLEST_PX; sizePx -= 1) {
    if (text.wrappedHeightPx(sizePx) <= heightPx) return { sizePx, isOneLine: false };
  }
  return { sizePx: SMALLEST_PX, isOneLine: false };
}
