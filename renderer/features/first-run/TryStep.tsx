import { Button } from 'antd';
import { useState } from 'react';
import type { HotkeyState } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { useAppState, useEvent } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { activeKeys, HashText, Keys, keysOf, LocalTime, SealMark, useReport } from '../../ui/index.ts';
import { useCapture } from '../capture/index.ts';
import { Thumbnail } from '../evidence/index.ts';

/** The hotkey, tried for real: waits for a sealed item and shows it. */
export function TryStep({ onCaptured }: { onCaptured: () => void }) {
  const texts = useTexts();
  const { state } = useAppState();
  const report = useReport();
  const { isBusy, take } = useCapture();
  const [sealed, setSealed] = useState<Item>();
  useEvent('itemSealed', ({ item }) => {
    setSealed(item);
    onCaptured();
  });
  useEvent('captureFailed', (failure) => report.failed(failure, texts.capture.failed));
  if (sealed !== undefined) return <Sealed item={sealed} />;
  const record = activeKeys(state.hotkeys, 'record');
  const hotkey = state.hotkeys.find(({ action }) => action === 'screen');
  return (
    <>
      <h1>{texts.firstRun.tryTitle}</h1>
      <p>{texts.firstRun.tryText}</p>
      {hotkey?.state === 'taken' ? (
        <TakenHotkey hotkey={hotkey} />
      ) : (
        <Keys accelerator={hotkey?.accelerator ?? ''} isLarge />
      )}
      <p className="secondary" role="status">
        {texts.firstRun.tryWaiting}
      </p>
      <Button
        disabled={isBusy || state.lockerProblem !== null}
        data-testid="firstrun-capture"
        onClick={() => void take('screen', 0)}
      >
        {texts.firstRun.tryButton}
      </Button>
      {record !== '' && (
        <p className="secondary">
          {texts.firstRun.tryRecord} <Keys accelerator={record} />
        </p>
      )}
    </>
  );
}

function TakenHotkey({ hotkey }: { hotkey: HotkeyState }) {
  const texts = useTexts();
  const report = useReport();
  const { state, update } = useAppState();
  const { suggestion } = hotkey;
  const accept = async (screen: string) => {
    const failure = await update({ hotkeys: { ...state.settings.hotkeys, screen } });
    if (failure !== undefined) report.failed(failure);
  };
  return (
    <>
      <Keys accelerator={hotkey.accelerator} />
      <p role="alert">{texts.firstRun.tryTaken}</p>
      {suggestion !== null && (
        <Button type="primary" data-testid="firstrun-suggestion" onClick={() => void accept(suggestion)}>
          {texts.firstRun.tryAccept(keysOf(suggestion, state.platform).join(' + '))}
        </Button>
      )}
    </>
  );
}

function Sealed({ item }: { item: Item }) {
  const texts = useTexts();
  return (
    <div className="first-run-sealed" data-testid="firstrun-sealed" role="status">
      <div className="evidence-picture first-run-picture">
        <Thumbnail item={item} />
      </div>
      <div className="stack">
        <h1 className="row">
          <SealMark size={18} /> {texts.toast.sealed}
        </h1>
        <LocalTime iso={item.capturedAtUtc} withZone />
        <HashText hash={item.sha256} />
        <p>{texts.firstRun.tryDone}</p>
      </div>
    </div>
  );
}
