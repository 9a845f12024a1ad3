import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  childEnvironment,
  ensureBuild,
  ensureDebianPackages,
  ensureDependencies,
  exitCodeOf,
  node24,
  npmCommand,
  ROOT,
  say,
  TEST_PACKAGES,
} from './bootstrap.mjs';
import { countTests } from './vitest-report.mjs';

// What `npm test` runs: everything, from a fresh clone. The last line says `N passed, N failed`.

const PROJECTS = ['unit', 'integration', 'contract', 'faults', 'e2e'];
const CHECKS = {
  typecheck: () => quietly(npm('run', 'typecheck'), tool('typescript/bin/tsc', '-p', 'tsconfig.core.json')),
  lint: () => quietly(npm('run', 'lint')),
  build: () => ensureBuild(),
};
const STEPS = [...Object.keys(CHECKS), ...PROJECTS];

function npm(...args) {
  const { file, first, shell } = npmCommand();
  return { file, args: [...first, '--silent', ...args], shell };
}

function tool(path, ...args) {
  return { file: node24(), args: [join(ROOT, 'node_modules', path), ...args], shell: false };
}

/** Runs the commands one after the other; throws with what the first failing one wrote. */
function quietly(...commands) {
  for (const { file, args, shell } of commands) {
    const result = spawnSync(file, args, {
      cwd: ROOT,
      shell,
      env: childEnvironment(),
      encoding: 'utf8',
      maxBuffer: 2 ** 27,
    });
    if (result.status !== 0) throw new Error(result.error?.message ?? `${result.stdout}${result.stderr}`);
  }
}

function runCheck(name) {
  try {
    CHECKS[name]();
    return { passed: 1, failed: 0, skipped: [], failures: [] };
  } catch (error) {
    console.log(error.message);
    return { passed: 0, failed: 1, skipped: [], failures: [name] };
  }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function runProject(name) {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-test-'));
  try {
    const outcome = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outcome}`];
    const { file, args } = tool(
      'vitest/vitest.mjs',
      'run',
      '--project',
      name,
      '--passWithNoTests',
      ...reporters,
    );
    const result = spawnSync(file, args, { cwd: ROOT, env: childEnvironment(), stdio: 'inherit' });
    return countTests(readReport(outcome), exitCodeOf(result));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function chosenSteps() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const chosen = values.only?.split(',') ?? STEPS;
  const unknown = chosen.filter((name) => !STEPS.includes(name));
  if (unknown.length > 0)
    throw new Error(`没有这一步 no such step: ${unknown.join(', ')} (${STEPS.join(', ')})`);
  return STEPS.filter((name) => chosen.includes(name));
}

function runStep(name) {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const counted = name in CHECKS ? runCheck(name) : runProject(name);
  return { name, ...counted, seconds: (performance.now() - startedAt) / 1000 };
}

function describe({ name, passed, failed, skipped, files, seconds }) {
  const counts = files === 0 ? '还没有测试 no test files' : `${passed} passed, ${failed} failed`;
  const left = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  return `${failed > 0 ? '✗' : '✓'} ${name.padEnd(12)} ${counts}${left}  (${seconds.toFixed(1)} s)`;
}

function summarise(results) {
  console.log('\n── 汇总 summary');
  for (const result of results) console.log(describe(result));
  for (const { name, failures } of results)
    for (const failure of failures) console.log(`  失败 failed: ${name} › ${failure}`);
  for (const { name, skipped } of results)
    for (const test of skipped) console.log(`  跳过 skipped: ${name} › ${test}`);
}

function finish(passed, failed) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function main() {
  const steps = chosenSteps();
  ensureDependencies();
  if (steps.some((name) => name in CHECKS === false) && !ensureDebianPackages(TEST_PACKAGES)) {
    say('继续，但缺软件包的测试会失败。 Going on; tests that need them will fail.');
  }
  const results = steps.map(runStep);
  summarise(results);
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  finish(total('passed'), total('failed'));
}

try {
  main();
} catch (error) {
  console.log(error.message);
  finish(0, 1);
}
