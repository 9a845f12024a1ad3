import { Alert } from 'antd';
import type { KeyboardEvent } from 'react';
import type { RecordingSources } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { failureText, useLocale, useTexts } from '../../locales/index.ts';
import { FrameRate } from './FrameRate.tsx';
import { OwnWindowsNotice } from './OwnWindowsNotice.tsx';
import { SoundChoices } from './SoundChoices.tsx';
import { StartBar } from './StartBar.tsx';
import { existingTarget, onNothing, type Target } from './sources.ts';
import { TargetChoices } from './TargetChoices.tsx';
import { useSoundCheck } from './use-sound-check.ts';

interface RecordPanelProps {
  /** In the page but not yet to be seen, nothing takes the focus. */
  readonly isShown: boolean;
  readonly target: Target;
  onTarget(target: Target): void;
  onClose(): void;
}

/** What to record, with which sound and where to; meters run while it is open. */
export function RecordPanel({ isShown, target, onTarget, onClose }: RecordPanelProps) {
  const texts = useTexts();
  const locale = useLocale();
  const { value: sources, failure } = useQuery(
    'recording-sources',
    () => client().recording.getSources(),
    onNothing,
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <section
      className="record-panel"
      role="dialog"
      aria-label={texts.recording.title}
      aria-busy={sources === undefined && failure === undefined}
      data-testid="record-panel"
      onKeyDown={onKeyDown}
    >
      {failure !== undefined && (
        <Alert
          type="warning"
          title={texts.recording.unavailable}
          description={failureText(failure, texts, locale)}
          data-testid="record-unavailable"
        />
      )}
      {sources === undefined && failure === undefined && (
        <p className="secondary" role="status">
          {texts.app.loading}
        </p>
      )}
      {sources !== undefined && (
        <Choices
          isShown={isShown}
          sources={sources}
          target={existingTarget(target, sources)}
          onTarget={onTarget}
          onClose={onClose}
        />
      )}
    </section>
  );
}

interface ChoicesProps extends RecordPanelProps {
  readonly sources: RecordingSources;
}

function Choices({ isShown, sources, target, onTarget, onClose }: ChoicesProps) {
  const sound = useSoundCheck(sources);
  return (
    <>
      <div className="record-grid">
        <TargetChoices sources={sources} target={target} onTarget={onTarget} />
        <FrameRate />
        <SoundChoices sources={sources} sound={sound} />
      </div>
      {!sources.areOwnWindowsLeftOut && <OwnWindowsNotice />}
      <StartBar isShown={isShown} target={target} sound={sound} onClose={onClose} />
    </>
  );
}
