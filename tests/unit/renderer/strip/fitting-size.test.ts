import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittingSizePx, SMALLEST_PX } from '../../../../renderer/strip/fitting-size.ts';

describe('the size of the not-before strip', () => {
  it('is the largest that fits one line', () => {
    const widthAt = (sizePx: number) => sizePx * 40;
    expect(fittingSizePx(1920, 44, widthAt)).toEqual({ sizePx: 29, isOneLine: true });
    expect(fittingSizePx(900, 44, widthAt)).toEqual({ sizePx: 21, isOneLine: true });
  });

  it('is never too small to read: a longer text is wrapped, not cut', () => {
    expect(fittingSizePx(900, 44, (sizePx) => sizePx * 200)).toEqual({
      sizePx: SMALLEST_PX,
      isOneLine: false,
    });
  });

  it('never claims a line that does not fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 4000 }),
        fc.integer({ min: 10, max: 200 }),
        fc.integer({ min: 1, max: 300 }),
        (widthPx, heightPx, characters) => {
          const widthAt = (sizePx: number) => sizePx * characters;
          const { sizePx, isOneLine } = fittingSizePx(widthPx, heightPx, widthAt);
          expect(sizePx).toBeGreaterThanOrEqual(SMALLEST_PX);
          if (isOneLine) expect(widthAt(sizePx)).toBeLessThan(widthPx);
        },
      ),
    );
  });
});
