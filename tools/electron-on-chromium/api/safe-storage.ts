import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';
import { app } from './app.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

function key(): Buffer {
  const path = join(app.getPath('userData'), 'safe-storage.key');
  try {
    return readFileSync(path);
  } catch {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, randomBytes(KEY_BYTES), { mode: 0o600 });
    try {
      // Two instances starting together must end up with one key.
      linkSync(draft, path);
    } finally {
      rmSync(draft);
    }
    return readFileSync(path);
  }
}

/** Guards against whoever cannot read the user's files, no more: it says `basic_text`, Electron's word for that. */
export const safeStorage = {
  isEncryptionAvailable: () => app.isReady(),
  getSelectedStorageBackend: () => 'basic_text' as const,
  setUsePlainTextEncryption(_isUsed: boolean): void {},
  encryptString(text: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key(), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
  },
  decryptString(encrypted: Buffer): string {
    const decipher = createDecipheriv(CIPHER, key(), encrypted.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(encrypted.subarray(-TAG_BYTES));
    const body = encrypted.subarray(NONCE_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  },
};
defineUnsupported(safeStorage, 'safeStorage', UNSUPPORTED_MEMBERS.safeStorage);
