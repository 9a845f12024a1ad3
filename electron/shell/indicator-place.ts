import type { Rectangle } from '../../core/evidence/index.ts';

/** Where the indicator stands, and when. */
export interface IndicatorPlace {
  readonly bounds: Rectangle;
  /** It would be in the picture: it is seen only while the recording is paused. */
  readonly isOnlyWhilePaused: boolean;
}

export interface PlacedDisplay {
  readonly bounds: Rectangle;
  readonly workArea: Rectangle;
}

export const INDICATOR_SIZE = { width: 340, height: 44 };
const MARGIN_PX = 16;

/**
 * Where the system leaves our windows out of what it records: at the bottom left of the recorded display, all the time.
 * Elsewhere on a display that is not recorded, else in a corner of the display that the recorded area leaves free, else
 * at the bottom left, but only while paused. All in the measure that windows are placed in; undefined without a display.
 */
export function placeIndicator(
  displays: readonly PlacedDisplay[],
  recorded: Rectangle,
  areOwnWindowsLeftOut: boolean,
): IndicatorPlace | undefined {
  const home = displays.find(({ bounds }) => overlaps(bounds, recorded)) ?? displays[0];
  if (home === undefined) return undefined;
  const [bottomLeft] = corners(home.workArea);
  if (areOwnWindowsLeftOut) return { bounds: bottomLeft, isOnlyWhilePaused: false };
  const candidates = [
    ...displays
      .filter(({ bounds }) => !overlaps(bounds, recorded))
      .map(({ workArea }) => corners(workArea)[0]),
    ...corners(home.workArea),
  ];
  const free = candidates.find((bounds) => !overlaps(bounds, recorded));
  return { bounds: free ?? bottomLeft, isOnlyWhilePaused: free === undefined };
}

/** The bottom left one first. */
function corners({ x, y, width, height }: Rectangle): readonly [Rectangle, ...Rectangle[]] {
  const left = x + MARGIN_PX;
  const right = x + width - INDICATOR_SIZE.width - MARGIN_PX;
  const top = y + MARGIN_PX;
  const bottom = y + height - INDICATOR_SIZE.height - MARGIN_PX;
  const at = (cornerX: number, cornerY: number) => ({ x: cornerX, y: cornerY, ...INDICATOR_SIZE });
  return [at(left, bottom), at(right, bottom), at(left, top), at(right, top)];
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
