import type { SoundLevels } from '../../core/contract/index.ts';
import type { NoticeCode } from '../../core/recording/index.ts';

/** Quieter than this nobody would hear: −60 dB. */
const SILENCE_LEVEL = 0.001;
const SILENT_AFTER_MS = 10_000;
const STALLED_AFTER_MS = 5000;
const DROPPED_SHARE = 0.01;
const DROPPED_AT_LEAST = 15;
const DROPPED_AGAIN_AFTER_MS = 60_000;

export interface FrameCounts {
  readonly deliveredCount: number;
  readonly droppedCount: number;
}

/** Looks at what a source says of itself. Times are milliseconds of the monotonic clock. */
export interface SourceWatch {
  /** How long nothing was heard. */
  silentForMs(nowMs: number): number;
  sawLevels(levels: SoundLevels, nowMs: number): void;
  sawFrames(frames: FrameCounts, nowMs: number): void;
  sawSize(widthPx: number, heightPx: number): void;
  sawBytes(nowMs: number): void;
  /** Frames are expected from now on, or no more. */
  rolling(isRolling: boolean, nowMs: number): void;
  /** To be called about once a second. */
  look(nowMs: number): void;
}

/** A {@link SourceWatch}; `hasSound` when silence is worth telling. */
export function createSourceWatch(
  hasSound: boolean,
  startMs: number,
  notice: (code: NoticeCode, detail: string) => void,
): SourceWatch {
  let heardAtMs = startMs;
  let isSilenceTold = false;
  let bytesAtMs = startMs;
  let isRolling = true;
  let isStallTold = false;
  const drops = createDropWatch(notice);
  const size = createSizeWatch(notice);
  const silentForMs = (nowMs: number) => (hasSound && isRolling ? Math.max(0, nowMs - heardAtMs) : 0);
  return {
    silentForMs,
    sawLevels: ({ microphone, system }, nowMs) => {
      if (Math.max(microphone ?? 0, system ?? 0) < SILENCE_LEVEL) return;
      heardAtMs = nowMs;
      isSilenceTold = false;
    },
    sawFrames: drops,
    sawSize: size,
    sawBytes: (nowMs) => {
      bytesAtMs = nowMs;
      isStallTold = false;
    },
    rolling: (rolls, nowMs) => {
      isRolling = rolls;
      bytesAtMs = nowMs;
      heardAtMs = nowMs;
    },
    look: (nowMs) => {
      if (!isSilenceTold && silentForMs(nowMs) >= SILENT_AFTER_MS) {
        isSilenceTold = true;
        notice('sound-silent', `${SILENT_AFTER_MS / 1000} s`);
      }
      if (isRolling && !isStallTold && nowMs - bytesAtMs >= STALLED_AFTER_MS) {
        isStallTold = true;
        notice('encoder-stalled', `${STALLED_AFTER_MS / 1000} s`);
      }
    },
  };
}

function createDropWatch(notice: (code: NoticeCode, detail: string) => void) {
  let told: FrameCounts = { deliveredCount: 0, droppedCount: 0 };
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (frames: FrameCounts, nowMs: number) => {
    const dropped = frames.droppedCount - told.droppedCount;
    const all = dropped + frames.deliveredCount - told.deliveredCount;
    if (dropped < DROPPED_AT_LEAST || dropped < all * DROPPED_SHARE) return;
    if (nowMs - toldAtMs < DROPPED_AGAIN_AFTER_MS) return;
    notice('frames-dropped', `${dropped} / ${all}`);
    told = frames;
    toldAtMs = nowMs;
  };
}

function createSizeWatch(notice: (code: NoticeCode, detail: string) => void) {
  let known: string | undefined;
  return (widthPx: number, heightPx: number) => {
    if (widthPx === 0 || heightPx === 0) return;
    const size = `${widthPx}×${heightPx}`;
    if (known !== undefined && known !== size) notice('display-changed', `${known} → ${size}`);
    known = size;
  };
}
