import { SearchOutlined } from '@ant-design/icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Input } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Cue } from '../../../core/transcripts/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatDuration, UntrustedText } from '../../ui/index.ts';
import { currentCueIndex } from './cues.ts';

interface CueListProps {
  readonly cues: readonly Cue[];
  readonly mediaMs: number;
  /** What else can be done with the transcript. */
  readonly children: ReactNode;
  onSeek(mediaMs: number): void;
}

/** The lines of a transcript: the one being said stands out and stays in view, a click goes to its place. */
export function CueList({ cues, mediaMs, children, onSeek }: CueListProps) {
  const texts = useTexts();
  const [search, setSearch] = useState('');
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    const numbered = cues.map((cue, index) => ({ cue, index }));
    return wanted === '' ? numbered : numbered.filter(({ cue }) => cue.text.toLowerCase().includes(wanted));
  }, [cues, search]);
  const current = currentCueIndex(cues, mediaMs);
  return (
    <>
      <div className="row row-wrap">
        <Input
          allowClear
          size="small"
          prefix={<SearchOutlined />}
          style={{ width: 220 }}
          value={search}
          placeholder={texts.media.transcript.search}
          aria-label={texts.media.transcript.search}
          data-testid="media-transcript-search"
          onChange={(event) => setSearch(event.target.value)}
          onPressEnter={() => {
            const startMs = shown.find(({ cue }) => cue.startMs !== null)?.cue.startMs;
            if (search !== '' && typeof startMs === 'number') onSeek(startMs);
          }}
        />
        <span className="secondary grow" aria-live="polite">
          {search.trim() !== '' && texts.media.transcript.found(shown.length)}
        </span>
        {children}
      </div>
      <Cues cues={shown} current={current} onSeek={onSeek} />
    </>
  );
}

interface NumberedCue {
  readonly cue: Cue;
  readonly index: number;
}

const LINE_PX = 30;

function Cues(props: { cues: readonly NumberedCue[]; current: number; onSeek: (mediaMs: number) => void }) {
  const { cues, current } = props;
  const texts = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: cues.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 8,
  });
  const at = cues.findIndex(({ index }) => index === current);
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' });
  }, [at, virtualizer]);
  return (
    <div ref={scroller} className="cue-scroller" data-scrolls="">
      {/* biome-ignore lint/a11y/useSemanticElements: only the visible lines are in the page, so that each says its number */}
      <div
        role="list"
        aria-label={texts.media.transcript.list}
        style={{ height: virtualizer.getTotalSize(), position: 'relative' }}
        data-testid="media-cues"
      >
        {virtualizer.getVirtualItems().map((row) => {
          const numbered = cues[row.index];
          if (numbered === undefined) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={row.key}
              ref={virtualizer.measureElement}
              role="listitem"
              aria-setsize={cues.length}
              aria-posinset={row.index + 1}
              data-index={row.index}
              className="cue-row"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <CueLine {...numbered} isCurrent={numbered.index === current} onSeek={props.onSeek} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function CueLine(props: NumberedCue & { isCurrent: boolean; onSeek: (mediaMs: number) => void }) {
  const { cue, isCurrent } = props;
  const texts = useTexts();
  const { startMs } = cue;
  return (
    <button
      type="button"
      className={isCurrent ? 'cue is-current' : 'cue'}
      aria-current={isCurrent ? 'true' : undefined}
      disabled={startMs === null}
      data-testid={`media-cue-${props.index}`}
      onClick={() => {
        if (startMs !== null) props.onSeek(startMs);
      }}
    >
      <span className="figures code tertiary">
        {startMs === null ? texts.media.transcript.noTime : formatDuration(startMs)}
      </span>
      <UntrustedText text={cue.text} isMultiline />
    </button>
  );
}
