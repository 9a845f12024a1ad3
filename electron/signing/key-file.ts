import { link, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keyIdOf } from '../../core/checkpoints/index.ts';
import { originOf } from '../../core/ledger/index.ts';
import { createFileDurably, randomId, replaceFileDurably } from '../platform/index.ts';
import { publicKeyHexOf, SECRET_BYTES } from './key-pair.ts';
import type { KeyProtector } from './signing.ts';

const schema = z.strictObject({
  format: z.literal('liuhen-key/1'),
  lockerId: z.string().regex(/^[0-9a-z]{26}$/),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** What has to be asked for the secret. */
  protection: z.enum(['platform-key-store', 'file']),
  /** The 32 bytes of the key as the protector left them, base64. */
  secret: z.string().max(4000),
});
type KeyFile = z.infer<typeof schema>;

/** What was found under a name. */
export type FoundKey =
  | { readonly state: 'absent' }
  /** Not a key file, or not readable. */
  | { readonly state: 'damaged' }
  /** A key that this program cannot get at. */
  | { readonly state: 'locked'; readonly publicKeyHex: string; readonly protection: KeyFile['protection'] }
  | {
      readonly state: 'ready';
      readonly publicKeyHex: string;
      readonly protection: KeyFile['protection'];
      readonly secret: Uint8Array;
    };

/**
 * The keys of one locker on this machine: `<lockerId>.json` is the first one, `<lockerId>.<keyId>.json` are those that came
 * after it. Which of them signs, the ledger says. No key ever moves or goes: other programs look for keys at any time, and
 * one that was not found counts as lost.
 */
export interface KeyFolder {
  /** The key with this public half; the first one when none is named. */
  find(publicKeyHex?: string): Promise<FoundKey>;
  /** Saves a key durably, so that it is found. Throws what the disk says. */
  save(secret: Uint8Array): Promise<void>;
}

/** {@link KeyFolder} in `<stateFolder>/keys`. New keys are protected by `protector` where it is available. */
export function openKeyFolder(stateFolder: string, lockerId: string, protector: KeyProtector): KeyFolder {
  const folder = join(stateFolder, 'keys');
  const first = join(folder, `${lockerId}.json`);
  const later = (publicKeyHex: string) =>
    join(folder, `${lockerId}.${keyIdOf(originOf(lockerId), publicKeyHex)}.json`);
  const read = (path: string) => readKey(path, lockerId, protector);
  return {
    find: async (publicKeyHex) => {
      if (publicKeyHex === undefined) return read(first);
      const found = [await read(first), await read(later(publicKeyHex))];
      const named = found.filter((each) => isKey(each, publicKeyHex));
      // A file that says nothing any more may have been the one that is looked for.
      const unread = found.find(({ state }) => state === 'damaged');
      return named.find(({ state }) => state === 'ready') ?? named[0] ?? unread ?? { state: 'absent' };
    },
    save: async (secret) => {
      const content = formatKey(lockerId, secret, protector);
      if (await createFileDurably(first, content)) return;
      const path = later(publicKeyHexOf(secret));
      if (await createFileDurably(path, content)) return;
      // A file of this very key that cannot be read any more: it stays, under a second name.
      await link(path, `${path}.${randomId()}.kept`);
      await replaceFileDurably(path, content);
    },
  };
}

/** Keeps the secret as it is: the file's own permissions guard it. */
export const fileProtector: KeyProtector = {
  name: 'file',
  isAvailable: () => true,
  protect: (secret) => secret,
  unprotect: (sealed) => sealed,
};

function isKey(found: FoundKey, publicKeyHex: string): boolean {
  return (found.state === 'ready' || found.state === 'locked') && found.publicKeyHex === publicKeyHex;
}

function formatKey(lockerId: string, secret: Uint8Array, protector: KeyProtector): string {
  const sealed = protector.isAvailable() ? protector.protect(secret) : null;
  const file: KeyFile = {
    format: 'liuhen-key/1',
    lockerId,
    publicKey: publicKeyHexOf(secret),
    protection: sealed === null ? 'file' : protector.name,
    secret: Buffer.from(sealed ?? secret).toString('base64'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

async function readKey(path: string, lockerId: string, protector: KeyProtector): Promise<FoundKey> {
  const file = await readFileOf(path);
  if (file === 'absent' || file === 'damaged') return { state: file };
  const { publicKey: publicKeyHex, protection } = file;
  if (file.lockerId !== lockerId) return { state: 'damaged' };
  const secret = unprotect(file, protector);
  if (secret === null) return { state: 'locked', publicKeyHex, protection };
  const isRight = secret.length === SECRET_BYTES && publicKeyHexOf(secret) === publicKeyHex;
  return isRight ? { state: 'ready', publicKeyHex, protection, secret } : { state: 'damaged' };
}

function unprotect(file: KeyFile, protector: KeyProtector): Uint8Array | null {
  const sealed = new Uint8Array(Buffer.from(file.secret, 'base64'));
  if (file.protection === 'file') return sealed;
  return protector.name === file.protection && protector.isAvailable() ? protector.unprotect(sealed) : null;
}

async function readFileOf(path: string): Promise<KeyFile | 'absent' | 'damaged'> {
  try {
    const found = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return found.success ? found.data : 'damaged';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : 'damaged';
  }
}
