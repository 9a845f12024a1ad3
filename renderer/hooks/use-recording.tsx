import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { idleRecording, type RecordingState } from '../../core/contract/index.ts';
import { client, settle } from '../client.ts';
import { useEvent } from './use-event.ts';

const RecordingContext = createContext<RecordingState>(idleRecording);

/** Keeps what main says of the recording for everything below. */
export function RecordingProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState(idleRecording);
  useEffect(() => {
    void settle(client().recording.getState()).then((result) => {
      if (result.ok) setState((last) => (last === idleRecording ? result.value : last));
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
