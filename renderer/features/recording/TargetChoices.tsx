import { Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { RecordingSources } from '../../../core/contract/index.ts';
import { type CaptureMode, captureModes } from '../../../core/evidence/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { visibleText } from '../../ui/index.ts';
import { isAvailable, type Target } from './sources.ts';

interface TargetChoicesProps {
  readonly sources: RecordingSources;
  readonly target: Target;
  onTarget(target: Target): void;
}

/** Whole screen, window or region; what cannot be had here is shown, with why. */
export function TargetChoices({ sources, target, onTarget }: TargetChoicesProps) {
  const texts = useTexts();
  const reasons = captureModes
    .filter((mode) => !isAvailable(mode, sources))
    .map((mode) => ({ mode, text: reasonOf(mode, texts) }));
  return (
    <>
      <span className="record-name">{texts.recording.what}</span>
      <div className="stack record-value">
        <Radio.Group
          aria-label={texts.recording.what}
          optionType="button"
          value={target.mode}
          data-testid="record-mode"
          options={captureModes.map((mode) => ({
            value: mode,
            disabled: !isAvailable(mode, sources),
            label: <span data-testid={`record-mode-${mode}`}>{texts.recording.modes[mode]}</span>,
          }))}
          onChange={(event) => onTarget({ ...target, mode: event.target.value as CaptureMode })}
        />
        {target.mode === 'screen' && sources.displays.length > 1 && (
          <DisplayChoice sources={sources} target={target} onTarget={onTarget} />
        )}
        {target.mode === 'window' && <WindowChoice sources={sources} target={target} onTarget={onTarget} />}
        {target.mode === 'region' && <Hint>{texts.recording.regionHint}</Hint>}
        {reasons.map(({ mode, text }) => (
          <Hint key={mode} testId={`record-mode-${mode}-reason`}>
            {text}
          </Hint>
        ))}
      </div>
    </>
  );
}

/** A quiet sentence below a choice. */
export function Hint({ children, testId }: { children: ReactNode; testId?: string }) {
  return (
    <p className="tertiary record-hint" data-testid={testId}>
      {children}
    </p>
  );
}

function DisplayChoice({ sources, target, onTarget }: TargetChoicesProps) {
  const texts = useTexts();
  return (
    <Select
      aria-label={texts.recording.display}
      value={target.displayId}
      data-testid="record-display"
      options={sources.displays.map((display) => ({
        value: display.id,
        disabled: !display.isRecordable,
        label: displayName(display, texts),
      }))}
      onChange={(displayId) => onTarget({ ...target, displayId })}
    />
  );
}

function displayName(display: RecordingSources['displays'][number], texts: Texts): string {
  const { width, height } = display.area;
  const parts = [texts.recording.displayName(visibleText(display.name), width, height)];
  if (display.isPrimary) parts.push(texts.recording.displayPrimary);
  if (!display.isRecordable) parts.push(texts.recording.displayUnavailable);
  return parts.join(' · ');
}

function WindowChoice({ sources, target, onTarget }: TargetChoicesProps) {
  const texts = useTexts();
  const windows = sources.windows ?? [];
  if (windows.length === 0) return <Hint>{texts.recording.windowNone}</Hint>;
  return (
    <Select
      aria-label={texts.recording.window}
      placeholder={texts.recording.windowPlaceholder}
      value={target.windowId}
      data-testid="record-window"
      options={windows.map(({ id, title, application }) => ({
        value: id,
        label: visibleText(application === '' ? title : `${title} · ${application}`),
      }))}
      onChange={(windowId) => onTarget({ ...target, windowId })}
    />
  );
}

function reasonOf(mode: CaptureMode, texts: Texts): string {
  return mode === 'window' ? texts.recording.windowUnavailable : texts.recording.regionUnavailable;
}
