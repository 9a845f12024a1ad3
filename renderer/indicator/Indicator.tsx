import { type ReactNode, useEffect, useState } from 'react';
import type { RecordingState } from '../../core/contract/index.ts';
import { type AnyFailure, client, settle } from '../client.ts';
import { useRecording } from '../hooks/use-recording.tsx';
import { failureText, useLocale, useTexts } from '../locales/index.ts';
import { formatBytes, formatDuration } from '../ui/formats.ts';
import { Meter } from '../ui/Meter.tsx';
import { FlagIcon, PauseIcon, ResumeIcon, StopIcon } from './icons.tsx';

type Control = 'pause' | 'resume' | 'mark' | 'stop';

/** How long a word about what was just done stays before the figures come back. */
const TOLD_MS = 2500;

/** The whole small window that stays in sight: how long, how large, what is heard, and what steers it. */
export function Indicator() {
  const texts = useTexts();
  const state = useRecording();
  const { told, tell } = useTold();
  const { isBusy, run } = useControls(tell);
  const isPaused = state.phase === 'paused';
  const isSteered = state.phase === 'recording' || isPaused;
  return (
    <main
      className="indicator"
      aria-label={texts.recording.title}
      data-testid="indicator"
      data-phase={state.phase}
    >
      <span
        className={state.phase === 'recording' ? 'recording-dot' : 'recording-dot is-still'}
        aria-hidden
      />
      <span
        className="indicator-time figures"
        role="timer"
        aria-label={texts.recording.time}
        data-testid="indicator-time"
      >
        {formatDuration(state.mediaMs)}
      </span>
      <span className="indicator-middle">
        {told ?? <Figures state={state} />}
        <span className="visually-hidden" role="status">
          {phaseText(state, texts)}
        </span>
      </span>
      {isSteered && (
        <span className="indicator-controls">
          <IconButton name={texts.recording.mark} control="mark" isBusy={isBusy} onRun={run}>
            <FlagIcon />
          </IconButton>
          {isPaused ? (
            <IconButton name={texts.recording.resume} control="resume" isBusy={isBusy} onRun={run}>
              <ResumeIcon />
            </IconButton>
          ) : (
            <IconButton name={texts.recording.pause} control="pause" isBusy={isBusy} onRun={run}>
              <PauseIcon />
            </IconButton>
          )}
          <IconButton name={texts.recording.stop} control="stop" isBusy={isBusy} onRun={run}>
            <StopIcon />
          </IconButton>
        </span>
      )}
    </main>
  );
}

function IconButton(props: {
  name: string;
  control: Control;
  isBusy: boolean;
  onRun: (control: Control) => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={`indicator-button is-${props.control}`}
      aria-label={props.name}
      title={props.name}
      disabled={props.isBusy}
      data-testid={`indicator-${props.control}`}
      onClick={() => props.onRun(props.control)}
    >
      {props.children}
    </button>
  );
}

/** From this much silence on it is said instead of the figures: it is what cannot be mended afterwards. */
const TOLD_SILENCE_MS = 10_000;
const LITTLE_SPACE_BYTES = 2 * 1024 ** 3;

function Figures({ state }: { state: RecordingState }) {
  const texts = useTexts();
  const { phase, freeBytes, sound, silentForMs, levels } = state;
  if (phase === 'sealing' || phase === 'starting') {
    return <span>{phase === 'sealing' ? texts.recording.sealing : texts.recording.starting}</span>;
  }
  const names = { microphone: texts.recording.microphone, system: texts.recording.systemSound };
  const isSilent = phase === 'recording' && silentForMs >= TOLD_SILENCE_MS;
  const isLittle = freeBytes !== null && freeBytes < LITTLE_SPACE_BYTES;
  return (
    <>
      <span className="indicator-sizes figures">
        {phase === 'paused' ? (
          <strong>{texts.recording.paused}</strong>
        ) : isSilent ? (
          <strong className="indicator-amber" data-testid="indicator-silent">
            {texts.recording.silent(Math.floor(silentForMs / 1000))}
          </strong>
        ) : (
          <span>{formatBytes(state.sizeBytes)}</span>
        )}
        {freeBytes !== null && !isSilent && (
          <span className={isLittle ? 'indicator-amber' : undefined}>
            {texts.recording.freeLeft(formatBytes(freeBytes))}
          </span>
        )}
      </span>
      <span className="indicator-meters">
        {sound.map(({ kind }) => (
          <Meter
            key={kind}
            label={texts.recording.level(names[kind])}
            level={levels[kind]}
            testId={`indicator-level-${kind}`}
          />
        ))}
      </span>
    </>
  );
}

function phaseText({ phase }: RecordingState, texts: ReturnType<typeof useTexts>): string {
  switch (phase) {
    case 'paused':
      return texts.recording.paused;
    case 'sealing':
      return texts.recording.sealing;
    case 'recording':
      return texts.recording.running;
    case 'starting':
      return texts.recording.starting;
    case 'idle':
      return '';
  }
}

function useTold(): { readonly told: ReactNode; tell: (told: ReactNode) => void } {
  const [told, setTold] = useState<ReactNode>(null);
  useEffect(() => {
    if (told === null) return undefined;
    const timer = setTimeout(() => setTold(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);
  return { told, tell: setTold };
}

function useControls(tell: (told: ReactNode) => void): {
  readonly isBusy: boolean;
  run(control: Control): void;
} {
  const texts = useTexts();
  const locale = useLocale();
  const [isBusy, setBusy] = useState(false);
  const failed = (failure: AnyFailure) =>
    tell(
      <span
        className="indicator-told indicator-amber"
        role="alert"
        title={failureText(failure, texts, locale)}
      >
        {failureText(failure, texts, locale)}
      </span>,
    );
  const run = async (control: Control) => {
    const { recording } = client();
    setBusy(true);
    if (control === 'mark') {
      const marked = await settle(recording.mark({ label: '' }));
      if (marked.ok) {
        const { label, mediaMs } = marked.value.mark;
        const text = texts.recording.marked(label, formatDuration(mediaMs));
        tell(
          <span className="indicator-told" role="status" data-testid="indicator-told">
            {text}
          </span>,
        );
      } else failed(marked.error);
    } else {
      const result = await settle<unknown>(recording[control]());
      if (!result.ok) failed(result.error);
    }
    setBusy(false);
  };
  return { isBusy, run: (control) => void run(control) };
}
