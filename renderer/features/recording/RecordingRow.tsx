import { AudioOutlined, CaretRightOutlined, PauseOutlined, SoundOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { RecordingState } from '../../../core/contract/index.ts';
import type { SoundKind } from '../../../core/recording/index.ts';
import { useRecording } from '../../hooks/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { formatBytes, formatDuration, Meter } from '../../ui/index.ts';
import { MarkButton } from './MarkButton.tsx';
import { LITTLE_SPACE_BYTES } from './sources.ts';
import { useSteering } from './use-steering.ts';
import './recording.css';

/** What stands at the top while recording: how long, how large, what is heard, and what steers it. */
export function RecordingRow() {
  const texts = useTexts();
  const state = useRecording();
  const isPaused = state.phase === 'paused';
  const isSealing = state.phase === 'sealing';
  return (
    <section
      className="recording-row"
      aria-label={texts.recording.title}
      data-testid="recording-row"
      data-phase={state.phase}
    >
      <span className={isPaused || isSealing ? 'recording-dot is-still' : 'recording-dot'} aria-hidden />
      <strong role="status" className="recording-phase">
        {phaseName(state, texts)}
      </strong>
      <span
        role="timer"
        aria-label={texts.recording.time}
        className="figures recording-time"
        data-testid="recording-time"
      >
        {formatDuration(state.mediaMs)}
      </span>
      <Sizes state={state} />
      {!isSealing && <Sound state={state} />}
      <span className="grow" />
      {!isSealing && <Controls isPaused={isPaused} />}
    </section>
  );
}

function phaseName({ phase }: RecordingState, texts: Texts): string {
  if (phase === 'paused') return texts.recording.paused;
  return phase === 'sealing' ? texts.recording.sealing : texts.recording.running;
}

function Sizes({ state }: { state: RecordingState }) {
  const texts = useTexts();
  const { sizeBytes, freeBytes } = state;
  const isLittle = freeBytes !== null && freeBytes < LITTLE_SPACE_BYTES;
  return (
    <span className="secondary figures recording-sizes">
      <span data-testid="recording-size">{formatBytes(sizeBytes)}</span>
      {freeBytes !== null && (
        <span className={isLittle ? 'recording-amber' : undefined} data-testid="recording-free">
          {' · '}
          {texts.recording.freeLeft(formatBytes(freeBytes))}
        </span>
      )}
    </span>
  );
}

/** From this much silence on it is said; shorter silence is how people speak. */
const TOLD_SILENCE_MS = 10_000;

const icons: Readonly<Record<SoundKind, ReactNode>> = {
  microphone: <AudioOutlined />,
  system: <SoundOutlined />,
};

function Sound({ state }: { state: RecordingState }) {
  const texts = useTexts();
  const names = { microphone: texts.recording.microphone, system: texts.recording.systemSound };
  if (state.sound.length === 0) return null;
  return (
    <span className="recording-sound">
      {state.sound.map(({ kind }) => (
        <span key={kind} className="recording-meter" title={names[kind]}>
          {icons[kind]}
          <Meter
            label={texts.recording.level(names[kind])}
            level={state.levels[kind]}
            testId={`recording-level-${kind}`}
          />
        </span>
      ))}
      {state.phase === 'recording' && state.silentForMs >= TOLD_SILENCE_MS && (
        <span className="recording-amber recording-silent figures" data-testid="recording-silent">
          {texts.recording.silent(Math.floor(state.silentForMs / 1000))}
        </span>
      )}
    </span>
  );
}

function Controls({ isPaused }: { isPaused: boolean }) {
  const texts = useTexts();
  const steering = useSteering();
  return (
    <span className="row">
      {isPaused ? (
        <Button
          icon={<CaretRightOutlined />}
          disabled={steering.isBusy}
          data-testid="recording-resume"
          onClick={steering.resume}
        >
          {texts.recording.resume}
        </Button>
      ) : (
        <Button
          icon={<PauseOutlined />}
          disabled={steering.isBusy}
          data-testid="recording-pause"
          onClick={steering.pause}
        >
          {texts.recording.pause}
        </Button>
      )}
      <MarkButton onMark={steering.mark} />
      <Button type="primary" disabled={steering.isBusy} data-testid="recording-stop" onClick={steering.stop}>
        {texts.recording.stop}
      </Button>
    </span>
  );
}
