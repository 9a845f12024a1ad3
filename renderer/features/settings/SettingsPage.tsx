import { Button, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Settings } from '../../../core/contract/index.ts';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { useReport } from '../../ui/index.ts';
import { TrustedTimeSettings } from '../proof/index.ts';
import { HotkeySettings } from './HotkeySettings.tsx';
import { RecordingDefaults } from './RecordingDefaults.tsx';
import './settings.css';

/** Language, look, displays, trusted time, hotkeys, how recordings begin, and what this is. */
export function SettingsPage() {
  const texts = useTexts();
  const save = useSave();
  return (
    <div className="page-single stack settings-page">
      <h1>{texts.settings.title}</h1>
      <section className="panel settings-grid" aria-label={texts.settings.general}>
        <Choice
          name={texts.settings.language}
          setting="locale"
          choices={texts.settings.languages}
          onChange={(locale) => void save({ locale })}
        />
        <Choice
          name={texts.settings.theme}
          setting="theme"
          choices={texts.settings.themes}
          onChange={(theme) => void save({ theme })}
        />
        <Choice
          name={texts.settings.displays}
          hint={texts.settings.displaysHint}
          setting="screenCapture"
          choices={texts.settings.displayChoices}
          onChange={(screenCapture) => void save({ screenCapture })}
        />
      </section>
      <TrustedTimeSettings />
      <HotkeySettings />
      <RecordingDefaults onChange={(recording) => void save({ recording })} />
      <About onFirstRun={() => void save({ isFirstRunDone: false })} />
    </div>
  );
}

/** Saves a change of the settings; a failure is shown. */
function useSave(): (patch: Partial<Settings>) => Promise<void> {
  const { update } = useAppState();
  const report = useReport();
  return async (patch) => {
    const failure = await update(patch);
    if (failure !== undefined) report.failed(failure);
  };
}

function Choice<Name extends 'locale' | 'theme' | 'screenCapture'>(props: {
  name: string;
  hint?: string;
  setting: Name;
  choices: Readonly<Record<Settings[Name], string>>;
  onChange: (value: Settings[Name]) => void;
}) {
  const { settings } = useAppState().state;
  const choices = Object.entries(props.choices) as [Settings[Name], string][];
  return (
    <>
      <SettingName name={props.name} hint={props.hint} />
      <Radio.Group
        aria-label={props.name}
        optionType="button"
        value={settings[props.setting]}
        data-testid={`settings-${props.setting}`}
        options={choices.map(([value, label]) => ({
          value,
          label: <span data-testid={`settings-${props.setting}-${value}`}>{label}</span>,
        }))}
        onChange={(event) => props.onChange(event.target.value as Settings[Name])}
      />
    </>
  );
}

function SettingName({ name, hint }: { name: ReactNode; hint: string | undefined }) {
  return (
    <div>
      <div>{name}</div>
      {hint !== undefined && <div className="tertiary settings-hint">{hint}</div>}
    </div>
  );
}

function About({ onFirstRun }: { onFirstRun: () => void }) {
  const texts = useTexts();
  const { state } = useAppState();
  return (
    <section className="panel stack" aria-label={texts.settings.about}>
      <h2>{texts.settings.about}</h2>
      <p>{texts.settings.offline}</p>
      <dl className="fact-list" data-testid="settings-about">
        <dt>{texts.settings.version}</dt>
        <dd className="figures">{state.appVersion}</dd>
        <dt>{texts.settings.runtime}</dt>
        <dd className="figures">
          {state.runtime.name} {state.runtime.version}
        </dd>
        <dt>{texts.settings.platform}</dt>
        <dd>{state.platform}</dd>
      </dl>
      <div>
        <Button data-testid="settings-first-run" onClick={onFirstRun}>
          {texts.settings.firstRun}
        </Button>
      </div>
    </section>
  );
}
