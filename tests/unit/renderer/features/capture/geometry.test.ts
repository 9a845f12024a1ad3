import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaBetween,
  handles,
  middleArea,
  moveArea,
  type PixelArea,
  pixelAt,
  resizeArea,
} from '../../../../../renderer/features/capture/region/geometry.ts';

const picture = { width: 1920, height: 1080 };

function isInside(area: PixelArea): boolean {
  const isWhole = [area.x, area.y, area.width, area.height].every(Number.isInteger);
  const isPlaced = area.x >= 0 && area.y >= 0 && area.width >= 1 && area.height >= 1;
  return (
    isWhole && isPlaced && area.x + area.width <= picture.width && area.y + area.height <= picture.height
  );
}

const pixel = fc.record({
  x: fc.integer({ min: 0, max: picture.width - 1 }),
  y: fc.integer({ min: 0, max: picture.height - 1 }),
});

describe('a region', () => {
  it('holds both corners, whichever was first', () => {
    expect(areaBetween({ x: 10, y: 20 }, { x: 12, y: 20 })).toEqual({ x: 10, y: 20, width: 3, height: 1 });
    expect(areaBetween({ x: 12, y: 20 }, { x: 10, y: 20 })).toEqual({ x: 10, y: 20, width: 3, height: 1 });
  });

  it('is measured in pixels of the picture, not of the page', () => {
    expect(pixelAt(100.4, 50, 1.5, picture)).toEqual({ x: 150, y: 75 });
    expect(pixelAt(-5, 99_999, 1, picture)).toEqual({ x: 0, y: 1079 });
  });

  it('moves whole and stops at the edges', () => {
    const area = { x: 10, y: 10, width: 100, height: 50 };
    expect(moveArea(area, -50, 5, picture)).toEqual({ x: 0, y: 15, width: 100, height: 50 });
    expect(moveArea(area, 99_999, 0, picture).x).toBe(1820);
  });

  it('stays whole and inside the picture under any drawing, moving and resizing', () => {
    const change = fc.record({
      handle: fc.option(fc.constantFrom(...handles)),
      dx: fc.integer({ min: -3000, max: 3000 }),
      dy: fc.integer({ min: -3000, max: 3000 }),
    });
    fc.assert(
      fc.property(pixel, pixel, fc.array(change), (from, to, changes) => {
        let area = areaBetween(from, to);
        expect(isInside(area)).toBe(true);
        for (const { handle, dx, dy } of changes) {
          area =
            handle === null ? moveArea(area, dx, dy, picture) : resizeArea(area, handle, dx, dy, picture);
          expect(isInside(area)).toBe(true);
        }
      }),
    );
  });

  it('starts in the middle for the keyboard', () => {
    expect(isInside(middleArea(picture))).toBe(true);
    expect(middleArea({ width: 1, height: 1 })).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });
});
