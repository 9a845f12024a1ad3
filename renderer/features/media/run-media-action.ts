import type { Mark } from '../../../core/recording/index.ts';
import type { MediaAction } from './media-keys.ts';
import type { Stretch } from './stretch.ts';
import { type Player, RATES } from './use-player.ts';

const NUDGE_MS = 5000;
const FAR_NUDGE_MS = 10_000;
const VOLUME_STEP = 0.1;
/** "The mark before" right after a mark means the one before that. */
const JUST_PASSED_MS = 700;

export interface MediaActions {
  readonly player: Player;
  readonly marks: readonly Mark[];
  readonly clip: Stretch;
  readonly canSeal: boolean;
  seal(mediaMs: number): void;
  setClip(clip: Stretch): void;
  toggleTall(): void;
  turn(step: 1 | -1): void;
}

/** Does what a key or a button asks for. */
export function runMediaAction(action: MediaAction, on: MediaActions): void {
  const { player, clip } = on;
  const { mediaMs } = player.state;
  const actions: Readonly<Record<MediaAction, () => void>> = {
    toggle: player.toggle,
    back: () => player.nudge(-NUDGE_MS),
    forward: () => player.nudge(NUDGE_MS),
    'far-back': () => player.nudge(-FAR_NUDGE_MS),
    'far-forward': () => player.nudge(FAR_NUDGE_MS),
    'previous-frame': () => player.step(-1),
    'next-frame': () => player.step(1),
    'previous-mark': () => {
      player.seek(on.marks.findLast((mark) => mark.mediaMs < mediaMs - JUST_PASSED_MS)?.mediaMs ?? 0);
    },
    'next-mark': () => {
      const next = on.marks.find((mark) => mark.mediaMs > mediaMs);
      if (next !== undefined) player.seek(next.mediaMs);
    },
    start: () => player.seek(0),
    end: () => player.seek(Number.POSITIVE_INFINITY),
    slower: () => player.setRate((rate) => nextRate(rate, -1)),
    faster: () => player.setRate((rate) => nextRate(rate, 1)),
    louder: () => player.setVolume((volume) => volume + VOLUME_STEP),
    quieter: () => player.setVolume((volume) => volume - VOLUME_STEP),
    mute: player.toggleMute,
    seal: () => {
      if (on.canSeal) on.seal(player.shownFrameMs());
    },
    tall: on.toggleTall,
    'trim-from': () => on.setClip({ ...clip, fromMs: Math.round(mediaMs) }),
    'trim-to': () => on.setClip({ ...clip, toMs: Math.round(mediaMs) }),
    'previous-item': () => on.turn(-1),
    'next-item': () => on.turn(1),
  };
  actions[action]();
}

/** The speed before or after one; the first and the last stay. */
export function nextRate(rate: number, step: 1 | -1): number {
  return step === 1
    ? (RATES.find((other) => other > rate) ?? rate)
    : (RATES.findLast((other) => other < rate) ?? rate);
}
