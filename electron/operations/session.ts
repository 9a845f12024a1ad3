import type { Handlers } from '../../core/contract/index.ts';
import type { OperationDeps } from './ports.ts';

/** Not built yet. */
export function sessionHandlers(_deps: OperationDeps): Handlers['session'] {
  const missing = () => {
    throw new Error('not built yet');
  };
  return { getState: missing, start: missing, end: missing };
}
