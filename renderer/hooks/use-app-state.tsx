import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { AppState, Settings } from '../../core/contract/index.ts';
import { type AnyFailure, client, settle } from '../client.ts';
import { useEvent } from './use-event.ts';

interface AppStateAccess {
  readonly state: AppState;
  /** Changes settings; a failure is returned for the caller to show. */
  update(patch: Partial<Settings>): Promise<AnyFailure | undefined>;
}

const AppStateContext = createContext<AppStateAccess | undefined>(undefined);

/** Fetches the app's state and keeps it; shows `children` once it is known, `pending` before, `broken` if it never is. */
export function AppStateProvider(props: {
  children: ReactNode;
  pending: ReactNode;
  broken: (failure: AnyFailure, retry: () => void) => ReactNode;
}) {
  const [state, setState] = useState<AppState>();
  const [failure, setFailure] = useState<AnyFailure>();
  const load = useCallback(async () => {
    setFailure(undefined);
    const result = await settle(client().app.getState());
    if (result.ok) setState(result.value);
    else setFailure(result.error);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);
  useEvent('appStateChanged', setState);

  const update = useCallback(async (patch: Partial<Settings>) => {
    const result = await settle(client().app.updateSettings(patch));
    if (!result.ok) return result.error;
    setState(result.value);
    return undefined;
  }, []);

  const access = useMemo(() => (state === undefined ? undefined : { state, update }), [state, update]);
  if (access !== undefined) return <AppStateContext value={access}>{props.children}</AppStateContext>;
  return failure === undefined ? props.pending : props.broken(failure, () => void load());
}

/** The app's state; only below {@link AppStateProvider}. */
export function useAppState(): AppStateAccess {
  const access = useContext(AppStateContext);
  if (access === undefined) throw new Error('useAppState needs an AppStateProvider above it');
  return access;
}
