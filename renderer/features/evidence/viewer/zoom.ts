/** Where a picture is drawn: CSS pixels a picture pixel, and the place of its top left corner on the stage. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const MAX_SCALE = 16;
const MIN_PART_OF_FIT = 0.25;
/** One press of + or −, or one notch of the wheel. */
export const ZOOM_STEP = 1.25;

/** The whole picture, centred; never enlarged beyond one picture pixel to one screen pixel. */
export function fitView(picture: Size, stage: Size, pixelRatio: number): View {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height, 1 / pixelRatio);
  return centred(picture, stage, scale);
}

/** One pixel of the picture on one pixel of the screen, about the middle of what is seen now. */
export function actualView(view: View, picture: Size, stage: Size, pixelRatio: number): View {
  const middle = { x: stage.width / 2, y: stage.height / 2 };
  return zoomAt(view, 1 / pixelRatio / view.scale, middle, picture, stage);
}

/** Zooms by a factor so that what is under `point` stays there, within limits. */
export function zoomAt(view: View, factor: number, point: Point, picture: Size, stage: Size): View {
  const fit = Math.min(stage.width / picture.width, stage.height / picture.height);
  const scale = Math.min(Math.max(view.scale * factor, Math.min(fit, 1) * MIN_PART_OF_FIT), MAX_SCALE);
  const ratio = scale / view.scale;
  return keepInside(
    { scale, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio },
    picture,
    stage,
  );
}

/** Moves the picture by so many CSS pixels, never out of sight. */
export function panBy(view: View, dx: number, dy: number, picture: Size, stage: Size): View {
  return keepInside({ ...view, x: view.x + dx, y: view.y + dy }, picture, stage);
}

function centred(picture: Size, stage: Size, scale: number): View {
  return {
    scale,
    x: (stage.width - picture.width * scale) / 2,
    y: (stage.height - picture.height * scale) / 2,
  };
}

function keepInside(view: View, picture: Size, stage: Size): View {
  return {
    scale: view.scale,
    x: keepAxis(view.x, picture.width * view.scale, stage.width),
    y: keepAxis(view.y, picture.height * view.scale, stage.height),
  };
}

// A picture smaller than the stage is centred; a larger one covers it.
function keepAxis(offset: number, length: number, available: number): number {
  if (length <= available) return (available - length) / 2;
  return Math.min(0, Math.max(offset, available - length));
}
