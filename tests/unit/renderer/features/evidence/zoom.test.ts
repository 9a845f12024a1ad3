import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actualView,
  fitView,
  panBy,
  type View,
  zoomAt,
} from '../../../../../renderer/features/evidence/viewer/zoom.ts';

const stage = { width: 1000, height: 600 };
const picture = { width: 1920, height: 1080 };

describe('the viewer', () => {
  it('shows the whole picture, centred, and never enlarges a small one', () => {
    const view = fitView(picture, stage, 1);
    expect(view.scale).toBeCloseTo(1000 / 1920);
    expect(view.x).toBeCloseTo(0);
    expect(view.y).toBeCloseTo((600 - 562.5) / 2);
    expect(fitView({ width: 10, height: 10 }, stage, 1)).toEqual({ scale: 1, x: 495, y: 295 });
  });

  it('shows one pixel as one pixel at 100 %, whatever the density of the screen', () => {
    const view = fitView(picture, stage, 2);
    expect(actualView(view, picture, stage, 2).scale).toBeCloseTo(0.5);
    expect(actualView(view, picture, stage, 1).scale).toBeCloseTo(1);
  });

  it('keeps what is under the pointer there while zooming in', () => {
    const point = { x: 400, y: 300 };
    const before: View = { scale: 1, x: -300, y: -200 };
    const after = zoomAt(before, 2, point, picture, stage);
    const under = (view: View) => [(point.x - view.x) / view.scale, (point.y - view.y) / view.scale];
    expect(under(after)).toEqual(under(before));
  });

  it('never loses the picture: a small one is centred, a large one covers the stage', () => {
    const step = fc.record({
      factor: fc.double({ min: 0.2, max: 5, noNaN: true }),
      dx: fc.integer(),
      dy: fc.integer(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let view = fitView(picture, stage, 1);
        for (const { factor, dx, dy } of steps) {
          view = panBy(zoomAt(view, factor, { x: 10, y: 20 }, picture, stage), dx, dy, picture, stage);
          const width = picture.width * view.scale;
          if (width <= stage.width) expect(view.x).toBeCloseTo((stage.width - width) / 2);
          else {
            expect(view.x).toBeLessThanOrEqual(0);
            expect(view.x + width).toBeGreaterThanOrEqual(stage.width - 0.001);
          }
        }
      }),
    );
  });
});
