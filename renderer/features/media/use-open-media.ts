import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { MediaDescription, SoundPeaks } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { ok, type Result } from '../../../core/result.ts';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import type { Pictures } from './Filmstrip.tsx';
import { type ToolTab, tabsOf } from './media-tabs.ts';
import { type Recorded, recordedOf } from './recorded-time.ts';
import { runMediaAction } from './run-media-action.ts';
import type { Stretch } from './stretch.ts';
import { useMediaKeys } from './use-media-keys.ts';
import { type PlaybackProblem, type Player, usePlayer } from './use-player.ts';
import { type Preparation, usePrepared } from './use-prepared.ts';
import { type SealFrame, useSealFrame } from './use-seal-frame.ts';

/** Everything about the item that is open in the player, and what can be done with it. */
export interface OpenMedia {
  readonly item: Item;
  readonly media: MediaDescription;
  readonly recorded: Recorded | undefined;
  readonly pictures: Pictures | undefined;
  readonly peaks: SoundPeaks | undefined;
  readonly isReadingSound: boolean;
  readonly player: Player;
  readonly preparation: Preparation;
  readonly sealFrame: SealFrame;
  readonly durationMs: number;
  /** Set where the file does not play; a copy that is being made may still play. */
  readonly problem: PlaybackProblem | undefined;
  /** A frame or a clip can be made of an original only: of a clip it would name the wrong one. */
  readonly isOriginal: boolean;
  readonly tabs: readonly ToolTab[];
  readonly tab: ToolTab | undefined;
  readonly isTall: boolean;
  readonly clip: Stretch;
  readonly isTrimming: boolean;
  /** Differs for each element that must be made anew. */
  readonly turn: string;
  run(action: Parameters<typeof runMediaAction>[0]): void;
  retry(): void;
  toggleTall(): void;
  setTab(tab: ToolTab): void;
  setClip(clip: Stretch): void;
}

interface Opening {
  readonly item: Item;
  readonly media: MediaDescription;
  /** The part of the window in which the player's keys hold. */
  readonly root: RefObject<HTMLElement | null>;
  onPrepared(): void;
  onTurn(step: 1 | -1): void;
}

const never = [] as const;

/** Opens a described item. */
export function useOpenMedia({ item, media, root, onPrepared, onTurn }: Opening): OpenMedia {
  const recorded = useMemo(() => recordedOf(item), [item]);
  const player = usePlayer({
    durationMs: media.durationMs ?? undefined,
    assumedDurationMs: recorded?.facts.mediaDurationMs,
    framesPerSecond: recorded?.facts.source.framesPerSecond ?? media.video?.framesPerSecond ?? undefined,
    isVideo: media.kind === 'video',
  });
  const durationMs = player.state.durationMs ?? 0;
  const preparation = usePrepared(item.id, media, onPrepared);
  const sealFrame = useSealFrame(item.id);
  const { problem, turn, retry } = useProblem(media, player, preparation);
  const desk = useDesk(item, media, problem === undefined, durationMs);
  const isOriginal = item.source !== 'derivative';

  const run: OpenMedia['run'] = (action) =>
    runMediaAction(action, {
      player,
      marks: recorded?.facts.marks ?? [],
      clip: desk.clip,
      canSeal: media.kind === 'video' && isOriginal && player.state.isReady,
      seal: sealFrame.seal,
      setClip: desk.setClip,
      toggleTall: desk.toggleTall,
      turn: onTurn,
    });
  useMediaKeys(root, desk.isTrimming, run);
  return {
    item,
    media,
    recorded,
    pictures: useMemo(() => picturesOf(item.id, media, durationMs), [item.id, media, durationMs]),
    ...usePeaks(item.id, media.sound !== null),
    player,
    preparation,
    sealFrame,
    durationMs,
    problem,
    isOriginal,
    turn,
    run,
    retry,
    ...desk,
  };
}

/** What is open below or beside the picture, and the clip being chosen there. */
function useDesk(item: Item, media: MediaDescription, isPlayable: boolean, durationMs: number) {
  const [isTall, setTall] = useState(false);
  const [chosenClip, setClip] = useState<Stretch>();
  const [chosenTab, setTab] = useState<ToolTab>(media.kind === 'audio' ? 'transcript' : 'frames');
  const tabs = tabsOf(item, media, isPlayable);
  const tab = tabs.includes(chosenTab) ? chosenTab : tabs[0];
  return {
    tabs,
    tab,
    isTall,
    clip: chosenClip ?? { fromMs: 0, toMs: durationMs },
    isTrimming: tab === 'trim' && !isTall,
    toggleTall: () => setTall((last) => !last),
    setTab,
    setClip,
  };
}

/** Why it does not play. What failed is remembered: the element that said so is no longer shown then. */
function useProblem(media: MediaDescription, { state }: Player, preparation: Preparation) {
  const [retries, setRetries] = useState(0);
  const turn = `${media.playback} ${retries}`;
  const [failed, setFailed] = useState<{ readonly turn: string; readonly problem: PlaybackProblem }>();
  useEffect(() => {
    if (state.problem !== undefined) setFailed({ turn, problem: state.problem });
  }, [state.problem, turn]);
  const isCopyComing = media.playback === 'remux-needed' && preparation.state === 'running';
  const found = state.problem ?? (failed?.turn === turn ? failed.problem : undefined);
  const problem = media.playback === 'impossible' ? 'format' : isCopyComing ? undefined : found;
  return { problem, turn, retry: () => setRetries((last) => last + 1) };
}

function picturesOf(
  itemId: string,
  { video, filmstripFrameCount }: MediaDescription,
  durationMs: number,
): Pictures | undefined {
  if (video === null) return undefined;
  const aspect = video.widthPx > 0 && video.heightPx > 0 ? video.widthPx / video.heightPx : 16 / 9;
  return { itemId, count: filmstripFrameCount, aspect, durationMs };
}

function usePeaks(itemId: string, hasSound: boolean) {
  const { value, isLoading } = useQuery(
    `peaks ${itemId} ${hasSound}`,
    async (): Promise<Result<SoundPeaks | undefined, string>> =>
      hasSound ? client().media.getPeaks({ itemId }) : ok(undefined),
    never,
  );
  return { peaks: value, isReadingSound: hasSound && isLoading };
}
