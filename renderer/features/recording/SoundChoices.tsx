import { Select, Switch } from 'antd';
import type { RecordingSources } from '../../../core/contract/index.ts';
import { useAppState } from '../../hooks/index.ts';
import { failureText, useLocale, useTexts } from '../../locales/index.ts';
import { Meter } from '../../ui/index.ts';
import { microphoneChoices } from './sources.ts';
import { Hint } from './TargetChoices.tsx';
import { useRemember } from './use-remember.ts';
import type { SoundCheck } from './use-sound-check.ts';

interface SoundChoicesProps {
  readonly sources: RecordingSources;
  readonly sound: SoundCheck;
}

/** Microphone and the computer's own sound, each with a meter that moves before the recording starts. */
export function SoundChoices({ sources, sound }: SoundChoicesProps) {
  return (
    <>
      <MicrophoneChoice sources={sources} sound={sound} />
      <SystemSoundChoice sources={sources} sound={sound} />
    </>
  );
}

/** From this much silence on the user is asked to look. */
const TOLD_SILENCE_SECONDS = 4;

function MicrophoneChoice({ sources, sound }: SoundChoicesProps) {
  const texts = useTexts();
  const { microphoneId: chosenId } = useAppState().state.settings.recording;
  const remember = useRemember();
  return (
    <>
      <span className="record-name">{texts.recording.microphone}</span>
      <div className="stack record-value">
        <Select
          aria-label={texts.recording.microphone}
          value={chosenId ?? ''}
          data-testid="record-microphone"
          options={microphoneChoices(sources, chosenId, texts)}
          onChange={(id) => remember({ microphoneId: id === '' ? null : id })}
        />
        {sound.microphoneId !== null && sound.failure === undefined && (
          <Meter
            label={texts.recording.level(texts.recording.microphone)}
            level={sound.microphoneLevel}
            testId="record-microphone-level"
          />
        )}
        {sources.microphones.length === 0 && <Hint>{texts.recording.microphoneNone}</Hint>}
        <MicrophoneWarning sound={sound} isGone={chosenId !== null && sound.microphoneId === null} />
      </div>
    </>
  );
}

function MicrophoneWarning({ sound, isGone }: { sound: SoundCheck; isGone: boolean }) {
  const texts = useTexts();
  const locale = useLocale();
  const text = isGone
    ? texts.recording.microphoneGone
    : sound.failure !== undefined
      ? failureText(sound.failure, texts, locale)
      : sound.silentSeconds >= TOLD_SILENCE_SECONDS
        ? texts.recording.silentBefore(sound.silentSeconds)
        : undefined;
  if (text === undefined) return null;
  return (
    <p className="record-warning" data-testid="record-microphone-warning">
      {text}
    </p>
  );
}

function SystemSoundChoice({ sources, sound }: SoundChoicesProps) {
  const texts = useTexts();
  const remember = useRemember();
  const isHere = sources.canRecordSystemSound;
  return (
    <>
      <span className="record-name">{texts.recording.systemSound}</span>
      <div className="stack record-value">
        <div className="row">
          <Switch
            aria-label={texts.recording.systemSound}
            checked={sound.isSystemSoundOn}
            disabled={!isHere}
            data-testid="record-system-sound"
            onChange={(isSystemSoundOn) => remember({ isSystemSoundOn })}
          />
          {isHere && !sound.isSystemSoundOn && (
            <span className="tertiary record-hint">{texts.recording.systemSoundHint}</span>
          )}
          {sound.isSystemSoundOn && (
            <span className="grow">
              <Meter
                label={texts.recording.level(texts.recording.systemSound)}
                level={sound.systemLevel}
                testId="record-system-level"
              />
            </span>
          )}
        </div>
        {!isHere && <Hint testId="record-system-sound-reason">{texts.recording.systemSoundUnavailable}</Hint>}
      </div>
    </>
  );
}
