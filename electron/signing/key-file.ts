import { link, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { keyIdOf } from '../../core/checkpoints/index.ts';
import { originOf } from '../../core/ledger/index.ts';
import { createFileDurably, randomId, syncFolder } from '../platform/index.ts';
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
 * The keys of one locker on this machine: `<lockerId>.json` is the one in use, `<lockerId>.<keyId>.json` are others. No
 * file is ever written over.
 */
export interface KeyFolder {
  /** The key with this public half, wherever it lies; the one in use when none is named. */
  find(publicKeyHex?: string): Promise<FoundKey>;
  /** Saves a key durably: in use if there is none in use, else aside. Throws what the disk says. */
  save(secret: Uint8Array): Promise<void>;
  /** Puts the key in use; the one that was is kept aside. Throws what the disk says. */
  use(publicKeyHex: string): Promise<void>;
}

/** {@link KeyFolder} in `<stateFolder>/keys`. New keys are protected by `protector` where it is available. */
export function openKeyFolder(stateFolder: string, lockerId: string, protector: KeyProtector): KeyFolder {
  const folder = join(stateFolder, 'keys');
  const inUse = join(folder, `${lockerId}.json`);
  const aside = (publicKeyHex: string) =>
    join(folder, `${lockerId}.${keyIdOf(originOf(lockerId), publicKeyHex)}.json`);
  const read = (path: string) => readKey(path, lockerId, protector);
  return {
    find: async (publicKeyHex) => {
      const first = await read(inUse);
      if (publicKeyHex === undefined) return first;
      const found = [first, await read(aside(publicKeyHex))];
      const named = found.filter((each) => isKey(each, publicKeyHex));
      // A file that says nothing any more may have been the one that is looked for.
      const unread = found.find(({ state }) => state === 'damaged');
      return named.find(({ state }) => state === 'ready') ?? named[0] ?? unread ?? { state: 'absent' };
    },
    save: async (secret) => {
      const content = formatKey(lockerId, secret, protector);
      if (await createFileDurably(inUse, content)) return;
      const path = aside(publicKeyHexOf(secret));
      if (await createFileDurably(path, content)) return;
      // A file of this very key that cannot be read any more: kept, under another name.
      await rename(path, `${path}.${randomId()}.kept`);
      await createFileDurably(path, content);
    },
    use: async (publicKeyHex) => {
      const first = await read(inUse);
      if (first.state === 'ready' && first.publicKeyHex === publicKeyHex) return;
      const isOther = first.state === 'ready' || first.state === 'locked';
      if (isOther && first.publicKeyHex !== publicKeyHex) await keepAs(inUse, aside(first.publicKeyHex));
      else if (first.state !== 'absent') await keepAs(inUse, `${inUse}.${randomId()}.kept`);
      await rename(aside(publicKeyHex), inUse);
      await syncFolder(folder);
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

/** A second name first: a crash in between leaves the key under at least one. */
async function keepAs(path: string, kept: string): Promise<void> {
  await link(path, kept).catch((error: NodeJS.ErrnoException) => {
    // Kept already, before a crash.
    if (error.code !== 'EEXIST') throw error;
  });
  await syncFolder(dirname(path));
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
