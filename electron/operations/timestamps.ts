import type { Handlers } from '../../core/contract/index.ts';
import type { OperationDeps } from './ports.ts';
import type { Tickets } from './tickets.ts';

/** Not built yet. */
export function timestampHandlers(_deps: OperationDeps, _tickets: Tickets): Handlers['timestamps'] {
  const missing = () => {
    throw new Error('not built yet');
  };
  return {
    getState: missing,
    configure: missing,
    addAuthority: missing,
    removeAuthority: missing,
    stampNow: missing,
    compareClock: missing,
  };
}
