import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeTimestampList } from '../../../core/manifest/index.ts';
import { goldenFolder, rootsPath } from './kit/samples.ts';
import { pythonVerifier, run } from './kit/verifiers.ts';

const sound = join(goldenFolder, 'sound-stamped.zip');

async function unpacked(): Promise<string> {
  const target = mkdtempSync(join(tmpdir(), 'liuhen-stranger-'));
  expect((await run('unzip', ['-q', sound, '-d', target])).code).toBe(0);
  return join(target, readdirSync(target)[0] ?? '');
}

describe.each([
  { when: 'today', clock: [] },
  { when: 'ten years from now', clock: ['faketime', '+10 years'] },
])('P26: with a stranger’s own tools, $when', ({ clock }) => {
  const stranger = (command: readonly string[], cwd?: string) => {
    const [program = '', ...parameters] = [...clock, ...command];
    return run(program, parameters, cwd === undefined ? {} : { cwd });
  };

  test('every file has the hash of its line', async () => {
    const folder = await unpacked();
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      const { code, stdout } = await stranger(['sha256sum', '-c', manifest], folder);
      expect(code, stdout).toBe(0);
    }
  });

  test('every time stamp holds over its checkpoint', async () => {
    const folder = await unpacked();
    const decoded = decodeTimestampList(readFileSync(join(folder, 'data/timestamps/timestamps.json')));
    const listed = decoded.ok ? decoded.value.timestamps : [];
    expect(listed.length).toBe(3);
    for (const { checkpoint, response, chain, token } of listed) {
      const verify = (data: string) =>
        stranger(
          [
            ...['openssl', 'ts', '-verify', '-data', data, '-in', response.path, '-CAfile', chain.path],
            ...['-attime', String(Math.floor(Date.parse(token.genTimeUtc) / 1000))],
          ],
          folder,
        );
      expect(await verify(`data/ledger/checkpoints/${checkpoint}.txt`)).toMatchObject({ code: 0 });
      expect(await verify('data/ledger/tree-head.txt')).not.toMatchObject({ code: 0 });
    }
  });

  test('P25: verify.py says 已验证, and what is not proven', async () => {
    const { code, stdout } = await stranger(['python3', pythonVerifier, sound, '--tsa-root', rootsPath]);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('已验证');
    expect(stdout).toContain('不证明');
    expect(stdout).not.toContain('FAIL');
  });
});

describe('P28: verify.py tells what it could not check', () => {
  test('without the root it says 仅完整性 and names it', async () => {
    const { code, stdout } = await run('python3', [pythonVerifier, sound]);
    expect(code).toBe(0);
    expect(stdout).toContain('仅完整性');
    expect(stdout).toMatch(/^NOT CHECKED {2}TIMESTAMP_ROOT_UNKNOWN/m);
  });

  test('without openssl it exits with 2, and names what was not checked', async () => {
    const python = (await run('python3', ['-c', 'import sys; print(sys.executable)'])).stdout.trim();
    const { code, stdout } = await run('env', ['PATH=/nonexistent', python, pythonVerifier, sound]);
    expect(code, stdout).toBe(2);
    expect(stdout).toMatch(/^NOT CHECKED {2}SIGNATURE/m);
    expect(stdout).toMatch(/^NOT CHECKED {2}TIMESTAMPS/m);
  });

  test('misuse and other files exit with 2', async () => {
    expect((await run('python3', [pythonVerifier])).code).toBe(2);
    expect((await run('python3', [pythonVerifier, '/nonexistent.zip'])).code).toBe(2);
    expect((await run('python3', [pythonVerifier, rootsPath])).code).toBe(2);
  });
});
