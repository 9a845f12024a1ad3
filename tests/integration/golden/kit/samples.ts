import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Expectation, readSound, recipes } from './make.ts';

export const goldenFolder: string = fileURLToPath(new URL('../../../fixtures/golden/', import.meta.url));
export const rootsPath: string = join(goldenFolder, 'authority-root.pem');

export interface GoldenSample extends Expectation {
  readonly path: string;
}

/** Every sample as a file: the committed ones, and those whose recipe is applied to the sound package now. */
export async function goldenSamples(): Promise<readonly GoldenSample[]> {
  const expectations = JSON.parse(readFileSync(join(goldenFolder, 'expected.json'), 'utf8')) as Expectation[];
  const scratch = mkdtempSync(join(tmpdir(), 'liuhen-golden-'));
  const byName = new Map(recipes(readSound(goldenFolder)).map((recipe) => [recipe.name, recipe]));
  return Promise.all(
    expectations.map(async (expectation) => {
      const { name, from } = expectation;
      if (from === 'file') return { ...expectation, path: join(goldenFolder, `${name}.zip`) };
      const recipe = byName.get(name);
      if (recipe === undefined) throw new Error(`no recipe ${name}`);
      const path = join(scratch, `${name}.zip`);
      writeFileSync(path, await recipe.bytes());
      return { ...expectation, path };
    }),
  );
}
