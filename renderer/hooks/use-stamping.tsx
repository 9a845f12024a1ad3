import { createContext, type ReactNode, useContext } from 'react';
import type { EventName, StampingState } from '../../core/contract/index.ts';
import { client } from '../client.ts';
import { useLatest } from './use-latest.ts';
import { useQuery } from './use-query.ts';

/** What may change how evidence is stamped. */
export const afterAnyStamp: readonly EventName[] = ['stampingChanged', 'ledgerAdvanced'];

const StampingContext = createContext<StampingState | undefined>(undefined);

/** Keeps what main says of trusted time for everything below. */
export function StampingProvider({ children }: { children: ReactNode }) {
  const query = useQuery('stamping', () => client().timestamps.getState(), afterAnyStamp);
  return <StampingContext value={useLatest(query.value)}>{children}</StampingContext>;
}

/** Whether trusted time is on and what waits; undefined while it is not known. */
export function useStamping(): StampingState | undefined {
  return useContext(StampingContext);
}
