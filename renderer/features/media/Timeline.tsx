import { useMemo, useRef, useState } from 'react';
import type { SoundPeaks } from '../../../core/contract/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatDuration } from '../../ui/index.ts';
import { Filmstrip, type Pictures } from './Filmstrip.tsx';
import { type Hover, HoverPreview } from './HoverPreview.tsx';
import type { Recorded } from './recorded-time.ts';
import { SoundStrip } from './SoundStrip.tsx';
import {
  MAGNIFIED_FROM_MS,
  magnifiedSpanMs,
  magnifiedStretch,
  momentAt,
  type Stretch,
  shareOf,
} from './stretch.ts';
import { percent, TimeTrack } from './TimeTrack.tsx';
import { TrackMarks } from './TrackMarks.tsx';

interface TimelineProps {
  readonly mediaMs: number;
  readonly durationMs: number;
  readonly pictures: Pictures | undefined;
  readonly recorded: Recorded | undefined;
  readonly peaks: SoundPeaks | undefined;
  readonly isReadingSound: boolean;
  /** The clip being chosen. */
  readonly clip: Stretch | undefined;
  onSeek(mediaMs: number): void;
}

/** The whole file as a bar, with what is known along it; long files get a magnified bar around the playhead below. */
export function Timeline(props: TimelineProps) {
  const { durationMs } = props;
  const texts = useTexts();
  const whole = useMemo(() => ({ fromMs: 0, toMs: Math.max(1, durationMs) }), [durationMs]);
  const isLong = durationMs >= MAGNIFIED_FROM_MS;
  return (
    <div className="timeline">
      <TimelineBar {...props} stretch={whole} label={texts.media.position} testId="media-seek" isMain />
      {isLong && <MagnifiedBar {...props} />}
    </div>
  );
}

function MagnifiedBar(props: TimelineProps) {
  const { mediaMs, durationMs } = props;
  const texts = useTexts();
  const before = useRef<Stretch>(undefined);
  const stretch = magnifiedStretch(before.current, mediaMs, durationMs, magnifiedSpanMs(durationMs));
  before.current = stretch;
  const steps = [0, 1 / 3, 2 / 3, 1].map((share) => momentAt(stretch, share));
  return (
    <div className="magnified">
      <Lens stretch={stretch} durationMs={durationMs} />
      <TimelineBar
        {...props}
        stretch={stretch}
        label={texts.media.positionFine}
        testId="media-seek-fine"
        isMain={false}
      />
      <div className="magnified-scale figures tertiary" aria-hidden="true" title={texts.media.fineHint}>
        {steps.map((ms) => (
          <span key={ms}>{formatDuration(ms)}</span>
        ))}
      </div>
    </div>
  );
}

/** Leads the eye from the place on the whole bar to the magnified one. */
function Lens({ stretch, durationMs }: { stretch: Stretch; durationMs: number }) {
  const whole = { fromMs: 0, toMs: durationMs };
  const from = shareOf(whole, stretch.fromMs) * 100;
  const to = shareOf(whole, stretch.toMs) * 100;
  return (
    <svg className="magnified-lens" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <polygon points={`${from},0 ${to},0 100,8 0,8`} />
    </svg>
  );
}

interface TimelineBarProps extends TimelineProps {
  readonly stretch: Stretch;
  readonly label: string;
  readonly testId: string;
  readonly isMain: boolean;
}

const MAIN_HEIGHT_PX = 44;

function TimelineBar(props: TimelineBarProps) {
  const { stretch, pictures, peaks, recorded, isMain } = props;
  const texts = useTexts();
  const [hover, setHover] = useState<Hover>();
  const hasPictures = isMain && pictures !== undefined && pictures.count > 0;
  const classes = [isMain ? 'is-main' : 'is-fine'];
  if (hasPictures) classes.push('has-pictures');
  if (peaks !== undefined) classes.push('has-sound');
  return (
    <TimeTrack
      {...props}
      className={classes.join(' ')}
      onHover={setHover}
      above={
        <>
          {recorded !== undefined && (
            <TrackMarks recorded={recorded} stretch={stretch} isFocusable={isMain} onSeek={props.onSeek} />
          )}
          {hover !== undefined && <HoverPreview hover={hover} pictures={pictures} recorded={recorded} />}
        </>
      }
    >
      {hasPictures && <Filmstrip pictures={pictures} stretch={stretch} heightPx={MAIN_HEIGHT_PX} />}
      {peaks !== undefined && <SoundStrip peaks={peaks} stretch={stretch} className="sound-strip" />}
      {isMain && pictures === undefined && props.isReadingSound && (
        <span className="sound-reading secondary">{texts.media.soundLoading}</span>
      )}
      <ClipBand clip={props.clip} stretch={stretch} />
    </TimeTrack>
  );
}

function ClipBand({ clip, stretch }: { clip: Stretch | undefined; stretch: Stretch }) {
  if (clip === undefined || clip.toMs <= stretch.fromMs || clip.fromMs >= stretch.toMs) return null;
  const from = shareOf(stretch, clip.fromMs);
  return (
    <div
      className="clip-band"
      style={{ left: percent(from), width: percent(shareOf(stretch, clip.toMs) - from) }}
    />
  );
}
