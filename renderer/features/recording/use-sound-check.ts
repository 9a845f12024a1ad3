import { useCallback, useEffect, useRef, useState } from 'react';
import type { RecordingSources } from '../../../core/contract/index.ts';
import { type AnyFailure, client, settle } from '../../client.ts';
import { useAppState, useRecording } from '../../hooks/index.ts';
import { existingSound } from './sources.ts';

/** The sound that would be recorded, and what the meters say of it. */
export interface SoundCheck {
  readonly microphoneId: string | null;
  readonly isSystemSoundOn: boolean;
  readonly microphoneLevel: number | null;
  readonly systemLevel: number | null;
  /** Whole seconds in which the chosen microphone heard nothing. */
  readonly silentSeconds: number;
  /** Why there are no meters. */
  readonly failure: AnyFailure | undefined;
  /** Lets the devices go; resolves when they are free. */
  stop(): Promise<void>;
}

const nothing = { microphoneId: null, isSystemSoundOn: false };
/** About -46 dB: below it nobody speaks into a microphone that works. */
const HEARD_LEVEL = 0.005;

/** Listens to the chosen sound while the component is shown. */
export function useSoundCheck(sources: RecordingSources): SoundCheck {
  const { settings } = useAppState().state;
  const { microphoneId, isSystemSoundOn } = existingSound(settings, sources);
  const { levels } = useRecording();
  const [failure, setFailure] = useState<AnyFailure>();
  const isListening = useRef(false);
  const stop = useCallback(async () => {
    if (!isListening.current) return;
    isListening.current = false;
    await settle(client().recording.listen(nothing));
  }, []);
  useEffect(() => {
    setFailure(undefined);
    if (microphoneId === null && !isSystemSoundOn) return undefined;
    let isCurrent = true;
    isListening.current = true;
    void settle(client().recording.listen({ microphoneId, isSystemSoundOn })).then((result) => {
      if (isCurrent && !result.ok) setFailure(result.error);
    });
    return () => {
      isCurrent = false;
      void stop();
    };
  }, [microphoneId, isSystemSoundOn, stop]);
  const silentSeconds = useSilence(levels.microphone, microphoneId);
  return {
    microphoneId,
    isSystemSoundOn,
    microphoneLevel: levels.microphone,
    systemLevel: levels.system,
    silentSeconds: failure === undefined ? silentSeconds : 0,
    failure,
    stop,
  };
}

const SECOND_MS = 1000;

function useSilence(level: number | null, microphoneId: string | null): number {
  const [seconds, setSeconds] = useState(0);
  const heardAtMs = useRef(0);
  if (level !== null && level >= HEARD_LEVEL) heardAtMs.current = performance.now();
  useEffect(() => {
    setSeconds(0);
    if (microphoneId === null) return undefined;
    heardAtMs.current = performance.now();
    const timer = setInterval(
      () => setSeconds(Math.floor((performance.now() - heardAtMs.current) / SECOND_MS)),
      SECOND_MS,
    );
    return () => clearInterval(timer);
  }, [microphoneId]);
  return seconds;
}
