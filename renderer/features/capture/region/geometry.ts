/** A rectangle in whole pixels of the frozen picture. */
export interface PixelArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The edges of a rectangle that a handle moves: −1 the left or top one, 1 the right or bottom one, 0 none. */
export interface Handle {
  readonly horizontal: -1 | 0 | 1;
  readonly vertical: -1 | 0 | 1;
}

/** The eight handles, corners first. */
export const handles: readonly Handle[] = [
  { horizontal: -1, vertical: -1 },
  { horizontal: 1, vertical: -1 },
  { horizontal: -1, vertical: 1 },
  { horizontal: 1, vertical: 1 },
  { horizontal: 0, vertical: -1 },
  { horizontal: 0, vertical: 1 },
  { horizontal: -1, vertical: 0 },
  { horizontal: 1, vertical: 0 },
];

/** The pixel under a CSS position, inside the picture. */
export function pixelAt(cssX: number, cssY: number, pixelRatio: number, picture: PictureSize): Pixel {
  const axis = (css: number, length: number) =>
    Math.min(Math.max(Math.floor(css * pixelRatio), 0), length - 1);
  return { x: axis(cssX, picture.width), y: axis(cssY, picture.height) };
}

/** The rectangle that holds both pixels, including them. */
export function areaBetween(one: Pixel, other: Pixel): PixelArea {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x) + 1,
    height: Math.abs(one.y - other.y) + 1,
  };
}

/** The same rectangle elsewhere, stopped by the picture's edges. */
export function moveArea(area: PixelArea, dx: number, dy: number, picture: PictureSize): PixelArea {
  return {
    ...area,
    x: Math.min(Math.max(area.x + dx, 0), picture.width - area.width),
    y: Math.min(Math.max(area.y + dy, 0), picture.height - area.height),
  };
}

/** The rectangle with some edges moved; an edge stops at the picture's and never crosses the opposite one. */
export function resizeArea(
  area: PixelArea,
  handle: Handle,
  dx: number,
  dy: number,
  picture: PictureSize,
): PixelArea {
  const horizontal = resizeAxis(area.x, area.width, handle.horizontal, dx, picture.width);
  const vertical = resizeAxis(area.y, area.height, handle.vertical, dy, picture.height);
  return { x: horizontal.start, width: horizontal.length, y: vertical.start, height: vertical.length };
}

function resizeAxis(start: number, length: number, edge: -1 | 0 | 1, by: number, available: number) {
  if (edge === 0) return { start, length };
  if (edge === 1) return { start, length: Math.min(Math.max(length + by, 1), available - start) };
  const moved = Math.min(Math.max(start + by, 0), start + length - 1);
  return { start: moved, length: start + length - moved };
}

/** Half the picture in its middle: where the keyboard starts. */
export function middleArea(picture: PictureSize): PixelArea {
  const width = Math.max(1, Math.floor(picture.width / 2));
  const height = Math.max(1, Math.floor(picture.height / 2));
  return {
    x: Math.floor((picture.width - width) / 2),
    y: Math.floor((picture.height - height) / 2),
    width,
    height,
  };
}
