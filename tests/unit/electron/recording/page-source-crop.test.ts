import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitsPerSecondFor, cropOf } from '../../../../electron/recording/page-source-crop.ts';

const display = { x: 1920, y: -200, width: 2560, height: 1440 };

test('a crop is given in pixels of its display', () => {
  expect(cropOf({ x: 2000, y: -100, width: 640, height: 360 }, display)).toEqual({
    area: { x: 80, y: 100, width: 640, height: 360 },
    of: { width: 2560, height: 1440 },
  });
});

test('a region that is not on the display has no crop', () => {
  expect(cropOf({ x: 0, y: 0, width: 1920, height: 1080 }, display)).toBeUndefined();
});

test('a crop holds all of the region that the display shows, begins on even pixels, and adds at most one on each side', () => {
  const place = fc.record({
    x: fc.integer({ min: 1000, max: 5000 }),
    y: fc.integer({ min: -1000, max: 2000 }),
    width: fc.integer({ min: 1, max: 3000 }),
    height: fc.integer({ min: 1, max: 3000 }),
  });
  fc.assert(
    fc.property(place, (region) => {
      const crop = cropOf(region, display);
      const left = Math.max(0, region.x - display.x);
      const top = Math.max(0, region.y - display.y);
      const right = Math.min(display.width, region.x + region.width - display.x);
      const bottom = Math.min(display.height, region.y + region.height - display.y);
      expect(crop === undefined).toBe(right <= left || bottom <= top);
      if (crop === undefined) return;
      const { x, y, width, height } = crop.area;
      expect([x % 2, y % 2]).toEqual([0, 0]);
      expect(left - x === 0 || left - x === 1).toBe(true);
      expect(top - y === 0 || top - y === 1).toBe(true);
      expect(x + width - right === 0 || x + width - right === 1).toBe(true);
      expect(y + height - bottom === 0 || y + height - bottom === 1).toBe(true);
      expect(x + width <= display.width && y + height <= display.height).toBe(true);
    }),
  );
});

test('more pixels and more frames may take more bits', () => {
  const small = { width: 400, height: 300 };
  const large = { width: 3840, height: 2160 };
  expect(bitsPerSecondFor(large, 15)).toBeGreaterThan(bitsPerSecondFor(small, 15));
  expect(bitsPerSecondFor(large, 30)).toBeGreaterThan(bitsPerSecondFor(large, 5));
  expect(bitsPerSecondFor({ width: 1, height: 1 }, 5)).toBeGreaterThanOrEqual(500_000);
});
