/**
 * Taking the screen: one request gives sealed items, or one explained failure.
 *
 * Promise: the picture is what was on the screen, lossless and without our own windows; it is sealed before the answer
 * says so. Few facts, each right; what the platform does not give is absent, never guessed. Does not decode foreign
 * bytes, does not touch the database, and knows no windows: the caller's surroundings do. Promise P01 for what is sealed.
 */
export type {
  Capture,
  CaptureError,
  CaptureRequest,
  CaptureSurroundings,
  CaptureTarget,
  FrozenDisplay,
} from './capture.ts';
export { type CaptureDeps, createCapture } from './create-capture.ts';
export type { Display, Grabber, OnScreenWindow, Picture } from './grabber.ts';
export { nativeGrabber } from './native-grabber.ts';
export { noSurroundings } from './no-surroundings.ts';
