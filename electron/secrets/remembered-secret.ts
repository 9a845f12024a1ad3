import { readFile, rm } from 'node:fs/promises';
import { replaceFileDurably } from '../platform/index.ts';
import type { KeyProtector } from '../signing/index.ts';

export interface RememberedSecret {
  get(): Promise<string | null>;
  set(secret: string | null): Promise<void>;
}

/**
 * A secret that outlives the app only where the platform's key store encrypts it; elsewhere it is asked for again after
 * each start, and nothing is written. What cannot be decrypted counts as none.
 */
export function createRememberedSecret(path: string, keyStore: KeyProtector): RememberedSecret {
  let known: string | null | undefined;
  return {
    async get() {
      if (known === undefined) known = keyStore.isAvailable() ? await read(path, keyStore) : null;
      return known;
    },
    async set(secret) {
      known = secret;
      if (secret === null) {
        await rm(path, { force: true });
        return;
      }
      const sealed = keyStore.isAvailable() ? keyStore.protect(new TextEncoder().encode(secret)) : null;
      if (sealed !== null) await replaceFileDurably(path, sealed);
    },
  };
}

async function read(path: string, keyStore: KeyProtector): Promise<string | null> {
  const kept = await readFile(path).catch(() => undefined);
  const opened = kept === undefined ? null : keyStore.unprotect(kept);
  return opened === null ? null : new TextDecoder().decode(opened);
}
