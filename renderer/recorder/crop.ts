import type { RecordTask } from './follow-tasks.ts';

export type Crop = NonNullable<RecordTask['crop']>;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

/**
 * Where to crop each frame. The first frame settles the pixels: its size against the picture that main measured in.
 * Later frames of another size are cropped at the same pixels, as far as they have them; undefined where nothing is left.
 * Edges lie on even pixels, as frames with halved colour planes need, and never inside the area that was asked for.
 */
export function createCropping({ area, of }: Crop): (frame: Size) => Area | undefined {
  let settled: Area | undefined;
  return (frame) => {
    settled ??= scaled(area, frame.width / of.width, frame.height / of.height);
    return within(settled, frame);
  };
}

function scaled({ x, y, width, height }: Area, byX: number, byY: number): Area {
  const left = evenBelow(x * byX);
  const top = evenBelow(y * byY);
  return {
    x: left,
    y: top,
    width: evenAbove((x + width) * byX) - left,
    height: evenAbove((y + height) * byY) - top,
  };
}

function within({ x, y, width, height }: Area, frame: Size): Area | undefined {
  const kept = { x, y, width: Math.min(width, frame.width - x), height: Math.min(height, frame.height - y) };
  return kept.width > 0 && kept.height > 0 ? kept : undefined;
}

/** A hair of tolerance, so that 300 / 1.5 × 1.5 is still 300. */
const ROUNDING = 1e-6;

function evenBelow(value: number): number {
  return 2 * Math.floor(value / 2 + ROUNDING);
}

function evenAbove(value: number): number {
  return 2 * Math.ceil(value / 2 - ROUNDING);
}
