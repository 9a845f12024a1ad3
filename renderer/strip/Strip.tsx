import { useLayoutEffect, useRef } from 'react';
import { notBeforeText } from '../../core/surroundings/index.ts';
import { useSession } from '../hooks/use-session.tsx';
import { useTexts } from '../locales/index.ts';
import { UntrustedText } from '../ui/UntrustedText.tsx';
import { fittingSizePx } from './fitting-size.ts';

/** So many characters of the session's id are enough to find it in the ledger, and leave room for the value. */
const SHOWN_OF_ID = 12;

/**
 * The not-before strip as it stands in a capture: black on white whatever the theme, one line, as large as the window allows.
 * It knows no settings, so it is in the language of the papers.
 */
export function Strip() {
  const { strip: words } = useTexts().session;
  const { session } = useSession();
  const line = useRef<HTMLElement>(null);
  const text = session?.notBefore == null ? null : notBeforeText(session.notBefore);
  useFittingText(line, `${text} ${session?.sessionId}`);
  return (
    <main ref={line} className="strip" aria-label={words.label} data-testid="strip">
      <span className="strip-line">
        <strong>{words.brand}</strong>
        <span className="strip-dot">·</span>
        {text === null ? (
          words.empty
        ) : (
          <>
            {words.notBefore}{' '}
            <span className="strip-value" data-testid="strip-value">
              <UntrustedText text={text} />
            </span>
          </>
        )}
        {session !== null && (
          <>
            <span className="strip-dot">·</span>
            {words.session}{' '}
            <span className="strip-value" data-testid="strip-session">
              {session.sessionId.slice(0, SHOWN_OF_ID)}
            </span>
          </>
        )}
      </span>
    </main>
  );
}

/** Makes the line as large as fits, and once more whenever the window or the text changes. */
function useFittingText(frame: React.RefObject<HTMLElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another width
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const set = (sizePx: number, isWrapped: boolean) => {
      element.style.fontSize = `${sizePx}px`;
      element.classList.toggle('is-wrapped', isWrapped);
      return element.firstElementChild ?? element;
    };
    const resize = () => {
      const { sizePx, isOneLine } = fittingSizePx(element.clientWidth, element.clientHeight, {
        lineWidthPx: (size) => set(size, false).scrollWidth,
        wrappedHeightPx: (size) => set(size, true).scrollHeight,
      });
      set(sizePx, !isOneLine);
    };
    resize();
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, text]);
}
