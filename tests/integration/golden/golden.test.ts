import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInRoots } from '../../../core/timestamps/index.ts';
import { openPageVerifier, type PageVerifier } from './kit/page.ts';
import { type GoldenSample, goldenFolder, goldenSamples, rootsPath } from './kit/samples.ts';
import { appVerifier, inPairs, type PackageVerifier, pythonScript, pythonVerifier } from './kit/verifiers.ts';

const PYTHON_LINES = 300;

let samples: readonly GoldenSample[];
let page: PageVerifier;
beforeAll(async () => {
  samples = await goldenSamples();
  page = await openPageVerifier();
});
afterAll(() => page?.close());

describe('P27: samples of forged and damaged packages', () => {
  test('are many, each with its own code, and small enough to be kept', () => {
    const failing = samples.filter(({ verdict }) => verdict === 'failed');
    expect(failing.length).toBeGreaterThan(150);
    expect(new Set(failing.map(({ primary }) => primary)).size).toBeGreaterThan(55);
    const bytes = samples
      .filter(({ from }) => from === 'file')
      .map(({ name }) => statSync(join(goldenFolder, `${name}.zip`)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8_000_000);
  });

  test.each<{ name: string; verifier: () => PackageVerifier }>([
    { name: 'the app', verifier: () => appVerifier },
    { name: 'verify.py', verifier: () => pythonScript },
    { name: 'verify.html', verifier: () => page },
  ])(
    'P25: $name gives each its verdict and its first code',
    { timeout: 900_000 },
    async ({ name, verifier }) => {
      const wrong: string[] = [];
      await inPairs(samples, async (sample) => {
        const answer = await verifier().verify(sample.path, rootsPath);
        if (answer.verdict === sample.verdict && answer.primary === sample.primary) return;
        wrong.push(
          `${sample.name}: ${answer.verdict} ${answer.primary}, not ${sample.verdict} ${sample.primary}`,
        );
      });
      expect(wrong).toEqual([]);
      console.log(`${name}: ${samples.length} samples`);
    },
  );
});

describe('P25: the second implementation', () => {
  const folder = dirname(pythonVerifier);
  const sources = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.py'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));

  test('is short enough to be read: no file of more than 300 lines', () => {
    const lines = sources().map((source) => source.split('\n').length - 1);
    expect(Math.max(...lines)).toBeLessThanOrEqual(PYTHON_LINES);
    console.log(`verifier: ${lines.reduce((sum, count) => sum + count, 0)} lines of Python`);
  });

  test('trusts the roots that the app trusts', () => {
    const trusted =
      /TRUSTED = set\("""([^"]*)"""/.exec(readFileSync(pythonVerifier, 'utf8'))?.[1]?.trim().split(/\s+/) ??
      [];
    expect(trusted.toSorted()).toEqual(builtInRoots.map(({ sha256 }) => sha256).toSorted());
  });

  test('shares nothing with ours, and needs nothing but the standard library', () => {
    const modules = new Set(
      sources().flatMap((source) =>
        [...source.matchAll(/^(?:from|import) ([a-z_, ]+?)(?: import.*)?$/gm)].flatMap((match) =>
          (match[1] ?? '').split(', '),
        ),
      ),
    );
    const own = readdirSync(folder).map((name) => name.replace('.py', ''));
    const standard =
      'argparse base64 calendar collections datetime decimal hashlib json os re struct subprocess sys tempfile time unicodedata zlib'.split(
        ' ',
      );
    expect([...modules].filter((name) => !own.includes(name) && !standard.includes(name))).toEqual([]);
    expect(existsSync(join(folder, 'README.md'))).toBe(true);
  });
});
