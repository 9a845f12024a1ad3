import type { Handlers } from '../../core/contract/index.ts';
import type { OperationDeps } from './ports.ts';

/** Not built yet. */
export function proofHandlers(_deps: OperationDeps): Handlers['proof'] {
  const missing = () => {
    throw new Error('not built yet');
  };
  return {
    getItemProof: missing,
    listCheckpoints: missing,
    getKey: missing,
    exportKey: missing,
    rotateKey: missing,
  };
}
