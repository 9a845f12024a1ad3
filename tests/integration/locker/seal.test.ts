import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, systemSources } from '../../../electron/locker/engine/open-engine.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { plainCodec } from '../../../electron/locker/objects/object-codec.ts';
import { createObjectStore } from '../../../electron/locker/objects/object-store.ts';
import { placeFile } from '../../../electron/locker/objects/read-source.ts';
import { captureOf, codeOfFailure, importOf, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
beforeEach(async () => {
  place = temporaryLocker();
  locker = unwrap(await openLocker(place.options));
});
afterEach(async () => {
  await locker.close();
  place.remove();
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const objects = () => join(place.options.directory, 'objects');
const objectFiles = () =>
  readdirSync(objects(), { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(objects(), name)).isFile(),
  );
const objectOf = (hash: string) => join(objects(), hash.slice(0, 2), hash);
const file = (name: string, bytes: Uint8Array | string = 'content') => {
  const path = join(place.folder, name);
  writeFileSync(path, bytes);
  return path;
};

describe('a sealed item', () => {
  it('has its bytes under their SHA-256, read-only, and nothing else beside them', async () => {
    const bytes = randomBytes(100_000);
    const item = unwrap(await locker.seal(captureOf(bytes)));
    expect(item).toMatchObject({
      sha256: sha256(bytes),
      sizeBytes: 100_000,
      seq: 1,
      proofLevel: 'sealed-here',
    });
    expect(readFileSync(objectOf(item.sha256)).equals(bytes)).toBe(true);
    expect(statSync(objectOf(item.sha256)).mode & 0o777).toBe(0o444);
    expect(objectFiles()).toEqual([`${item.sha256.slice(0, 2)}/${item.sha256}`]);
  });

  it("leaves the caller's bytes to the caller", async () => {
    const bytes = Uint8Array.from([1, 2, 3]);
    unwrap(await locker.seal(captureOf(bytes)));
    expect([...bytes]).toEqual([1, 2, 3]);
  });

  it('shares its object with another item of the same content', async () => {
    const first = unwrap(await locker.seal(captureOf('same')));
    const second = unwrap(await locker.seal(importOf(file('same.png', 'same'))));
    expect(second.sha256).toBe(first.sha256);
    expect(second.id).not.toBe(first.id);
    expect(objectFiles()).toHaveLength(1);
    expect(await locker.figures()).toMatchObject({ itemCount: 2, sizeBytes: 4 });
  });

  it('gets the right bytes when an older object of that name was damaged', async () => {
    const first = unwrap(await locker.seal(captureOf('right')));
    chmodSync(objectOf(first.sha256), 0o600);
    writeFileSync(objectOf(first.sha256), 'wrong');
    expect(await locker.readObject(first.sha256)).toMatchObject({
      ok: false,
      error: { code: 'OBJECT_DAMAGED' },
    });
    unwrap(await locker.seal(captureOf('right')));
    expect(unwrap(await locker.readObject(first.sha256))).toEqual(new TextEncoder().encode('right'));
  });

  it('keeps lone surrogates of a file name as the replacement character', async () => {
    const item = unwrap(
      await locker.seal(
        importOf(file('x'), {
          provenance: {
            ...importOf('').provenance,
            source: 'import',
            import: { fileName: 'a\ud800.png', fileModifiedUtc: '2026-11-22T01:02:03.000Z' },
          } as never,
        }),
      ),
    );
    expect(item.provenance).toMatchObject({ import: { fileName: 'a\ufffd.png' } });
  });

  it('streams its bytes, also a range of them', async () => {
    const item = unwrap(await locker.seal(captureOf('0123456789')));
    const stream = await locker.streamObject(item.sha256, { start: 2, end: 4 });
    const chunks = (await stream?.toArray()) as Buffer[];
    expect(Buffer.concat(chunks).toString()).toBe('234');
    expect(await locker.streamObject('0'.repeat(64))).toBeUndefined();
    expect(await locker.streamObject('../../locker.sqlite')).toBeUndefined();
    expect(await locker.readObject('../../locker.sqlite')).toMatchObject({
      error: { code: 'OBJECT_MISSING' },
    });
  });
});

describe('importing a file', () => {
  it('takes it byte for byte, whatever its name', async () => {
    const bytes = randomBytes(3 * 1024 * 1024 + 17);
    const path = file('订单\u202egnp.exe\u0007 .png', bytes);
    const item = unwrap(await locker.seal(importOf(path)));
    expect(item).toMatchObject({ sha256: sha256(bytes), sizeBytes: bytes.length, proofLevel: 'imported' });
  });

  it('follows a link to a regular file', async () => {
    symlinkSync(file('real'), join(place.folder, 'link'));
    unwrap(await locker.seal(importOf(join(place.folder, 'link'))));
  });

  it.each<[string, string, () => string]>([
    ['nothing', 'FILE_NOT_FOUND', () => join(place.folder, 'absent')],
    ['a path through a file', 'FILE_NOT_FOUND', () => join(file('plain'), 'inside')],
    ['a name with a null character', 'FILE_NOT_FOUND', () => 'a\0b'],
    ['an endless name', 'FILE_NOT_FOUND', () => join(place.folder, 'x'.repeat(5000))],
    ['an empty file', 'FILE_EMPTY', () => file('empty', '')],
    ['a folder', 'FILE_IS_FOLDER', () => place.folder],
    ['a pipe', 'FILE_NOT_REGULAR', () => pipe()],
    ['a device', 'FILE_NOT_REGULAR', () => '/dev/zero'],
  ])('says what is wrong with %s: %s, and keeps nothing', async (_, code, make) => {
    expect(codeOfFailure(await locker.seal(importOf(make())))).toBe(code);
    expect(objectFiles()).toEqual([]);
    expect((await locker.treeHead()).size).toBe(1);
  });

  it('refuses empty bytes of a capture', async () => {
    expect(codeOfFailure(await locker.seal(captureOf('')))).toBe('FILE_EMPTY');
  });

  it('refuses a file that changes while it is read, and keeps nothing', async () => {
    const path = file('growing', randomBytes(4 * 1024 * 1024));
    utimesSync(path, 1, 1);
    const store = createObjectStore(objects(), plainCodec);
    const disturbed = (disturb: () => void) =>
      placeFile(
        {
          ...store,
          place: (produce) =>
            store.place((sink) =>
              produce((chunk) => {
                sink(chunk);
                disturb();
              }),
            ),
        },
        path,
      );
    expect(codeOfFailure(disturbed(() => appendFileSync(path, 'x')))).toBe('FILE_CHANGED_WHILE_READ');
    expect(codeOfFailure(disturbed(() => truncateSync(path, 1_500_000)))).toBe('FILE_CHANGED_WHILE_READ');
    expect(codeOfFailure(disturbed(() => utimesSync(path, 2, Math.random() * 1e9)))).toBe(
      'FILE_CHANGED_WHILE_READ',
    );
    expect(objectFiles()).toEqual([]);
    expect(disturbed(() => undefined)).toMatchObject({ ok: true });
  });

  it('never holds a 300 MB file in memory', () => {
    const path = file('large');
    truncateSync(path, 300 * 1024 * 1024);
    const outcome = importElsewhere(path);
    expect(outcome.sizeBytes).toBe(300 * 1024 * 1024);
    // The program itself takes some 100 MB; the file would be 300 more.
    expect(outcome.maxRssKiB).toBeLessThan(250 * 1024);
  });

  it('says FILE_UNREADABLE where this user may not read', (context) => {
    if (process.getuid?.() !== 0) return context.skip('needs root to become another user');
    const path = file('secret');
    chmodSync(path, 0o600);
    chmodSync(place.folder, 0o755);
    const theirs = join(place.folder, 'theirs');
    mkdirSync(theirs, { mode: 0o777 });
    chmodSync(theirs, 0o777);
    expect(importElsewhere(path, theirs, '65534')).toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  function pipe(): string {
    const path = join(place.folder, 'pipe');
    execFileSync('mkfifo', [path]);
    return path;
  }

  function importElsewhere(path: string, folder = place.folder, ...user: string[]) {
    const script = fileURLToPath(new URL('./import-process.ts', import.meta.url));
    const answer = execFileSync(process.execPath, [
      script,
      join(folder, 'other'),
      join(folder, 'state'),
      path,
      ...user,
    ]);
    return JSON.parse(answer.toString()) as { sizeBytes?: number; code?: string; maxRssKiB: number };
  }
});

describe('temporaries', () => {
  it('of a killed process are swept when old, and left alone when young', async () => {
    const [old, young] = [join(objects(), 'tmp-1-old'), join(objects(), 'tmp-1-young')];
    writeFileSync(old, 'half');
    writeFileSync(young, 'half');
    const twoHoursAgo = Date.now() / 1000 - 7200;
    utimesSync(old, twoHoursAgo, twoHoursAgo);
    unwrap(openEngine(place.options, systemSources)).close();
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });
});
