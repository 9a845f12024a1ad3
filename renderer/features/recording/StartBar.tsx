import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { client, settle } from '../../client.ts';
import { useAppState, useRecording } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatBytes, useReport } from '../../ui/index.ts';
import { OrderName } from './OrderName.tsx';
import { LITTLE_SPACE_BYTES, type Target } from './sources.ts';
import type { SoundCheck } from './use-sound-check.ts';

interface StartBarProps {
  readonly isShown: boolean;
  readonly target: Target;
  readonly sound: SoundCheck;
  onClose(): void;
}

/** Where it goes, how much room there is, and the one button that starts. */
export function StartBar({ isShown, target, sound, onClose }: StartBarProps) {
  const texts = useTexts();
  const { activeOrderId } = useAppState().state.settings;
  const { freeBytes } = useRecording();
  const { isStarting, start } = useStart(target, sound, onClose);
  const button = useRef<HTMLButtonElement>(null);
  // Enter once more starts it as it was the last time.
  useEffect(() => {
    if (isShown) button.current?.focus();
  }, [isShown]);
  const needsWindow = target.mode === 'window' && target.windowId === null;
  const isLittle = freeBytes !== null && freeBytes < LITTLE_SPACE_BYTES;
  return (
    <footer className="record-start">
      <dl className="fact-list">
        <dt>{texts.recording.goesTo}</dt>
        <dd className="ellipsis" data-testid="record-goes-to">
          <OrderName orderId={activeOrderId} />
        </dd>
        {freeBytes !== null && (
          <>
            <dt>{texts.recording.free}</dt>
            <dd className="figures">{formatBytes(freeBytes)}</dd>
          </>
        )}
      </dl>
      {isLittle && <p className="record-warning">{texts.recording.freeLow}</p>}
      {needsWindow && <p className="secondary">{texts.recording.windowMissing}</p>}
      <Button
        type="primary"
        block
        ref={button}
        disabled={needsWindow}
        loading={isStarting}
        data-testid="record-start"
        onClick={() => void start()}
      >
        {isStarting ? texts.recording.starting : texts.recording.start}
      </Button>
    </footer>
  );
}

function useStart(
  target: Target,
  sound: SoundCheck,
  onStarted: () => void,
): { readonly isStarting: boolean; start(): Promise<void> } {
  const texts = useTexts();
  const report = useReport();
  const { framesPerSecond } = useAppState().state.settings.recording;
  const [isStarting, setStarting] = useState(false);
  const start = async () => {
    setStarting(true);
    // Meters and recorder would hold the same devices.
    await sound.stop();
    const { microphoneId, isSystemSoundOn } = sound;
    const result = await settle(
      client().recording.start({
        mode: target.mode,
        displayId: target.mode === 'screen' ? target.displayId : null,
        windowId: target.mode === 'window' ? target.windowId : null,
        region: null,
        framesPerSecond,
        microphoneId,
        isSystemSoundOn,
      }),
    );
    setStarting(false);
    if (result.ok) onStarted();
    else if (result.error.code !== 'CAPTURE_CANCELLED') {
      report.failed(result.error, texts.recording.startFailed);
    }
  };
  return { isStarting, start };
}
