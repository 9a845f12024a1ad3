import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAuthority } from './kit/authority.ts';
import { openPageVerifier, type PageVerifier } from './kit/page.ts';
import { damage, dice, randomSound } from './kit/random.ts';
import { inPairs, type PackageVerifier, scriptVerifiers } from './kit/verifiers.ts';
import { noStamp, type Stamp, stampsOf } from './kit/workshop.ts';

// In full: LIUHEN_AGREEMENT=1000. Another seed: LIUHEN_AGREEMENT_SEED=7.
const CASES = Number(process.env.LIUHEN_AGREEMENT ?? 40);
const SEED = Number(process.env.LIUHEN_AGREEMENT_SEED ?? 20_261_123);
/** One export in this many is stamped: `openssl` is asked for each. */
const STAMPED_EACH = 4;

let scratch: string;
let stamp: Stamp;
let page: PageVerifier;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'liuhen-agreement-'));
  const authority = await makeAuthority({ folder: join(scratch, 'authority'), name: '随机样例的机构' });
  writeFileSync(join(scratch, 'root.pem'), authority.rootPem);
  stamp = stampsOf(authority);
  page = await openPageVerifier();
});
afterAll(async () => {
  await page?.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function makeCase(index: number): Promise<{ readonly path: string; readonly how: string | null }> {
  const roll = dice(SEED + index);
  const sound = await randomSound(roll, roll.below(STAMPED_EACH) === 0 ? stamp : noStamp);
  const path = join(scratch, `${index}.zip`);
  // By the seed, so that LIUHEN_AGREEMENT=1 with a seed that was printed makes the same package again.
  if ((SEED + index) % 2 === 1) {
    writeFileSync(path, sound);
    return { path, how: null };
  }
  const { how, bytes } = damage(roll, sound);
  writeFileSync(path, bytes);
  return { path, how: bytes.equals(sound) ? null : how };
}

async function said(verifier: PackageVerifier, path: string): Promise<string> {
  try {
    const { verdict, primary } = await verifier.verify(path, join(scratch, 'root.pem'));
    return `${verdict} ${primary ?? ''}`.trim();
  } catch (error) {
    return `stopped: ${String(error).slice(0, 200)}`;
  }
}

describe('P25: generated exports, half of them damaged', () => {
  test(`all verifiers say the same of ${CASES}`, { timeout: 120_000 + CASES * 15_000 }, async () => {
    const verifiers = [...scriptVerifiers, page];
    const disagreements: string[] = [];
    const verdicts = new Map<string, number>();
    const codes = new Set<string>();
    await inPairs(
      Array.from({ length: CASES }, (_, index) => index),
      async (index) => {
        const { path, how } = await makeCase(index);
        const answers = await Promise.all(verifiers.map((verifier) => said(verifier, path)));
        const [answer = ''] = answers;
        const isSoundAsExpected = how !== null || /^(verified|integrity-only)$/.test(answer);
        if (new Set(answers).size > 1 || !isSoundAsExpected || answer.startsWith('stopped')) {
          disagreements.push(`seed ${SEED + index} (${how ?? 'sound'}): ${answers.join(' | ')}`);
        } else rmSync(path);
        const [verdict = '', code] = answer.split(' ');
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
        if (code !== undefined) codes.add(code);
      },
    );
    console.log(
      `${CASES} generated exports, ${verifiers.map(({ name }) => name).join(', ')}: ` +
        `${[...verdicts].map(([verdict, count]) => `${verdict} ${count}`).join(', ')}; ${codes.size} different codes`,
    );
    expect(disagreements).toEqual([]);
    expect(readFileSync(join(scratch, 'root.pem'), 'utf8')).toContain('CERTIFICATE');
  });
});
