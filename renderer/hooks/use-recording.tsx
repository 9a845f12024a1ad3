import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { RecordingState } from '../../core/contract/index.ts';
import { client, settle } from '../client.ts';
import { useEvent } from './use-event.ts';

/** What is known before main has answered. */
const idle: RecordingState = {
  phase: 'idle',
  recordingId: null,
  orderId: null,
  startedAtUtc: null,
  mediaMs: 0,
  sizeBytes: 0,
  freeBytes: null,
  framesPerSecond: null,
  frames: null,
  sound: [],
  levels: { microphone: null, system: null },
  silentForMs: 0,
  marks: [],
  gaps: [],
  notices: [],
};

const RecordingContext = createContext<RecordingState>(idle);

/** Keeps what main says of the recording for everything below. */
export function RecordingProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState(idle);
  useEffect(() => {
    void settle(client().recording.getState()).then((result) => {
      if (result.ok) setState((last) => (last === idle ? result.value : last));
    });
  }, []);
  useEvent('recordingChanged', setState);
  return <RecordingContext value={state}>{children}</RecordingContext>;
}

/** The recording in progress, a few times a second; idle while there is none. */
export function useRecording(): RecordingState {
  return useContext(RecordingContext);
}

/** Whether there is a recording to steer or to wait for. */
export function isUnderWay({ phase }: Pick<RecordingState, 'phase'>): boolean {
  return phase !== 'idle' && phase !== 'starting';
}
