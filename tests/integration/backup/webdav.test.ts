import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, createWebDavStore, readWebDavUrl, restoreLocker } from '../../../electron/backup/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { verifyLocker } from '../../../electron/verification/index.ts';
import { captureProvenance, codeOfFailure, temporaryLocker, unwrap } from '../locker/samples.ts';

const OBJECTS = 12;
const POINTS = Number(process.env.LIUHEN_WEBDAV_POINTS ?? 10);

let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
let server: ChildProcess;
let port: number;

beforeEach(async () => {
  place = temporaryLocker();
  locker = unwrap(await openLocker(place.options));
  for (let at = 0; at < OBJECTS; at += 1) {
    const bytes = new Uint8Array(randomBytes(40_000 + at));
    unwrap(
      await locker.seal({ content: { bytes }, mediaType: 'image/png', provenance: captureProvenance() }),
    );
  }
  port = await freePort();
  server = await serveWebDav(join(place.folder, 'server'), port);
});

afterEach(async () => {
  server.kill('SIGKILL');
  await locker.close();
  place.remove();
});

/** A real server: rclone's. */
async function serveWebDav(folder: string, onPort: number): Promise<ChildProcess> {
  mkdirSync(folder);
  const flags = ['--addr', `127.0.0.1:${onPort}`, '--user', 'buyer', '--pass', 'secret'];
  const child = spawn('rclone', ['serve', 'webdav', folder, ...flags], {
    stdio: 'ignore',
    env: { ...process.env, RCLONE_CONFIG: join(folder, '..', 'rclone.conf') },
  });
  for (let tries = 0; tries < 200; tries += 1) {
    if (await answers(onPort)) return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the WebDAV server did not start');
}

function answers(onPort: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(onPort, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const account = (onPort: number, password = 'secret') => ({
  url: `http://127.0.0.1:${onPort}/留痕`,
  user: 'buyer',
  password,
});

/** Between us and the server; lets so many bytes through and then cuts every connection. */
async function cutAfter(bytes: number): Promise<{ readonly port: number; stop(): void }> {
  let left = bytes;
  const sockets = new Set<Socket>();
  const proxy: Server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', end);
    }
    near.on('data', (chunk) => {
      left -= chunk.length;
      if (left < 0) end();
      else far.write(chunk);
    });
    far.on('data', (chunk) => near.write(chunk));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}

async function restoreAndVerify(name: string) {
  const directory = join(place.folder, name);
  const { stateFolder } = place.options;
  unwrap(await restoreLocker(createWebDavStore(account(port), ''), directory, stateFolder));
  return unwrap(await verifyLocker({ directory, stateFolder }));
}

describe('a backup on a WebDAV server', () => {
  it('restores to a locker that verifies, and sends nothing twice', async () => {
    const first = unwrap(await backUp(locker, createWebDavStore(account(port), '')));
    expect(first).toMatchObject({ objectCount: OBJECTS, newObjectCount: OBJECTS });
    const second = unwrap(await backUp(locker, createWebDavStore(account(port), '')));
    expect(second.newObjectCount).toBe(0);
    const report = await restoreAndVerify('restored');
    expect(report.verdict).toBe('integrity-only');
    expect(report.itemsChecked).toBe(OBJECTS);
  });

  it(`goes on where it was interrupted, at ${POINTS} points (LIUHEN_WEBDAV_POINTS)`, async () => {
    const total = OBJECTS * 42_000 + 120_000;
    let interrupted = 0;
    for (let point = 1; point <= POINTS; point += 1) {
      const proxy = await cutAfter(Math.floor((total * point) / (POINTS + 1)));
      const cut = await backUp(locker, createWebDavStore(account(proxy.port), `at-${point}`));
      proxy.stop();
      if (!cut.ok) {
        interrupted += 1;
        expect(cut.error.code).toBe('BACKUP_TARGET_UNREACHABLE');
      }
      const store = createWebDavStore(account(port), `at-${point}`);
      const held = await store.listObjects();
      const resumed = unwrap(await backUp(locker, store));
      expect(resumed.newObjectCount).toBe(OBJECTS - held.size);
      const directory = join(place.folder, `restored-${point}`);
      unwrap(await restoreLocker(store, directory, place.options.stateFolder));
      const report = unwrap(await verifyLocker({ directory, stateFolder: place.options.stateFolder }));
      expect(report.verdict).toBe('integrity-only');
      expect(report.itemsChecked).toBe(OBJECTS);
    }
    console.log(`webdav: ${interrupted} of ${POINTS} backups interrupted, all resumed`);
    expect(interrupted).toBeGreaterThan(POINTS / 2);
  });

  it('says what is wrong: password, address, nobody there', async () => {
    const wrong = await backUp(locker, createWebDavStore(account(port, 'wrong'), ''));
    expect(codeOfFailure(wrong)).toBe('BACKUP_TARGET_REFUSED');
    const nobody = await backUp(locker, createWebDavStore(account(await freePort()), ''));
    expect(codeOfFailure(nobody)).toBe('BACKUP_TARGET_UNREACHABLE');
    for (const text of ['', 'dav.example', 'http://dav.example/', 'https://me:pw@dav.example/', 'ftp://x/']) {
      expect(codeOfFailure(readWebDavUrl(text)), text).toBe('WEBDAV_URL_INVALID');
    }
  });
});
