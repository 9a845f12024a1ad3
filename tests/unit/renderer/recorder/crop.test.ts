import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCropping } from '../../../../renderer/recorder/crop.ts';

const screen = { width: 1920, height: 1080 };

test('frames as large as the screen was measured are cropped at the same pixels', () => {
  const area = { x: 100, y: 50, width: 640, height: 360 };
  expect(createCropping({ area, of: screen })(screen)).toEqual(area);
});

test('frames that are one and a half times as large are cropped in proportion', () => {
  const cropping = createCropping({ area: { x: 100, y: 50, width: 640, height: 360 }, of: screen });
  expect(cropping({ width: 2880, height: 1620 })).toEqual({ x: 150, y: 74, width: 960, height: 542 });
});

test('a screen that becomes smaller is cropped at the same pixels, as far as it has them', () => {
  const cropping = createCropping({ area: { x: 1000, y: 400, width: 640, height: 360 }, of: screen });
  cropping(screen);
  expect(cropping({ width: 1280, height: 720 })).toEqual({ x: 1000, y: 400, width: 280, height: 320 });
  expect(cropping({ width: 800, height: 600 })).toBeUndefined();
  expect(cropping(screen)).toEqual({ x: 1000, y: 400, width: 640, height: 360 });
});

test('a crop begins on even pixels and stays within the frame', () => {
  const size = fc.record({
    width: fc.integer({ min: 2, max: 4000 }),
    height: fc.integer({ min: 2, max: 4000 }),
  });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(size, size, fc.tuple(share, share, share, share), (of, frame, [left, top, wide, high]) => {
      const x = Math.floor(left * (of.width - 1));
      const y = Math.floor(top * (of.height - 1));
      const width = Math.max(1, Math.floor(wide * (of.width - x)));
      const height = Math.max(1, Math.floor(high * (of.height - y)));
      const kept = createCropping({ area: { x, y, width, height }, of })(frame);
      if (kept === undefined) return;
      expect([kept.x % 2, kept.y % 2]).toEqual([0, 0]);
      expect(kept.x + kept.width).toBeLessThanOrEqual(frame.width);
      expect(kept.y + kept.height).toBeLessThanOrEqual(frame.height);
      expect(kept.width > 0 && kept.height > 0).toBe(true);
    }),
  );
});
