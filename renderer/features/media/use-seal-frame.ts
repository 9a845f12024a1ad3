import { useCallback, useRef, useState } from 'react';
import type { Item } from '../../../core/evidence/index.ts';
import { client } from '../../client.ts';
import { useReport } from '../../ui/index.ts';

/** Sealing frames of one item, one at a time. */
export interface SealFrame {
  readonly isBusy: boolean;
  /** The picture sealed last. */
  readonly sealed: Item | undefined;
  seal(mediaMs: number): void;
  dismiss(): void;
}

/** Seals frames of an item as evidence; a failure is reported, a success stays in `sealed`. */
export function useSealFrame(itemId: string): SealFrame {
  const report = useReport();
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [sealed, setSealed] = useState<Item>();
  const seal = useCallback(
    (mediaMs: number) => {
      // A key held down must not seal the same frame twice.
      if (isRunning.current) return;
      isRunning.current = true;
      setBusy(true);
      void report
        .settled(client().media.sealFrame({ itemId, mediaMs }))
        .then((done) => {
          if (done !== undefined) setSealed(done.value.item);
        })
        .finally(() => {
          isRunning.current = false;
          setBusy(false);
        });
    },
    [itemId, report],
  );
  return { isBusy, sealed, seal, dismiss: () => setSealed(undefined) };
}
