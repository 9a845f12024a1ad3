import type { Rectangle } from '../../core/evidence/index.ts';

/** What two rectangles share; undefined when nothing. */
export function intersection(a: Rectangle, b: Rectangle): Rectangle | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** Whether a point lies in a rectangle; right and lower edges are outside. */
export function contains(area: Rectangle, point: { readonly x: number; readonly y: number }): boolean {
  return (
    point.x >= area.x && point.y >= area.y && point.x < area.x + area.width && point.y < area.y + area.height
  );
}

/** The one of `places` that shows most of `area`; undefined when none shows any of it. */
export function largestOverlap<Place extends { readonly area: Rectangle }>(
  places: readonly Place[],
  area: Rectangle,
): Place | undefined {
  const size = (place: Place) => {
    const shared = intersection(place.area, area);
    return shared === undefined ? 0 : shared.width * shared.height;
  };
  return places.filter((place) => size(place) > 0).sort((a, b) => size(b) - size(a))[0];
}

/** `area` as seen from `origin`'s upper left corner. */
export function relativeTo(origin: Rectangle, area: Rectangle): Rectangle {
  return { ...area, x: area.x - origin.x, y: area.y - origin.y };
}
