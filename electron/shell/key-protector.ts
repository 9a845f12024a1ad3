import { safeStorage } from 'electron';
import type { KeyProtector } from '../signing/index.ts';

/**
 * The platform's key store: DPAPI on Windows, Keychain on macOS, a secret service on Linux. Not available where Electron
 * itself would keep its key in a file (`basic_text`): that would protect nothing and hide the key from the command line.
 */
export const platformKeyProtector: KeyProtector = {
  name: 'platform-key-store',
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || !isPlainText(safeStorage.getSelectedStorageBackend())),
  protect: (secret) => tried(() => safeStorage.encryptString(Buffer.from(secret).toString('base64'))),
  unprotect: (sealed) => tried(() => Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64')),
};

function isPlainText(backend: string): boolean {
  return backend === 'basic_text' || backend === 'unknown';
}

/** A key store that is locked, or belongs to somebody else, throws: the caller says what that means. */
function tried(act: () => Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(act());
  } catch {
    return null;
  }
}
