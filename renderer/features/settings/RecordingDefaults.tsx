import { Radio, Select, Switch } from 'antd';
import type { RecordingSettings, RecordingSources } from '../../../core/contract/index.ts';
import { type FramesPerSecond, framesPerSecondChoices } from '../../../core/recording/index.ts';
import { client } from '../../client.ts';
import { useAppState, useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { microphoneChoices, onNothing } from '../recording/index.ts';

/** How a recording begins, by hotkey too. */
export function RecordingDefaults({ onChange }: { onChange: (recording: RecordingSettings) => void }) {
  const texts = useTexts();
  const { recording } = useAppState().state.settings;
  const sources = useQuery('recording-sources', () => client().recording.getSources(), onNothing);
  const change = (patch: Partial<RecordingSettings>) => onChange({ ...recording, ...patch });
  return (
    <section className="panel stack" aria-label={texts.recording.settings} data-testid="settings-recording">
      <h2>{texts.recording.settings}</h2>
      <p className="secondary">{texts.recording.settingsHint}</p>
      <div className="settings-grid">
        <span>
          {texts.recording.framesPerSecond}
          <span className="tertiary settings-hint">{texts.recording.framesPerSecondHint}</span>
        </span>
        <Radio.Group
          aria-label={texts.recording.framesPerSecond}
          optionType="button"
          value={recording.framesPerSecond}
          data-testid="settings-frame-rate"
          options={framesPerSecondChoices.map((count) => ({
            value: count,
            label: <span data-testid={`settings-frame-rate-${count}`}>{count}</span>,
          }))}
          onChange={(event) => change({ framesPerSecond: event.target.value as FramesPerSecond })}
        />
        <span>{texts.recording.microphone}</span>
        <Microphone sources={sources.value} isUnknown={sources.failure !== undefined} onChange={change} />
        <span>{texts.recording.systemSound}</span>
        <SystemSound sources={sources.value} onChange={change} />
      </div>
    </section>
  );
}

interface SoundProps {
  /** Undefined while they are asked for, and where they cannot be had. */
  readonly sources: RecordingSources | undefined;
  onChange(patch: Partial<RecordingSettings>): void;
}

function Microphone({ sources, isUnknown, onChange }: SoundProps & { isUnknown: boolean }) {
  const texts = useTexts();
  const { microphoneId } = useAppState().state.settings.recording;
  return (
    <div className="stack" style={{ gap: 4 }}>
      <Select
        className="settings-select"
        aria-label={texts.recording.microphone}
        loading={sources === undefined && !isUnknown}
        value={microphoneId ?? ''}
        data-testid="settings-microphone"
        options={microphoneChoices(sources ?? { microphones: [] }, microphoneId, texts)}
        onChange={(id) => onChange({ microphoneId: id === '' ? null : id })}
      />
      {isUnknown && <span className="tertiary settings-hint">{texts.recording.micSettingsUnavailable}</span>}
    </div>
  );
}

function SystemSound({ sources, onChange }: SoundProps) {
  const texts = useTexts();
  const { isSystemSoundOn } = useAppState().state.settings.recording;
  const isNotHere = sources?.canRecordSystemSound === false;
  return (
    <div className="row">
      <Switch
        aria-label={texts.recording.systemSound}
        checked={isSystemSoundOn && !isNotHere}
        disabled={isNotHere}
        data-testid="settings-system-sound"
        onChange={(isOn) => onChange({ isSystemSoundOn: isOn })}
      />
      <span className="tertiary settings-hint">
        {isNotHere ? texts.recording.systemSoundUnavailable : texts.recording.systemSoundHint}
      </span>
    </div>
  );
}
