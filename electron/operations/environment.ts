import type { Handlers } from '../../core/contract/index.ts';
import type { OperationDeps } from './ports.ts';

/** Not built yet. */
export function environmentHandlers(_deps: OperationDeps): Handlers['environment'] {
  const missing = () => {
    throw new Error('not built yet');
  };
  return { check: missing, getReport: missing };
}
