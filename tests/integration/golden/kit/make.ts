import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariant } from '../../../../core/assert.ts';
import {
  archiveForgeries,
  bagForgeries,
  evidenceForgeries,
  type Forgery,
  flips,
  ledgerForgeries,
  proofForgeries,
} from './forgeries.ts';
import { rewrittenLedgers, soundSamples, tokenForgeries } from './plans.ts';
import { openWorkshop } from './workshop.ts';

/** What every verifier must say of one sample. */
export interface Expectation {
  readonly name: string;
  readonly what: string;
  readonly verdict: Forgery['verdict'];
  /** Code of the first FAIL line. */
  readonly primary: string | null;
  /** Whether its bytes are committed, or made of `sound-stamped.zip` by the recipe of this name. */
  readonly from: 'file' | 'recipe';
}

const SOUND = 'sound-stamped';

/** Forgeries that need nothing but the sound package: the same bytes every time. */
export function recipes(sound: Buffer): readonly Forgery[] {
  return [
    ...archiveForgeries(sound),
    ...flips(sound),
    ...bagForgeries(sound),
    ...ledgerForgeries(sound),
    ...proofForgeries(sound),
    ...evidenceForgeries(sound),
  ];
}

/** Makes all samples that authorities are needed for, and what is expected of all; the authorities' keys are thrown away. */
export async function makeGolden(folder: string): Promise<readonly Expectation[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'liuhen-golden-'));
  try {
    const workshop = await openWorkshop(scratch);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'authority-root.pem'), workshop.first.rootPem + workshop.second.rootPem);
    const expectations: Expectation[] = [];
    const expect = ({ name, what, verdict, primary }: Forgery, from: Expectation['from']) => {
      invariant(!expectations.some((one) => one.name === name), `there is one sample ${name}`);
      expectations.push({ name, what, verdict, primary, from });
    };
    const filed = [...soundSamples(workshop), ...tokenForgeries(workshop), ...rewrittenLedgers(workshop)];
    for (const sample of filed) {
      writeFileSync(join(folder, `${sample.name}.zip`), await sample.bytes());
      expect(sample, 'file');
    }
    for (const recipe of recipes(readSound(folder))) expect(recipe, 'recipe');
    writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expectations, null, 2)}\n`);
    return expectations;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The sound package that recipes are applied to. */
export function readSound(folder: string): Buffer {
  return readFileSync(join(folder, `${SOUND}.zip`));
}
