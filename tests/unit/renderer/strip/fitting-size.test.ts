import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittingSizePx, SMALLEST_LINE_PX, SMALLEST_PX } from '../../../../renderer/strip/fitting-size.ts';

/** A text of so many characters that are as wide as they are tall. */
const textOf = (characters: number, widthPx: number) => ({
  lineWidthPx: (sizePx: number) => sizePx * characters,
  wrappedHeightPx: (sizePx: number) => Math.ceil((sizePx * characters) / widthPx) * sizePx * 1.1,
});

describe('the size of the not-before strip', () => {
  it('is the largest that fits one line', () => {
    expect(fittingSizePx(1920, 44, textOf(40, 1888))).toEqual({ sizePx: 29, isOneLine: true });
    expect(fittingSizePx(900, 44, textOf(40, 868))).toEqual({ sizePx: 21, isOneLine: true });
  });

  it('wraps a longer text instead of cutting it, as large as it can be', () => {
    expect(fittingSizePx(1280, 44, textOf(200, 1248))).toEqual({ sizePx: 13, isOneLine: false });
  });

  it('never claims a line that does not fit, and is never smaller than can be read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 4000 }),
        fc.integer({ min: 10, max: 200 }),
        fc.integer({ min: 1, max: 300 }),
        (widthPx, heightPx, characters) => {
          const text = textOf(characters, widthPx - 32);
          const { sizePx, isOneLine } = fittingSizePx(widthPx, heightPx, text);
          expect(sizePx).toBeGreaterThanOrEqual(isOneLine ? SMALLEST_LINE_PX : SMALLEST_PX);
          if (isOneLine) expect(text.lineWidthPx(sizePx)).toBeLessThan(widthPx);
        },
      ),
    );
  });
});
