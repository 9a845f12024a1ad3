import { useEffect, useRef, useState } from 'react';
import type { HotkeyAction, HotkeyState } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useAppState } from '../../hooks/index.ts';
import { acceleratorOf, useReport } from '../../ui/index.ts';

interface Recorder {
  readonly isRecording: boolean;
  /** The last press would be hit by ordinary typing. */
  readonly needsModifier: boolean;
  /** What was pressed and cannot be used, with why; gone once another is tried. */
  readonly refused: HotkeyState | undefined;
  toggle(): void;
}

/** Listens for a key combination while recording, tries it, and accepts it only when it works. */
export function useHotkeyRecorder(action: HotkeyAction, accept: (accelerator: string) => void): Recorder {
  const { state } = useAppState();
  const report = useReport();
  const [isRecording, setRecording] = useState(false);
  const [needsModifier, setNeedsModifier] = useState(false);
  const [refused, setRefused] = useState<HotkeyState>();

  const tryOut = async (accelerator: string) => {
    setRecording(false);
    const tried = await report.settled(client().app.tryHotkey({ action, accelerator }));
    if (tried === undefined) return;
    if (tried.value.state === 'active') accept(accelerator);
    else setRefused(tried.value);
  };
  const onPress = (event: KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      setRecording(false);
      return;
    }
    const accelerator = acceleratorOf(event, state.platform);
    const isModifierAlone = ['Control', 'Alt', 'Shift', 'Meta', 'AltGraph'].includes(event.key);
    setNeedsModifier(accelerator === undefined && !isModifierAlone);
    if (accelerator !== undefined) void tryOut(accelerator);
  };
  const newest = useRef(onPress);
  newest.current = onPress;
  useEffect(() => {
    if (!isRecording) return undefined;
    const listen = (event: KeyboardEvent) => newest.current(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [isRecording]);
  // Once the kept hotkeys change, an earlier refusal says nothing any more.
  const { hotkeys } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change itself is what matters
  useEffect(() => setRefused(undefined), [hotkeys]);

  return {
    isRecording,
    needsModifier,
    refused,
    toggle: () => {
      setNeedsModifier(false);
      setRefused(undefined);
      setRecording((isOn) => !isOn);
    },
  };
}
