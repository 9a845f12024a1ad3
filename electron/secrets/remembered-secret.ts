import { readFile, rm } from 'node:fs/promises';
import { replaceFileDurably } from '../platform/index.ts';

/** The system's key store, where there is one. */
export interface SecretProtector {
  isAvailable(): boolean;
  protect(bytes: Uint8Array): Uint8Array;
  /** Throws when the bytes were not protected by this user on this machine. */
  unprotect(bytes: Uint8Array): Uint8Array;
}

export interface RememberedSecret {
  get(): Promise<string | null>;
  set(secret: string | null): Promise<void>;
}

/**
 * A secret that outlives the app only where the system's key store encrypts it; elsewhere it is asked for again after each
 * start, and nothing is written. A file that cannot be decrypted counts as none.
 */
export function createRememberedSecret(path: string, protector: SecretProtector): RememberedSecret {
  let known: string | null | undefined;
  return {
    async get() {
      if (known === undefined) known = protector.isAvailable() ? await read(path, protector) : null;
      return known;
    },
    async set(secret) {
      known = secret;
      if (secret === null) await rm(path, { force: true });
      else if (protector.isAvailable())
        await replaceFileDurably(path, protector.protect(new TextEncoder().encode(secret)));
    },
  };
}

async function read(path: string, protector: SecretProtector): Promise<string | null> {
  const kept = await readFile(path).catch(() => undefined);
  if (kept === undefined) return null;
  try {
    return new TextDecoder().decode(protector.unprotect(kept));
  } catch {
    // Another user's, another machine's, or damaged: the user is asked again, nothing else is lost.
    return null;
  }
}
