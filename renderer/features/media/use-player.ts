import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { mediaMsOfFrame, stepFrame } from './frames.ts';

/** Why a file does not play: its format is not known here, or its bytes did not come. */
export type PlaybackProblem = 'format' | 'reading';

export interface PlayerState {
  readonly isReady: boolean;
  readonly problem: PlaybackProblem | undefined;
  readonly isPlaying: boolean;
  /** Where the file stands; after a step, the time of the frame itself. */
  readonly mediaMs: number;
  /** Undefined until it is known. */
  readonly durationMs: number | undefined;
  readonly rate: number;
  readonly volume: number;
  readonly isMuted: boolean;
  /** False for a video of which only the sound can be played. */
  readonly hasPicture: boolean;
}

/** A value, or what is made of the element's own: what was shown last may be two keys behind. */
type Setting = number | ((current: number) => number);

function settingOf(setting: Setting, current: number): number {
  return typeof setting === 'number' ? setting : setting(current);
}

/** A player of one file and what can be done with it. Times are milliseconds of the file's own time. */
export interface Player {
  readonly state: PlayerState;
  /** For the `ref` of the media element. */
  attach(element: HTMLMediaElement | null): void;
  toggle(): void;
  pause(): void;
  seek(mediaMs: number): void;
  nudge(byMs: number): void;
  step(direction: 1 | -1): void;
  setRate(rate: Setting): void;
  /** 0…1; ends muting. */
  setVolume(volume: Setting): void;
  toggleMute(): void;
  /** The frame on screen as a time that names it and no other. */
  shownFrameMs(): number;
}

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

const opening: PlayerState = {
  isReady: false,
  problem: undefined,
  isPlaying: false,
  mediaMs: 0,
  durationMs: undefined,
  rate: 1,
  volume: 1,
  isMuted: false,
  hasPicture: true,
};

const EVENTS = [
  'loadedmetadata',
  'durationchange',
  'play',
  'pause',
  'ended',
  'timeupdate',
  'seeking',
  'seeked',
  'ratechange',
  'volumechange',
  'error',
] as const;
const PLAYING_READ_MS = 100;
/** Where a file does not say, and the recorder's usual. */
const ASSUMED_FRAMES_PER_SECOND = 15;

interface Known {
  /** As main read it from the file: what clips and frames are cut by. */
  readonly durationMs: number | undefined;
  /** Where neither main nor the element can tell. */
  readonly assumedDurationMs: number | undefined;
  readonly framesPerSecond: number | undefined;
  readonly isVideo: boolean;
}

/** Plays whatever element is attached. `known` fills in what the element cannot tell. */
export function usePlayer(known: Known): Player {
  const [element, attach] = useState<HTMLMediaElement | null>(null);
  const newestKnown = useRef(known);
  newestKnown.current = known;
  const [state, setState] = useState(opening);
  const place = useRef<Place>({ steppedMs: undefined, isStepping: false });
  const shown = useShownFrame(element);
  const lastMs = useRef(0);

  const read = useCallback(() => {
    if (element !== null) setState(stateOf(element, newestKnown.current, place.current.steppedMs));
  }, [element]);
  useEffect(() => {
    if (element === null) return undefined;
    read();
    // A copy that takes the original's place goes on where that one was.
    const resumeAt = lastMs.current / 1000;
    const resume = () => {
      if (resumeAt > 0) element.currentTime = resumeAt;
    };
    element.addEventListener('loadedmetadata', resume, { once: true });
    for (const name of EVENTS) element.addEventListener(name, read);
    return () => {
      lastMs.current = element.currentTime * 1000;
      element.removeEventListener('loadedmetadata', resume);
      for (const name of EVENTS) element.removeEventListener(name, read);
    };
  }, [element, read]);
  useEffect(() => {
    if (!state.isPlaying) return undefined;
    const timer = setInterval(read, PLAYING_READ_MS);
    return () => clearInterval(timer);
  }, [state.isPlaying, read]);

  const commands = useMemo(
    () => commandsOf(element, newestKnown, place.current, shown, read),
    [element, shown, read],
  );
  return { state: element === null ? opening : state, attach, ...commands };
}

interface Place {
  /** Set while the frame on screen was reached by a step. */
  steppedMs: number | undefined;
  isStepping: boolean;
}

/** Presentation time in seconds of the frame on screen; stays current while the element plays and seeks. */
function useShownFrame(element: HTMLMediaElement | null): { seconds: number | undefined } {
  const [shown] = useState<{ seconds: number | undefined }>({ seconds: undefined });
  useEffect(() => {
    if (!(element instanceof HTMLVideoElement)) return undefined;
    shown.seconds = undefined;
    const onFrame: VideoFrameRequestCallback = (_, { mediaTime }) => {
      shown.seconds = mediaTime;
      request = element.requestVideoFrameCallback(onFrame);
    };
    let request = element.requestVideoFrameCallback(onFrame);
    return () => element.cancelVideoFrameCallback(request);
  }, [element, shown]);
  return shown;
}

function stateOf(element: HTMLMediaElement, known: Known, steppedMs: number | undefined): PlayerState {
  const { error } = element;
  const isReady = element.readyState >= HTMLMediaElement.HAVE_METADATA;
  const elementMs = Number.isFinite(element.duration) ? Math.round(element.duration * 1000) : undefined;
  const durationMs = known.durationMs ?? elementMs ?? known.assumedDurationMs;
  const mediaMs = steppedMs ?? Math.round(element.currentTime * 1000);
  return {
    isReady,
    problem: error === null ? undefined : problemOf(error),
    isPlaying: !element.paused && !element.ended,
    mediaMs: Math.min(mediaMs, durationMs ?? mediaMs),
    durationMs,
    rate: element.playbackRate,
    volume: element.volume,
    isMuted: element.muted,
    hasPicture:
      !known.isVideo || !isReady || !(element instanceof HTMLVideoElement) || element.videoWidth > 0,
  };
}

function problemOf({ code }: MediaError): PlaybackProblem {
  return code === MediaError.MEDIA_ERR_NETWORK || code === MediaError.MEDIA_ERR_ABORTED
    ? 'reading'
    : 'format';
}

function commandsOf(
  element: HTMLMediaElement | null,
  known: { readonly current: Known },
  place: Place,
  shown: { readonly seconds: number | undefined },
  read: () => void,
): Omit<Player, 'state' | 'attach'> {
  const seek = (mediaMs: number) => {
    if (element === null) return;
    place.steppedMs = undefined;
    const endMs = Number.isFinite(element.duration)
      ? element.duration * 1000
      : (known.current.durationMs ?? known.current.assumedDurationMs ?? 0);
    element.currentTime = Math.min(endMs, Math.max(0, mediaMs)) / 1000;
    read();
  };
  const nowMs = () => place.steppedMs ?? (element?.currentTime ?? 0) * 1000;
  return {
    seek,
    nudge: (byMs) => seek(nowMs() + byMs),
    toggle: () => toggle(element, place),
    pause: () => element?.pause(),
    step: (direction) => void step(element, direction, known.current, place, shown, read),
    setRate: (rate) => {
      if (element !== null) element.playbackRate = settingOf(rate, element.playbackRate);
    },
    setVolume: (volume) => {
      if (element === null) return;
      element.volume = Math.min(1, Math.max(0, settingOf(volume, element.volume)));
      element.muted = false;
    },
    toggleMute: () => {
      if (element !== null) element.muted = !element.muted;
    },
    shownFrameMs: () => (shown.seconds === undefined ? Math.floor(nowMs()) : mediaMsOfFrame(shown.seconds)),
  };
}

function toggle(element: HTMLMediaElement | null, place: Place): void {
  if (element === null) return;
  place.steppedMs = undefined;
  if (!element.paused) {
    element.pause();
    return;
  }
  // Refused when the file cannot be played or was closed meanwhile: the element's `error` event tells that.
  void element.play().catch((reason: unknown) => {
    if (!(reason instanceof DOMException)) throw reason;
  });
}

async function step(
  element: HTMLMediaElement | null,
  direction: 1 | -1,
  known: Known,
  place: Place,
  shown: { readonly seconds: number | undefined },
  read: () => void,
): Promise<void> {
  // A key held down asks faster than frames come; what is asked meanwhile is dropped.
  if (!(element instanceof HTMLVideoElement) || place.isStepping) return;
  place.isStepping = true;
  element.pause();
  const from = shown.seconds ?? element.currentTime;
  const landed = await stepFrame(
    element,
    direction,
    from,
    1 / (known.framesPerSecond ?? ASSUMED_FRAMES_PER_SECOND),
  );
  place.steppedMs = mediaMsOfFrame(landed);
  place.isStepping = false;
  read();
}
