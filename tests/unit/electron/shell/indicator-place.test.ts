import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeIndicator } from '../../../../electron/shell/indicator-place.ts';

const left = {
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
};
const right = {
  bounds: { x: 1920, y: 0, width: 1280, height: 1024 },
  workArea: { x: 1920, y: 0, width: 1280, height: 1024 },
};
const whole = left.bounds;

test('where the system leaves our windows out it stands on the recorded display all the time', () => {
  expect(placeIndicator([left, right], whole, true)).toEqual({
    bounds: { x: 16, y: 980, width: 340, height: 44 },
    isOnlyWhilePaused: false,
  });
});

test('elsewhere it stands on a display that is not recorded', () => {
  expect(placeIndicator([left, right], whole, false)).toMatchObject({
    bounds: { x: 1936 },
    isOnlyWhilePaused: false,
  });
});

test('elsewhere, with one display, it stands outside the recorded region', () => {
  const region = { x: 0, y: 540, width: 960, height: 540 };
  expect(placeIndicator([left], region, false)).toMatchObject({
    bounds: { x: 1564, y: 980 },
    isOnlyWhilePaused: false,
  });
});

test('elsewhere, with nothing left free, it is seen only while paused', () => {
  expect(placeIndicator([left], whole, false)).toMatchObject({
    bounds: { x: 16, y: 980 },
    isOnlyWhilePaused: true,
  });
});

test('it is never in the picture while frames come, whatever is recorded', () => {
  const region = fc.record({
    x: fc.integer({ min: 0, max: 3000 }),
    y: fc.integer({ min: 0, max: 1000 }),
    width: fc.integer({ min: 2, max: 3200 }),
    height: fc.integer({ min: 2, max: 1080 }),
  });
  fc.assert(
    fc.property(fc.constantFrom([left], [left, right], [right]), region, (displays, recorded) => {
      const place = placeIndicator(displays, recorded, false);
      if (place === undefined || place.isOnlyWhilePaused) return;
      const { x, y, width, height } = place.bounds;
      const isApart =
        x >= recorded.x + recorded.width ||
        recorded.x >= x + width ||
        y >= recorded.y + recorded.height ||
        recorded.y >= y + height;
      expect(isApart).toBe(true);
    }),
  );
});

test('without a display there is none', () => {
  expect(placeIndicator([], whole, false)).toBeUndefined();
});
