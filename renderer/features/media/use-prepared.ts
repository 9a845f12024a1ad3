import { useCallback, useEffect, useRef } from 'react';
import type { MediaDescription } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { type SeenJob, useJob } from '../../hooks/index.ts';
import { useReport } from '../../ui/index.ts';

/** The copy for playing and the filmstrip, while they are made. */
export interface Preparation {
  readonly state: 'none' | 'running' | 'cancelled' | 'failed' | 'done';
  readonly progress: SeenJob | undefined;
  start(): void;
  cancel(): void;
}

/**
 * Has made what playing needs and is not there, once for each time the item is opened; `onDone` when it is. The original
 * plays meanwhile.
 */
export function usePrepared(itemId: string, media: MediaDescription, onDone: () => void): Preparation {
  const report = useReport();
  const { jobId, progress, remember } = useJob(`prepare ${itemId}`);
  const start = useCallback(async () => {
    const started = await report.settled(client().media.prepare({ itemId }));
    if (started !== undefined) remember(started.value.jobId);
  }, [report, itemId, remember]);

  const hasAsked = useRef(jobId !== undefined);
  const isWanted = isPreparationWanted(media);
  useEffect(() => {
    if (!isWanted || hasAsked.current) return;
    hasAsked.current = true;
    void start();
  }, [isWanted, start]);

  const state = jobId === undefined ? 'none' : (progress?.state ?? 'running');
  const newestOnDone = useRef(onDone);
  newestOnDone.current = onDone;
  useEffect(() => {
    if (state === 'done') newestOnDone.current();
  }, [state]);
  return {
    state,
    progress,
    start: () => void start(),
    cancel: () => {
      if (jobId !== undefined) void report.settled(client().jobs.cancel({ jobId }));
    },
  };
}

function isPreparationWanted({ playback, video, filmstripFrameCount }: MediaDescription): boolean {
  if (playback === 'impossible') return false;
  return playback === 'remux-needed' || (video !== null && filmstripFrameCount === 0);
}
