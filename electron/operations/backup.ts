import type { Handlers } from '../../core/contract/index.ts';
import type { OperationDeps } from './ports.ts';

/** Not built yet. */
export function backupHandlers(_deps: OperationDeps): Handlers['backup'] {
  const missing = () => {
    throw new Error('not built yet');
  };
  return { getState: missing, chooseFolder: missing, configureWebDav: missing, run: missing };
}
