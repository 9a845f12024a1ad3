import { type RefObject, useEffect, useRef } from 'react';
import { isForControl, type MediaAction, mediaActionOf } from './media-keys.ts';

/**
 * Runs the player's keys wherever the focus is in the window that shows it. They come before that window's own: there
 * arrows turn pages and Space closes, here they seek and play. Keys that the player does not know go on.
 */
export function useMediaKeys(
  root: RefObject<HTMLElement | null>,
  isTrimming: boolean,
  run: (action: MediaAction) => void,
): void {
  const newest = useRef({ isTrimming, run });
  newest.current = { isTrimming, run };
  useEffect(() => {
    const frame = root.current?.closest<HTMLElement>('[role="dialog"]') ?? root.current;
    if (frame === null) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (isForControl(event)) return;
      const action = mediaActionOf(event, newest.current.isTrimming);
      if (action === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      newest.current.run(action);
    };
    // While capturing: the window's own listener sits further out and would only come later.
    frame.addEventListener('keydown', listen, true);
    return () => frame.removeEventListener('keydown', listen, true);
  }, [root]);
}
