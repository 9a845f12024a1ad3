import { useEffect, useRef } from 'react';
import type { EventName, EventPayload } from '../../core/contract/index.ts';
import { client } from '../client.ts';

/** Calls the newest `listener` for each event while the component is shown. */
export function useEvent<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): void {
  const newest = useRef(listener);
  newest.current = listener;
  useEffect(() => client().on(name, (payload) => newest.current(payload)), [name]);
}
