/**
 * The whole millisecond that names a frame: at or after its presentation time, so that "the frame at or before" finds
 * this one and not the one before. Times are floating point; a ten-thousandth of a millisecond is forgiven.
 */
export function mediaMsOfFrame(seconds: number): number {
  return Math.max(0, Math.ceil(seconds * 1000 - 0.0001));
}

/** A frame that is on screen answers well within this; where pictures are not drawn at all, nothing ever does. */
const FRAME_WAIT_MS = 400;

/** Moves to `seconds` and resolves with the presentation time of the frame that is shown then. */
export function showFrameAt(video: HTMLVideoElement, seconds: number): Promise<number> {
  return new Promise((resolve) => {
    let frame: number | undefined;
    let hasSought = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = () => {
      clearTimeout(timer);
      video.cancelVideoFrameCallback(request);
      resolve(frame ?? video.currentTime);
    };
    const onFrame: VideoFrameRequestCallback = (_, { mediaTime }) => {
      frame = mediaTime;
      if (hasSought) finish();
      else request = video.requestVideoFrameCallback(onFrame);
    };
    let request = video.requestVideoFrameCallback(onFrame);
    const onSought = () => {
      hasSought = true;
      if (frame !== undefined) finish();
      else timer = setTimeout(finish, FRAME_WAIT_MS);
    };
    video.addEventListener('seeked', onSought, { once: true });
    video.currentTime = seconds;
  });
}

/** Screens that stand still are recorded with few frames: so many frame times are tried before giving up. */
const MAX_TRIES = 120;
/** Less than any distance between two frames. */
const JUST_BEFORE_SECONDS = 0.0005;

/**
 * Shows the frame after (1) or before (-1) the one shown at `shownSeconds` and resolves with its presentation time.
 * Backwards is exact for any file: the moment just before a frame belongs to the one before it. Forwards aims at the
 * middle of the next frame and goes on where a frame stands longer; exact while frames are `frameSeconds` apart or more.
 */
export async function stepFrame(
  video: HTMLVideoElement,
  direction: 1 | -1,
  shownSeconds: number,
  frameSeconds: number,
): Promise<number> {
  if (direction === -1) return showFrameAt(video, Math.max(0, shownSeconds - JUST_BEFORE_SECONDS));
  let aim = shownSeconds + 1.5 * frameSeconds;
  for (let tries = 0; tries < MAX_TRIES && aim < video.duration + frameSeconds; tries += 1) {
    const landed = await showFrameAt(video, Math.min(aim, video.duration));
    if (landed > shownSeconds + JUST_BEFORE_SECONDS) return landed;
    aim += frameSeconds;
  }
  return shownSeconds;
}
