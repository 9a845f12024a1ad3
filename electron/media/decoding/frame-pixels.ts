import type { VideoFrame } from '@napi-rs/webcodecs';
import { Refusal } from './refusal.ts';

/** A frame as planes, as the decoder gave it. */
export interface RawFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly planes: readonly { readonly offset: number; readonly stride: number }[];
  readonly colours: Colours;
}

/** How brightness and colour differences stand for red, green and blue (ITU-T H.273). */
export interface Colours {
  readonly matrix: string;
  readonly isFullRange: boolean;
}

interface StatedColours {
  readonly matrix?: string | null | undefined;
  readonly fullRange?: boolean | null | undefined;
}

/** Copies a frame out of the decoder; what the container states of its colours goes before what the stream states. */
export async function rawFrameOf(frame: VideoFrame, stated: StatedColours | undefined): Promise<RawFrame> {
  const { format, visibleRect } = frame;
  if (format === null) throw new Refusal('MEDIA_UNREADABLE', 'a frame without a pixel format');
  const bytes = new Uint8Array(frame.allocationSize());
  const planes = await frame.copyTo(bytes);
  const widthPx = visibleRect?.width ?? frame.codedWidth;
  const heightPx = visibleRect?.height ?? frame.codedHeight;
  const own: StatedColours = frame.colorSpace;
  // A file that does not say: what players take, television's older standard below high definition.
  const matrix = stated?.matrix ?? own.matrix ?? (heightPx >= 720 ? 'bt709' : 'smpte170m');
  const isFullRange = stated?.fullRange ?? own.fullRange ?? false;
  return { widthPx, heightPx, format, bytes, planes, colours: { matrix, isFullRange } };
}

interface Samples {
  readonly bits: number;
  /** How many pixels share a colour sample, as powers of two. */
  readonly shiftX: number;
  readonly shiftY: number;
  at(plane: 0 | 1 | 2, x: number, y: number): number;
}

/** Brightness of the pixel at x, y: 0…255. */
export function brightnessOf(frame: RawFrame): (x: number, y: number) => number {
  const { format, bytes, planes } = frame;
  if (isPacked(format)) {
    const { offset, stride } = planes[0] ?? { offset: 0, stride: 0 };
    return (x, y) => bytes[offset + y * stride + x * 4 + 1] ?? 0;
  }
  const { bits, at } = samplesOf(frame);
  return (x, y) => at(0, x, y) >> (bits - 8);
}

/** Red, green and blue of every pixel, 8 bits each, colour samples repeated and not blended. */
export function toRgb(frame: RawFrame): Uint8Array {
  return isPacked(frame.format) ? fromPacked(frame) : fromPlanes(frame);
}

const isPacked = (format: string) => /^(RGB|BGR)[AX]$/.test(format);

function fromPacked({ format, bytes, planes, widthPx, heightPx }: RawFrame): Uint8Array {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const { offset, stride } = planes[0] ?? { offset: 0, stride: widthPx * 4 };
  const [red, blue] = format.startsWith('RGB') ? [0, 2] : [2, 0];
  let to = 0;
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const from = offset + y * stride + x * 4;
      rgb[to] = bytes[from + red] ?? 0;
      rgb[to + 1] = bytes[from + 1] ?? 0;
      rgb[to + 2] = bytes[from + blue] ?? 0;
      to += 3;
    }
  }
  return rgb;
}

function fromPlanes(frame: RawFrame): Uint8Array {
  const { widthPx, heightPx, colours } = frame;
  const { bits, shiftX, shiftY, at } = samplesOf(frame);
  const rgb = new Uint8ClampedArray(widthPx * heightPx * 3);
  const { red, greenU, greenV, blue, scale, black } = coefficientsOf(colours, bits);
  const middle = 2 ** (bits - 1);
  let to = 0;
  for (let y = 0; y < heightPx; y += 1) {
    const colourY = y >> shiftY;
    for (let x = 0; x < widthPx; x += 1) {
      const brightness = (at(0, x, y) - black) * scale;
      const u = at(1, x >> shiftX, colourY) - middle;
      const v = at(2, x >> shiftX, colourY) - middle;
      rgb[to] = brightness + red * v;
      rgb[to + 1] = brightness - greenU * u - greenV * v;
      rgb[to + 2] = brightness + blue * u;
      to += 3;
    }
  }
  return new Uint8Array(rgb.buffer);
}

function coefficientsOf({ matrix, isFullRange }: Colours, bits: number) {
  const [kr, kb] = weightsOf(matrix);
  const kg = 1 - kr - kb;
  const step = 2 ** (bits - 8);
  const scale = 255 / ((isFullRange ? 255 : 219) * step + (isFullRange ? step - 1 : 0));
  const colourScale = 255 / ((isFullRange ? 255 : 224) * step + (isFullRange ? step - 1 : 0));
  return {
    scale,
    black: isFullRange ? 0 : 16 * step,
    red: 2 * (1 - kr) * colourScale,
    blue: 2 * (1 - kb) * colourScale,
    greenU: ((2 * (1 - kb) * kb) / kg) * colourScale,
    greenV: ((2 * (1 - kr) * kr) / kg) * colourScale,
  };
}

/** Weights of red and blue in brightness. */
function weightsOf(matrix: string): readonly [number, number] {
  if (matrix === 'bt709') return [0.2126, 0.0722];
  if (matrix.startsWith('bt2020')) return [0.2627, 0.0593];
  return [0.299, 0.114];
}

function samplesOf({ format, bytes, planes }: RawFrame): Samples {
  const [p0, p1, p2] = planes;
  if (format === 'NV12' && p0 !== undefined && p1 !== undefined) {
    const at: Samples['at'] = (plane, x, y) =>
      (plane === 0
        ? bytes[p0.offset + y * p0.stride + x]
        : bytes[p1.offset + y * p1.stride + x * 2 + plane - 1]) ?? 0;
    return { bits: 8, shiftX: 1, shiftY: 1, at };
  }
  const shape = /^I4(20|22|44)A?(?:P(10|12))?$/.exec(format);
  if (shape === null || p0 === undefined || p1 === undefined || p2 === undefined)
    throw new Refusal('MEDIA_UNREADABLE', `pixel format ${format}`);
  const shiftX = shape[1] === '44' ? 0 : 1;
  const shiftY = shape[1] === '20' ? 1 : 0;
  const threePlanes = [p0, p1, p2] as const;
  if (shape[2] === undefined) {
    const at: Samples['at'] = (plane, x, y) => {
      const { offset, stride } = threePlanes[plane];
      return bytes[offset + y * stride + x] ?? 0;
    };
    return { bits: 8, shiftX, shiftY, at };
  }
  const at: Samples['at'] = (plane, x, y) => {
    const { offset, stride } = threePlanes[plane];
    const from = offset + y * stride + x * 2;
    return (bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8);
  };
  return { bits: Number(shape[2]), shiftX, shiftY, at };
}
