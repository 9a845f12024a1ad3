import { memo, useEffect, useId, useState } from 'react';
import type { SoundPeaks } from '../../../core/contract/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatDuration } from '../../ui/index.ts';
import { durationText } from './journal-texts.ts';
import { columnPeaks, silentStretches } from './peaks.ts';
import { type Stretch, shareOf } from './stretch.ts';
import { useWidth } from './use-width.ts';

/** Silent stretches named one by one to those who cannot see them; the rest is a number. */
const MAX_NAMED = 8;
const SILENCE_ALPHA = 0.2;

/** Loudness along a stretch. Where nothing is to be heard the ground is tinted. */
export const SoundStrip = memo(function SoundStrip(props: {
  peaks: SoundPeaks;
  stretch: Stretch;
  className: string;
}) {
  const { peaks, stretch } = props;
  const texts = useTexts();
  const id = useId();
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const widthPx = useWidth(canvas);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the colours that are read while drawing
  useEffect(() => {
    if (canvas !== null && widthPx > 0) draw(canvas, peaks, stretch);
  }, [canvas, widthPx, peaks, stretch, theme]);
  const silent = silentStretches(peaks);
  const where = silent
    .slice(0, MAX_NAMED)
    .map(({ fromMs, toMs }) => `${formatDuration(fromMs)}–${formatDuration(toMs)}`)
    .join(', ');
  const description = texts.media.soundDescription(
    durationText(peaks.peaks.length * peaks.stepMs, texts),
    silent.length === 0 ? texts.media.soundNeverSilent : texts.media.soundSilent(silent.length, where),
  );
  return (
    <>
      <canvas
        ref={setCanvas}
        className={props.className}
        role="img"
        aria-label={texts.media.sound}
        aria-describedby={id}
        data-testid="media-peaks"
      />
      <span id={id} className="visually-hidden">
        {description}
      </span>
    </>
  );
});

function draw(canvas: HTMLCanvasElement, peaks: SoundPeaks, stretch: Stretch): void {
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(canvas.clientWidth * scale);
  canvas.height = Math.round(canvas.clientHeight * scale);
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  const style = getComputedStyle(canvas);
  context.fillStyle = style.getPropertyValue('--silence');
  context.globalAlpha = SILENCE_ALPHA;
  for (const silence of silentStretches(peaks)) {
    const from = shareOf(stretch, silence.fromMs) * width;
    context.fillRect(from, 0, shareOf(stretch, silence.toMs) * width - from, height);
  }
  context.globalAlpha = 1;
  context.fillStyle = style.color;
  const step = Math.max(2, Math.round(2 * scale));
  const columns = Math.ceil(width / step);
  columnPeaks(peaks, stretch, columns).forEach((peak, column) => {
    if (peak === undefined) return;
    // The square root: speech is far below full scale and would be a flat line.
    const barHeight = Math.max(scale, Math.sqrt(peak) * height * 0.94);
    context.fillRect(column * step, (height - barHeight) / 2, Math.max(1, step - scale), barHeight);
  });
}

/** The name of the theme, to draw again when it changes. */
function useTheme(): string {
  const [theme, setTheme] = useState(themeName);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(themeName()));
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

function themeName(): string {
  return document.documentElement.dataset.theme ?? '';
}
