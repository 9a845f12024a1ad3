import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newestChange } from '../../../../tools/scripts/build.mjs';
import { isInstalledAsLocked } from '../../../../tools/scripts/dependencies.mjs';
import { exitCodeOf, isUsableNode, node24, packagedNode, ROOT } from '../../../../tools/scripts/node24.mjs';
import { countTests } from '../../../../tools/scripts/vitest-report.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'liuhen-scripts-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the project’s Node', () => {
  it('is packaged for every platform the app is for, under the names package.json installs', () => {
    const packages = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).optionalDependencies;
    const targets = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];
    const named = targets.map((target) => {
      const [platform = '', arch = ''] = target.split('-');
      return packagedNode(platform, arch)?.split('/')[0] ?? '';
    });
    expect(named.sort()).toEqual(Object.keys(packages).sort());
    expect(packagedNode('aix', 'ppc64')).toBeNull();
  });

  it('runs TypeScript', () => {
    expect(isUsableNode(execFileSync(node24(), ['-p', 'process.versions.node'], { encoding: 'utf8' }))).toBe(
      true,
    );
    expect(['20.20.2', '22.17.9', '22.18.0', '24.0.0'].map(isUsableNode)).toEqual([false, false, true, true]);
  });
});

describe('installed packages', () => {
  const locked = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true },
    },
  };
  const { a, b } = { a: locked.packages['node_modules/a'], b: locked.packages['node_modules/b'] };

  it('are as locked with or without the optional ones', () => {
    expect(isInstalledAsLocked(locked, { packages: { 'node_modules/a': a, 'node_modules/b': b } })).toBe(
      true,
    );
    expect(isInstalledAsLocked(locked, { packages: { 'node_modules/a': a } })).toBe(true);
  });

  it('are not as locked when one is missing, other, or too many', () => {
    expect(isInstalledAsLocked(locked, { packages: { 'node_modules/b': b } })).toBe(false);
    expect(isInstalledAsLocked(locked, { packages: { 'node_modules/a': { ...a, version: '1.0.1' } } })).toBe(
      false,
    );
    expect(isInstalledAsLocked(locked, { packages: { 'node_modules/a': a, 'node_modules/c': a } })).toBe(
      false,
    );
  });
});

describe('the newest change', () => {
  it('sees a changed file deep down, a removed one, and nothing where there is nothing', () => {
    const folder = join(scratch, 'sources');
    mkdirSync(join(folder, 'deep'), { recursive: true });
    writeFileSync(join(folder, 'deep', 'one.ts'), '');
    writeFileSync(join(folder, 'two.ts'), '');
    const at = (seconds: number, ...path: string[]) => utimesSync(join(folder, ...path), seconds, seconds);
    for (const path of [['deep', 'one.ts'], ['two.ts'], ['deep'], []]) at(1000, ...path);
    expect(newestChange([folder])).toBe(1_000_000);
    at(2000, 'deep', 'one.ts');
    expect(newestChange([folder])).toBe(2_000_000);
    rmSync(join(folder, 'two.ts'));
    expect(newestChange([folder])).toBeGreaterThan(2_000_000);
    expect(newestChange([join(folder, 'none')])).toBe(0);
  });
});

describe('counting tests', () => {
  const test = (status: string) => ({ status, fullName: `a ${status} test` });
  const file = (status: string, ...statuses: string[]) => ({
    name: 'x.test.ts',
    status,
    message: 'cannot load',
    assertionResults: statuses.map(test),
  });

  it('counts each test once and names what did not run', () => {
    const report = {
      testResults: [file('failed', 'passed', 'failed', 'skipped', 'todo'), file('passed', 'passed')],
    };
    expect(countTests(report, 1)).toEqual({
      passed: 2,
      failed: 1,
      files: 2,
      skipped: ['a skipped test', 'a todo test'],
      failures: ['a failed test'],
    });
  });

  it('never takes a broken run for a good one', () => {
    expect(countTests({ testResults: [file('failed')] }, 1)).toMatchObject({
      failed: 1,
      failures: ['x.test.ts: cannot load'],
    });
    expect(countTests({ testResults: [file('passed', 'passed')] }, 1)).toMatchObject({
      passed: 1,
      failed: 1,
    });
    expect(countTests(null, 137)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('takes a project without test files for no failure', () => {
    expect(countTests({ testResults: [] }, 0)).toMatchObject({ passed: 0, failed: 0, files: 0 });
  });
});

describe('exit codes', () => {
  it('are the child’s own, or the shell’s for a signal', () => {
    expect(exitCodeOf({ status: 3, signal: null })).toBe(3);
    expect(exitCodeOf({ status: null, signal: 'SIGTERM' })).toBe(143);
    expect(exitCodeOf({ status: null, signal: null, error: new Error('none') })).toBe(1);
  });

  it('tells a wrong step by the last line and the code', () => {
    const result = spawnSync(node24(), [join(ROOT, 'tools/scripts/test.mjs'), '--only', 'nonsense'], {
      encoding: 'utf8',
    });
    expect(result.status).toBe(1);
    expect(result.stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
  });
});
