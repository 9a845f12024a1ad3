import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { createClient, type WebDAVClient } from 'webdav';
import { fail, ok, type Result } from '../../core/result.ts';
import { type BackupStore, ContentMismatch, objectName } from './backup.ts';

/** Where a WebDAV server is and who we are there. */
export interface WebDavAccount {
  /** The folder for backups, `https://…/dav/留痕`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Reads an address: https, or http to this machine only, so that a password never travels in the clear; no user name or
 * password inside. `WEBDAV_URL_INVALID`.
 */
export function readWebDavUrl(text: string): Result<URL, 'WEBDAV_URL_INVALID'> {
  const invalid = fail(
    'WEBDAV_URL_INVALID',
    '网盘地址不对：应以 https:// 开头，不带账号和密码。坚果云是 https://dav.jianguoyun.com/dav/ 加上文件夹名。',
  );
  if (!URL.canParse(text)) return invalid;
  const url = new URL(text);
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) return invalid;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return invalid;
  return ok(url);
}

/** A backup on a WebDAV server (RFC 4918): 坚果云, Nextcloud and the like. The signal stops what is under way. */
export function createWebDavStore(account: WebDavAccount, root: string, signal?: AbortSignal): BackupStore {
  // Percent-encoded: MOVE names its destination in a header, which takes ASCII only.
  const { href } = new URL(account.url);
  const client = createClient(href, { username: account.user, password: account.password });
  const halt = signal === undefined ? {} : { signal };
  const at = (name: string) => `/${[root, name].filter((part) => part !== '').join('/')}`;
  const folders = createFolders(client, halt);
  /** Whole or not at all: a name of its own first, then MOVE. */
  const replace = async (name: string, content: Readable | string, sizeBytes: number) => {
    const path = at(name);
    const temporary = `${path.slice(0, path.lastIndexOf('/'))}/tmp-${randomBytes(8).toString('hex')}`;
    await folders.make(path.slice(0, path.lastIndexOf('/')));
    try {
      const headers = { 'Content-Length': String(sizeBytes) };
      await client.putFileContents(temporary, content, { ...halt, headers, contentLength: sizeBytes });
      await client.moveFile(temporary, path, { ...halt, overwrite: true });
    } catch (error) {
      // Best effort: what stays is a stray file that nothing names.
      await client.deleteFile(temporary).catch(() => undefined);
      throw error;
    }
  };
  return {
    target: 'webdav',
    place: account.url,
    listObjects: () => listObjects(client, at('objects'), halt),
    async putObject({ sha256, sizeBytes }, content) {
      const checked = checkedContent(content, sha256, sizeBytes);
      await replace(objectName(sha256), checked, sizeBytes);
    },
    getObject: (sha256) => download(client, at(objectName(sha256)), halt),
    removeObject: (sha256) => client.deleteFile(at(objectName(sha256)), halt),
    readText: (name) =>
      client
        .getFileContents(at(name), { ...halt, format: 'text' })
        .then((text) => String(text))
        .catch(absent),
    putText: (name, text) => replace(name, text, Buffer.byteLength(text)),
    putFile: async (name, path) => replace(name, createReadStream(path), (await stat(path)).size),
    getFile: (name) => download(client, at(name), halt).catch(absent),
    freeBytes: async () => {
      // A server that does not say is asked for nothing more: it refuses when it is full.
      const quota = await client.getQuota(halt).catch(() => null);
      return quota !== null && 'available' in quota && typeof quota.available === 'number'
        ? quota.available
        : undefined;
    },
  };
}

function absent(error: Error & { readonly status?: number }): undefined {
  if (error.status === 404) return undefined;
  throw error;
}

/** The last byte is held back until the hash is known to be right: a wrong object never becomes whole on the server. */
function checkedContent(content: Readable, sha256: string, sizeBytes: number): Readable {
  const hash = createHash('sha256');
  let seen = 0;
  const checking = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      seen += chunk.length;
      if (seen < sizeBytes) done(null, chunk);
      else if (seen === sizeBytes && hash.digest('hex') === sha256) done(null, chunk);
      else done(new ContentMismatch(sha256));
    },
    flush(done) {
      done(seen === sizeBytes ? null : new ContentMismatch(sha256));
    },
  });
  content.once('error', (error) => checking.destroy(error));
  return content.pipe(checking);
}

type Halt = { readonly signal?: AbortSignal };

function createFolders(client: WebDAVClient, halt: Halt) {
  const known = new Set<string>();
  const make = async (folder: string): Promise<void> => {
    if (known.has(folder)) return;
    // '' is the folder that the user named: made if only its last part is missing.
    if (folder !== '') await make(folder.slice(0, folder.lastIndexOf('/')));
    const path = folder === '' ? '/' : folder;
    // 405: it is there already (RFC 4918 section 9.3.1).
    await client.createDirectory(path, halt).catch((error: Error & { readonly status?: number }) => {
      if (error.status !== 405) throw error;
    });
    known.add(folder);
  };
  return { make };
}

async function listObjects(
  client: WebDAVClient,
  folder: string,
  halt: Halt,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const prefixes =
    (await client.getDirectoryContents(folder, { ...halt, details: false }).catch(absent)) ?? [];
  for (const { basename, type } of prefixes) {
    if (type !== 'directory' || !/^[0-9a-f]{2}$/.test(basename)) continue;
    const files = await client.getDirectoryContents(`${folder}/${basename}`, { ...halt, details: false });
    for (const file of files) {
      if (/^[0-9a-f]{64}$/.test(file.basename)) found.set(file.basename, file.size);
    }
  }
  return found;
}

async function download(client: WebDAVClient, path: string, halt: Halt): Promise<Readable> {
  const response = await client.customRequest(path, { ...halt, method: 'GET' });
  const { body } = response as unknown as { readonly body: Readable | ReadableStream | null };
  if (body instanceof Readable) return body;
  return body === null ? Readable.from([]) : Readable.fromWeb(body as never);
}
