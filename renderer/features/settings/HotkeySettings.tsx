import { Button, Tag } from 'antd';
import {
  defaultHotkeys,
  type HotkeyAction,
  type HotkeyState,
  hotkeyActions,
} from '../../../core/contract/index.ts';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { Keys, keysOf, useReport } from '../../ui/index.ts';
import { useHotkeyRecorder } from './use-hotkey-recorder.ts';

const stateColours: Readonly<Record<HotkeyState['state'], string>> = {
  active: 'success',
  taken: 'warning',
  invalid: 'error',
  off: 'default',
};

/** The hotkeys: each with its state, and a way to another by pressing it. */
export function HotkeySettings() {
  const texts = useTexts();
  return (
    <section className="panel stack" aria-label={texts.settings.hotkeys}>
      <h2>{texts.settings.hotkeys}</h2>
      <p className="secondary">{texts.settings.hotkeysHint}</p>
      {hotkeyActions.map((action) => (
        <HotkeyRow key={action} action={action} />
      ))}
    </section>
  );
}

function HotkeyRow({ action }: { action: HotkeyAction }) {
  const texts = useTexts();
  const { state } = useAppState();
  const accept = useAcceptHotkey(action);
  const recorder = useHotkeyRecorder(action, accept);
  const kept = state.hotkeys.find((hotkey) => hotkey.action === action);
  const shown = recorder.refused ?? kept;
  return (
    <div className="hotkey-row" data-testid={`hotkey-${action}`} data-state={shown?.state}>
      <span>{texts.capture[action]}</span>
      <span className="hotkey-keys">
        {recorder.isRecording ? (
          <span className="secondary" role="status">
            {recorder.needsModifier ? texts.settings.recordNeedsModifier : texts.settings.recording}
          </span>
        ) : (
          <Keys accelerator={shown?.accelerator ?? ''} />
        )}
        {!recorder.isRecording && shown !== undefined && (
          <Tag color={stateColours[shown.state]} data-testid={`hotkey-${action}-state`}>
            {texts.settings.states[shown.state]}
          </Tag>
        )}
      </span>
      <HotkeyButtons
        action={action}
        isOff={kept?.state === 'off'}
        isRecording={recorder.isRecording}
        onRecord={recorder.toggle}
        onAccept={accept}
      />
      {shown !== undefined && <HotkeyAdvice shown={shown} onAccept={accept} />}
    </div>
  );
}

function HotkeyButtons(props: {
  action: HotkeyAction;
  isOff: boolean;
  isRecording: boolean;
  onRecord: () => void;
  onAccept: (accelerator: string) => void;
}) {
  const texts = useTexts();
  const name = texts.capture[props.action];
  return (
    <span className="row" style={{ gap: 4 }}>
      <Button
        size="small"
        aria-label={`${props.isRecording ? texts.app.cancel : texts.settings.record} ${name}`}
        data-testid={`hotkey-${props.action}-record`}
        onClick={props.onRecord}
      >
        {props.isRecording ? texts.app.cancel : texts.settings.record}
      </Button>
      <Button
        size="small"
        type="text"
        aria-label={`${texts.settings.restore} ${name}`}
        onClick={() => props.onAccept(defaultHotkeys[props.action])}
      >
        {texts.settings.restore}
      </Button>
      <Button
        size="small"
        type="text"
        disabled={props.isOff}
        aria-label={`${texts.settings.off} ${name}`}
        data-testid={`hotkey-${props.action}-off`}
        onClick={() => props.onAccept('')}
      >
        {texts.settings.off}
      </Button>
    </span>
  );
}

function HotkeyAdvice({ shown, onAccept }: { shown: HotkeyState; onAccept: (accelerator: string) => void }) {
  const texts = useTexts();
  const { platform } = useAppState().state;
  const { suggestion } = shown;
  if (shown.state !== 'taken' && shown.state !== 'invalid') return null;
  return (
    <div className="hotkey-advice row" role="alert">
      <span className="grow">{texts.settings.takenHint}</span>
      {suggestion !== null && (
        <Button
          size="small"
          type="primary"
          data-testid={`hotkey-${shown.action}-suggestion`}
          onClick={() => onAccept(suggestion)}
        >
          {texts.settings.suggestion(keysOf(suggestion, platform).join(' + '))}
        </Button>
      )}
    </div>
  );
}

function useAcceptHotkey(action: HotkeyAction): (accelerator: string) => void {
  const { state, update } = useAppState();
  const report = useReport();
  return (accelerator) => {
    void update({ hotkeys: { ...state.settings.hotkeys, [action]: accelerator } }).then((failure) => {
      if (failure !== undefined) report.failed(failure);
    });
  };
}
