import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { SessionState } from '../../core/contract/index.ts';
import { client, settle } from '../client.ts';
import { useEvent } from './use-event.ts';

const noSession: SessionState = { phase: 'none', session: null };
const SessionContext = createContext<SessionState>(noSession);

/** Keeps what main says of the evidence session for everything below. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState(noSession);
  useEffect(() => {
    void settle(client().session.getState()).then((result) => {
      if (result.ok) setState((last) => (last === noSession ? result.value : last));
    });
  }, []);
  useEvent('sessionChanged', setState);
  return <SessionContext value={state}>{children}</SessionContext>;
}

/** The evidence session; phase `none` while there is none. */
export function useSession(): SessionState {
  return useContext(SessionContext);
}
