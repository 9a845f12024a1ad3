import { type Crop, createCropping } from './crop.ts';
import type { FrameCounts } from './frame-count.ts';
import { readTrack, writableTrack } from './insertable-streams.ts';
import { untouched } from './sound.ts';

/** What main lets this page share. */
export interface Share {
  readonly picture: MediaStreamTrack;
  /** The system's sound, where it was asked for and came. */
  readonly systemSound: MediaStreamTrack | undefined;
}

/** Above every screen: without a wish for a size Chromium scales to its own idea of one. */
const NATIVE_PX = 16_384;

/** Takes what main has chosen, at its own size; rejects with the browser's DOMException. */
export async function share(framesPerSecond: number, isSystemSoundOn: boolean): Promise<Share> {
  const video: MediaTrackConstraints & { readonly cursor: 'always' } = {
    frameRate: { ideal: framesPerSecond, max: framesPerSecond },
    width: { ideal: NATIVE_PX },
    height: { ideal: NATIVE_PX },
    cursor: 'always',
  };
  const stream = await navigator.mediaDevices.getDisplayMedia({
    video,
    audio: isSystemSoundOn ? untouched : false,
  });
  const [picture] = stream.getVideoTracks();
  if (picture === undefined) throw new DOMException('no picture came with the share', 'NotFoundError');
  return { picture, systemSound: stream.getAudioTracks()[0] };
}

/** The picture as it is recorded. */
export interface Picture {
  readonly track: MediaStreamTrack;
  /** Of the newest frame; undefined before the first. */
  size(): { readonly widthPx: number; readonly heightPx: number } | undefined;
}

/** The shared picture, or the part of it that `crop` says. */
export function pictureOf(shared: MediaStreamTrack, crop: Crop | null): Picture {
  if (crop === null) return { track: shared, size: () => settledSize(shared) };
  let size: ReturnType<Picture['size']>;
  const cropping = createCropping(crop);
  const track = changeFrames(shared, (frame) => {
    const area = cropping({ width: frame.codedWidth, height: frame.codedHeight });
    if (area === undefined) return undefined;
    size = { widthPx: area.width, heightPx: area.height };
    return new VideoFrame(frame, { visibleRect: area, timestamp: frame.timestamp });
  });
  return { track, size: () => size };
}

/** Frames that may wait for a busy page; each holds a picture of the screen. */
const MAX_WAITING_FRAMES = 2;

/** A track whose frames are those of `track` after `change`; a frame it answers with undefined is left out. */
function changeFrames(
  track: MediaStreamTrack,
  change: (frame: VideoFrame) => VideoFrame | undefined,
): MediaStreamTrack {
  const changed = writableTrack<VideoFrame>('video');
  const changing = new TransformStream<VideoFrame, VideoFrame>({
    transform: (frame, controller) => {
      // Frames are few: one that is not closed stops the capture.
      try {
        const made = change(frame);
        if (made !== undefined) controller.enqueue(made);
      } finally {
        frame.close();
      }
    },
  });
  // The source's end is told by its own track; a change that threw must not look like a picture that stands still.
  readTrack<VideoFrame>(track, MAX_WAITING_FRAMES)
    .pipeThrough(changing)
    .pipeTo(changed.writable)
    .catch(() => changed.stop());
  return changed;
}

function settledSize(track: MediaStreamTrack): ReturnType<Picture['size']> {
  const { width, height } = track.getSettings();
  return width && height ? { widthPx: width, heightPx: height } : undefined;
}

interface TrackStats {
  readonly deliveredFrames: number;
  readonly discardedFrames: number;
  readonly totalFrames: number;
}

/**
 * Frames the screen gave so far, and those that were lost on the way; frames left out to keep the frame rate are neither.
 * Null where the browser does not count.
 */
export function framesOf(track: MediaStreamTrack): FrameCounts | null {
  const { stats } = track as MediaStreamTrack & { readonly stats?: TrackStats };
  if (stats === undefined) return null;
  const { deliveredFrames, discardedFrames, totalFrames } = stats;
  return {
    deliveredCount: deliveredFrames,
    droppedCount: Math.max(0, totalFrames - deliveredFrames - discardedFrames),
  };
}
