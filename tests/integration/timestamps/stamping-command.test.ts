import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshFolder, liuhen } from '../command-line/liuhen.ts';
import { temporaryState } from '../signing/memory-ledger.ts';
import { type RunningAuthority, startAuthority } from './harness/index.ts';

const home = temporaryState();
let first: RunningAuthority;
let second: RunningAuthority;
let folder = '';
const rootOf = ({ folder: at }: RunningAuthority) => join(at, 'root.crt');

beforeAll(async () => {
  first = await startAuthority({ folder: join(home.path, 'first'), key: 'ec-p256', name: '甲' });
  second = await startAuthority({ folder: join(home.path, 'second'), key: 'ec-p256', name: '乙' });
});
afterAll(async () => {
  await first.stop();
  await second.stop();
  home.remove();
});
beforeEach(async () => {
  folder = freshFolder();
  writeFileSync(join(folder, 'chat.txt'), '聊天记录');
  expect((await liuhen(folder, 'import', join(folder, 'chat.txt'))).exitCode).toBe(0);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('liuhen timestamp', () => {
  it('makes a signed checkpoint, has every named authority stamp it, and says what leaves the machine', async () => {
    const roots = ['--tsa-root', rootOf(first), '--tsa-root', rootOf(second)];
    const run = await liuhen(folder, 'timestamp', '--tsa', first.url, '--tsa', second.url, ...roots);
    expect(run.exitCode, run.stdout).toBe(0);
    expect(run.stderr).toContain('只有检查点的哈希');
    expect(run.stderr).toContain(first.url);
    expect(run.stderr).toContain('已生成');
    expect(run.json).toMatchObject({
      checkpoint: { rootHex: expect.stringMatching(/^[0-9a-f]{64}$/) },
      timestamps: [
        { url: first.url, ok: true, genTimeUtc: expect.stringMatching(/Z$/), serialHex: expect.any(String) },
        { url: second.url, ok: true },
      ],
      pendingItemCount: 0,
    });
    const list = await liuhen(folder, 'list');
    expect(list.json).toMatchObject({ items: [{ proofLevel: 'timestamped' }] });
    const before = first.requestCount();
    // The roots stay trusted; what has its stamps is not stamped again.
    const again = await liuhen(folder, 'timestamp', '--tsa', first.url);
    expect(again.json).toMatchObject({ timestamps: [{ ok: true }] });
    expect(first.requestCount()).toBe(before);
  });

  it('one authority is enough; each failure has its code, and no stamp at all is exit 3', async () => {
    const one = await liuhen(
      folder,
      'timestamp',
      '--tsa',
      first.url,
      '--tsa',
      second.url,
      '--tsa-root',
      rootOf(first),
    );
    expect(one.exitCode).toBe(0);
    expect(one.json).toMatchObject({
      timestamps: [{ ok: true }, { ok: false, error: { code: 'TIMESTAMP_ROOT_UNKNOWN' } }],
    });
    writeFileSync(join(folder, 'more.txt'), '更多');
    await liuhen(folder, 'import', join(folder, 'more.txt'));
    await first.stop();
    try {
      const none = await liuhen(folder, 'timestamp', '--tsa', first.url);
      expect(none.exitCode).toBe(3);
      expect(none.json).toMatchObject({
        checkpoint: { size: expect.any(Number) },
        timestamps: [{ ok: false, error: { code: 'AUTHORITY_UNREACHABLE' } }],
        pendingItemCount: 1,
        error: { code: 'TIMESTAMP_NONE_HELD' },
      });
    } finally {
      await first.resume();
    }
  });

  it('misuse is exit 2 with its code, and nobody is asked', async () => {
    const before = first.requestCount();
    for (const [argv, code] of [
      [['--tsa', 'file:///etc/passwd'], 'USAGE'],
      [['--tsa', first.url.replace('//', '//name:word@')], 'USAGE'],
      [['surplus'], 'USAGE'],
      [['--tsa', first.url, '--tsa-root', '/nowhere.pem'], 'FILE_NOT_FOUND'],
      [['--tsa', first.url, '--tsa-root', '/etc/passwd'], 'ROOT_CERTIFICATE_INVALID'],
    ] as const) {
      const run = await liuhen(folder, 'timestamp', ...argv);
      expect([run.exitCode, run.json], argv.join(' ')).toMatchObject([2, { error: { code } }]);
    }
    expect(first.requestCount()).toBe(before);
  });
});

describe('liuhen key', () => {
  const passphrase = '一句够长的口令 1';

  it('shows, exports, rotates and imports; the private half is neither printed nor in the export', async () => {
    expect((await liuhen(folder, 'key', 'show')).json).toEqual({ key: null });
    await liuhen(folder, 'timestamp', '--tsa', first.url, '--tsa-root', rootOf(first));
    const shown = (await liuhen(folder, 'key', 'show')).json as unknown as { key: { keyId: string } };
    expect(shown.key).toMatchObject({ protection: 'file', earlierKeyCount: 0 });
    const file = join(folder, 'key.json');
    expect((await withPassphrase('short', () => liuhen(folder, 'key', 'export', file))).exitCode).toBe(2);
    expect(existsSync(file)).toBe(false);
    const exported = await withPassphrase(passphrase, () => liuhen(folder, 'key', 'export', file));
    expect(exported.exitCode, exported.stdout).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, 'utf8');
    const [name = ''] = readdirSync(join(folder, 'state', 'keys'));
    const { secret } = JSON.parse(readFileSync(join(folder, 'state', 'keys', name), 'utf8'));
    expect(`${before}${exported.stdout}${exported.stderr}`).not.toContain(secret);
    const twice = await withPassphrase(passphrase, () => liuhen(folder, 'key', 'export', file));
    expect([twice.exitCode, twice.json]).toMatchObject([2, { error: { code: 'FILE_EXISTS' } }]);
    expect(readFileSync(file, 'utf8')).toBe(before);
    rmSync(join(folder, 'state', 'keys'), { recursive: true });
    expect((await liuhen(folder, 'key', 'rotate')).json).toMatchObject({ error: { code: 'KEY_MISSING' } });
    const wrong = await withPassphrase('another passphrase', () => liuhen(folder, 'key', 'import', file));
    expect([wrong.exitCode, wrong.json]).toMatchObject([2, { error: { code: 'PASSPHRASE_WRONG' } }]);
    const imported = await withPassphrase(passphrase, () => liuhen(folder, 'key', 'import', file));
    expect(imported.json).toEqual({ keyId: shown.key.keyId });
    expect((await liuhen(folder, 'key', 'rotate')).json).toMatchObject({ key: { earlierKeyCount: 1 } });
    const old = await withPassphrase(passphrase, () => liuhen(folder, 'key', 'import', file));
    expect([old.exitCode, old.json]).toMatchObject([2, { error: { code: 'KEY_NOT_CURRENT' } }]);
  });

  it('without a passphrase and without anybody to ask for it, is misuse, not a wait', async () => {
    const run = await liuhen(folder, 'key', 'import', join(folder, 'chat.txt'));
    expect([run.exitCode, run.json]).toMatchObject([2, { error: { code: 'USAGE' } }]);
  });
});

async function withPassphrase<Value>(passphrase: string, act: () => Promise<Value>): Promise<Value> {
  process.env.LIUHEN_PASSPHRASE = passphrase;
  try {
    return await act();
  } finally {
    delete process.env.LIUHEN_PASSPHRASE;
  }
}
