import type { Client } from '../../core/contract/index.ts';

/** Proofs, stamps, sessions and backups of the pretended app: not there yet. */
export function fakeProof(): Pick<Client, 'proof' | 'timestamps' | 'environment' | 'session' | 'backup'> {
  const missing = () => {
    throw new Error('not built yet');
  };
  return {
    proof: {
      getItemProof: missing,
      listCheckpoints: missing,
      getKey: missing,
      exportKey: missing,
      rotateKey: missing,
    },
    timestamps: {
      getState: missing,
      configure: missing,
      addAuthority: missing,
      removeAuthority: missing,
      stampNow: missing,
      compareClock: missing,
    },
    environment: { check: missing, getReport: missing },
    session: { getState: missing, start: missing, end: missing },
    backup: { getState: missing, chooseFolder: missing, configureWebDav: missing, run: missing },
  };
}
