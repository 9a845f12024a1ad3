import type { RecorderTask } from '../../core/contract/index.ts';
import type { Rectangle } from '../../core/evidence/index.ts';
import type { FramesPerSecond } from '../../core/recording/index.ts';

/** What the recorder's page is told to cut out of a display's picture. */
export type Crop = NonNullable<Extract<RecorderTask, { readonly type: 'record' }>['crop']>;

/**
 * The part of a display to record for a region of the virtual desktop: at least the region, as far as it lies on the
 * display, its edges moved outwards to even pixels, as frames with halved colour planes need. Undefined where none of it
 * is on the display.
 */
export function cropOf(region: Rectangle, display: Rectangle): Crop | undefined {
  const left = evenBelow(Math.max(0, region.x - display.x));
  const top = evenBelow(Math.max(0, region.y - display.y));
  const right = Math.min(display.width, evenAbove(region.x + region.width - display.x));
  const bottom = Math.min(display.height, evenAbove(region.y + region.height - display.y));
  if (right <= left || bottom <= top) return undefined;
  return {
    area: { x: left, y: top, width: right - left, height: bottom - top },
    of: { width: display.width, height: display.height },
  };
}

function evenBelow(value: number): number {
  return 2 * Math.floor(value / 2);
}

function evenAbove(value: number): number {
  return 2 * Math.ceil(value / 2);
}

const FULL_HD_PX = 1920 * 1080;
const MEGABIT = 1_000_000;
/** For a full HD screen with moving pictures; text that scrolls takes about a third of it. */
const megabits: Readonly<Record<FramesPerSecond, number>> = { 5: 2, 10: 3, 15: 4, 30: 6 };

/** What the encoder may use at most, by how much there is to encode. */
export function bitsPerSecondFor(
  { width, height }: { readonly width: number; readonly height: number },
  framesPerSecond: FramesPerSecond,
): number {
  const share = Math.max(0.25, (width * height) / FULL_HD_PX);
  return Math.round(megabits[framesPerSecond] * MEGABIT * share);
}
