import { EncodedPacketSink } from 'mediabunny';
import sharp from 'sharp';
import type { Survey } from '../protocol.ts';
import { createFrameDecoder, type TimedFrame } from './decode-video.ts';
import type { Footage } from './footage.ts';
import { picture, wholeMs } from './frame-at.ts';
import { brightnessOf, type RawFrame, rawFrameOf } from './frame-pixels.ts';
import { Refusal } from './refusal.ts';

/** Places looked at in a file of any length. */
const MOST_SAMPLES = 400;
/** Files with fewer key frames than this are decoded whole, when they are short enough. */
const FEW_KEY_FRAMES = 24;
const SHORT_MS = 120_000;
/** Between two samples of a file that is decoded whole. */
const LEAST_STEP_MS = 250;

export const FILMSTRIP_HEIGHT_PX = 90;
const MOST_CELL_WIDTH_PX = 400;
const FEWEST_CELLS = 12;
const MOST_CELLS = 40;
const MS_PER_CELL = 15_000;

const GRID_WIDTH = 128;
const GRID_HEIGHT = 72;
/** A cell of the grid counts as changed from this difference in brightness on. */
const CHANGED_FROM = 12;

/** Changes of scene and the filmstrip, from one walk over the file's key frames (of all frames in short files). */
export async function surveyFootage(
  footage: Footage,
  durationMs: number,
  onProgress: (done: number, total: number) => void,
): Promise<Survey> {
  if (footage.video === null) throw new Refusal('MEDIA_NOT_MEDIA', 'no picture in this file');
  const cellCount = Math.min(MOST_CELLS, Math.max(FEWEST_CELLS, Math.ceil(durationMs / MS_PER_CELL)));
  const rotation = await footage.video.getRotation();
  const candidates: { mediaMs: number; change: number }[] = [];
  const cells: Cell[] = [];
  let before: Uint8Array | undefined;
  for await (const { raw, timestampUs } of samples(footage, durationMs)) {
    const mediaMs = wholeMs(timestampUs);
    const grid = gridOf(raw);
    if (before !== undefined) candidates.push({ mediaMs, change: changeBetween(before, grid) });
    before = grid;
    if (mediaMs >= (cells.length * durationMs) / cellCount) {
      const cell = await cellOf(raw, rotation, cells[0]);
      while (mediaMs >= (cells.length * durationMs) / cellCount && cells.length < cellCount) cells.push(cell);
    }
    onProgress(Math.min(mediaMs, durationMs), durationMs);
  }
  const last = cells.at(-1);
  if (last === undefined) throw new Refusal('MEDIA_UNREADABLE', 'no frame could be decoded');
  while (cells.length < cellCount) cells.push(last);
  return { candidates, filmstrip: await filmstripOf(cells), frameCount: cells.length };
}

/** Frames all over the file, ascending. Those that cannot be decoded are left out. */
async function* samples(footage: Footage, durationMs: number): AsyncGenerator<TimedFrame, void, undefined> {
  const isDense = durationMs <= SHORT_MS && !(await hasManyKeyFrames(footage));
  if (isDense) yield* allFrames(footage, Math.max(LEAST_STEP_MS, durationMs / MOST_SAMPLES));
  else yield* keyFrames(footage, durationMs);
}

async function hasManyKeyFrames({ video }: Footage): Promise<boolean> {
  if (video === null) return false;
  const sink = new EncodedPacketSink(video);
  let packet = await sink.getFirstKeyPacket({ metadataOnly: true });
  for (let count = 1; count < FEW_KEY_FRAMES; count += 1) {
    if (packet === null) return false;
    packet = await sink.getNextKeyPacket(packet, { metadataOnly: true });
  }
  return packet !== null;
}

async function* allFrames(footage: Footage, stepMs: number): AsyncGenerator<TimedFrame, void, undefined> {
  const { video } = footage;
  if (video === null) return;
  const sink = new EncodedPacketSink(video);
  const first = await sink.getFirstKeyPacket();
  if (first === null) return;
  const colours = await video.getColorSpace();
  const ready: Promise<TimedFrame>[] = [];
  let nextMs = Number.NEGATIVE_INFINITY;
  const decoder = await createFrameDecoder(video, (frame, timestampUs) => {
    if (timestampUs / 1000 < nextMs) return frame.close();
    nextMs = timestampUs / 1000 + stepMs;
    const timed = rawFrameOf(frame, colours).then((raw) => ({ raw, timestampUs }));
    ready.push(timed.finally(() => frame.close()));
  });
  try {
    for await (const packet of sink.packets(first)) {
      if (packet.microsecondTimestamp >= first.microsecondTimestamp) await decoder.feed(packet);
      while (ready.length > 0) yield (await ready.shift()) as TimedFrame;
      if (decoder.error !== undefined) break;
    }
    await decoder.drain();
    while (ready.length > 0) yield (await ready.shift()) as TimedFrame;
  } finally {
    decoder.close();
  }
}

async function* keyFrames(footage: Footage, durationMs: number): AsyncGenerator<TimedFrame, void, undefined> {
  let lastUs = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < MOST_SAMPLES; index += 1) {
    const frame = await keyFrameBefore(footage, (index * durationMs) / (MOST_SAMPLES - 1), lastUs);
    if (frame === undefined) continue;
    lastUs = frame.timestampUs;
    yield frame;
  }
}

/** The key frame at or before this time, decoded alone; undefined when it is not after `afterUs` or cannot be decoded. */
export async function keyFrameBefore(
  footage: Footage,
  mediaMs: number,
  afterUs = Number.NEGATIVE_INFINITY,
): Promise<TimedFrame | undefined> {
  const near = await footage.near(mediaMs);
  const { video } = footage;
  const track = near.video ?? video;
  if (video === null || track === null) return undefined;
  let frames: Promise<TimedFrame>[] = [];
  try {
    const sink = new EncodedPacketSink(track);
    const packet = (await sink.getKeyPacket(mediaMs / 1000)) ?? (await sink.getFirstKeyPacket());
    if (packet === null || packet.microsecondTimestamp <= afterUs) return undefined;
    const colours = await video.getColorSpace();
    const decoder = await createFrameDecoder(video, (frame, timestampUs) => {
      const timed = rawFrameOf(frame, colours).then((raw) => ({ raw, timestampUs }));
      frames = [...frames, timed.finally(() => frame.close())];
    });
    await decoder.feed(packet);
    await decoder.drain();
    decoder.close();
    return (await Promise.all(frames))[0];
  } finally {
    if (near !== footage && near.input !== footage.input) near.input.dispose();
  }
}

/** Mean brightness of a grid laid over the picture. */
function gridOf(frame: RawFrame): Uint8Array {
  const brightness = brightnessOf(frame);
  const { widthPx, heightPx } = frame;
  const grid = new Uint8Array(GRID_WIDTH * GRID_HEIGHT);
  for (let row = 0; row < GRID_HEIGHT; row += 1) {
    for (let column = 0; column < GRID_WIDTH; column += 1) {
      let sum = 0;
      for (const part of [0, 1, 2, 3]) {
        const x = Math.floor(((column + (part & 1 ? 0.75 : 0.25)) * widthPx) / GRID_WIDTH);
        const y = Math.floor(((row + (part & 2 ? 0.75 : 0.25)) * heightPx) / GRID_HEIGHT);
        sum += brightness(x, y);
      }
      grid[row * GRID_WIDTH + column] = sum >> 2;
    }
  }
  return grid;
}

/** Share of the picture that looks different. */
function changeBetween(before: Uint8Array, now: Uint8Array): number {
  let changed = 0;
  for (const [at, value] of now.entries())
    if (Math.abs(value - (before[at] ?? 0)) >= CHANGED_FROM) changed += 1;
  return changed / now.length;
}

/** Whether there is something to be seen: a picture of one brightness says nothing about a file. */
export function isFlat(frame: RawFrame): boolean {
  const grid = gridOf(frame);
  const mean = grid.reduce((sum, value) => sum + value, 0) / grid.length;
  const variance = grid.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grid.length;
  return variance < 64;
}

interface Cell {
  readonly data: Buffer;
  readonly widthPx: number;
}

async function cellOf(frame: RawFrame, rotation: number, first: Cell | undefined): Promise<Cell> {
  const size = first === undefined ? {} : { width: first.widthPx };
  const upright = await picture(frame, rotation).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = upright.info;
  const natural = Math.max(1, Math.round((width * FILMSTRIP_HEIGHT_PX) / height));
  const { data, info } = await sharp(upright.data, { raw: { width, height, channels: 3 } })
    .resize({
      width: Math.min(natural, MOST_CELL_WIDTH_PX),
      height: FILMSTRIP_HEIGHT_PX,
      fit: 'contain',
      background: '#000000',
      ...size,
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, widthPx: info.width };
}

async function filmstripOf(cells: readonly Cell[]): Promise<Uint8Array> {
  const widthPx = cells[0]?.widthPx ?? 1;
  return await sharp({
    create: {
      width: widthPx * cells.length,
      height: FILMSTRIP_HEIGHT_PX,
      channels: 3,
      background: '#000000',
    },
  })
    .composite(
      cells.map(({ data }, index) => ({
        input: data,
        raw: { width: widthPx, height: FILMSTRIP_HEIGHT_PX, channels: 3 as const },
        left: index * widthPx,
        top: 0,
      })),
    )
    .webp({ quality: 75, effort: 2 })
    .toBuffer();
}
