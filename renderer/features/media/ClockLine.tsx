import type { DerivativeFacts, Item } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { LocalTime } from '../../ui/index.ts';
import { OpenItemButton } from './OpenItemButton.tsx';
import { type Recorded, recordedUtcAt } from './recorded-time.ts';
import { formatMediaTime } from './times.ts';

interface ClockLineProps {
  readonly item: Item;
  readonly recorded: Recorded | undefined;
  readonly mediaMs: number;
  readonly durationMs: number;
}

/** Both times of the place shown: the file's own, and what the clock on the wall said where that is known. */
export function ClockLine({ item, recorded, mediaMs, durationMs }: ClockLineProps) {
  const texts = useTexts();
  const { provenance } = item;
  return (
    <div className="clock-line">
      <span className="clock-media figures" data-testid="media-time">
        {formatMediaTime(mediaMs)}
      </span>
      <span className="tertiary figures">{texts.media.ofLength(formatMediaTime(durationMs))}</span>
      <span className="clock-divider" aria-hidden="true" />
      <span className="clock-wall figures" data-testid="media-wall-clock">
        {recorded !== undefined && (
          <>
            <span className="tertiary">{texts.media.recordedAt}</span>{' '}
            <LocalTime iso={recordedUtcAt(recorded, mediaMs)} withZone />
          </>
        )}
        {provenance.source === 'import' && <span className="secondary">{texts.media.unknownTime}</span>}
      </span>
      {provenance.source === 'derivative' && <ClipOrigin derivative={provenance.derivative} />}
    </div>
  );
}

function ClipOrigin({ derivative }: { derivative: DerivativeFacts }) {
  const texts = useTexts();
  if (derivative.how !== 'trim') return null;
  return (
    <span className="row secondary" data-testid="media-clip-origin">
      {texts.media.trimTime(formatMediaTime(derivative.fromMs), formatMediaTime(derivative.toMs))}
      <OpenItemButton
        itemId={derivative.of}
        text={texts.media.openOriginal}
        testId="media-open-original"
        isLink
      />
    </span>
  );
}
