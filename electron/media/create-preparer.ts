import type { Item } from '../../core/evidence/index.ts';
import type { Media } from './media.ts';

/** Prepares what was just recorded or imported, one after the other, without anybody waiting for it. */
export interface Preparer {
  /** Items that are no sound or video are passed over. */
  prepareSoon(item: Item): void;
  /** Stops what is being made; resolves when it has stopped. */
  close(): Promise<void>;
}

/** A {@link Preparer}. What cannot be made now is made when somebody opens the item, and its failure is said there. */
export function createPreparer(media: Pick<Media, 'prepare'>): Preparer {
  const controller = new AbortController();
  const { signal } = controller;
  let last: Promise<unknown> = Promise.resolve();
  return {
    prepareSoon: (item) => {
      last = last.then(() =>
        signal.aborted ? undefined : media.prepare(item, { signal, progress: () => undefined }),
      );
    },
    close: async () => {
      controller.abort();
      await last;
    },
  };
}
