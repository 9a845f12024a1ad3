import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportSample, newFolder } from '../dossier/export-sample.ts';
import { sampleMediaExhibits } from '../dossier/sample-media.ts';
import { sampleExhibits } from '../dossier/sample-order.ts';
import { openStampedLocker, type StampedLocker } from '../package/stamped.ts';
import { openPageVerifier, type PageVerifier } from './kit/page.ts';
import { scriptVerifiers } from './kit/verifiers.ts';

const formatOne = fileURLToPath(new URL('../package/fixtures/format-1.zip', import.meta.url));

let stamped: StampedLocker;
let page: PageVerifier;
let rootsPath: string;
beforeAll(async () => {
  stamped = await openStampedLocker();
  page = await openPageVerifier();
  rootsPath = join(newFolder(), 'roots.pem');
  writeFileSync(rootsPath, stamped.authorities.map(({ rootPem }) => rootPem).join(''));
});
afterAll(async () => {
  await page?.close();
  await stamped?.end();
});

describe('P25: what the program exports', () => {
  const exported = async (exhibits: Parameters<typeof exportSample>[0]) =>
    (await exportSample(exhibits, { media: undefined })).packagePath ?? '';

  test.each([
    { what: 'a stamped order of a real locker', verdict: 'verified', path: () => stamped.exportPackage() },
    {
      what: 'an order with every kind of page, without a key',
      verdict: 'integrity-only',
      path: async () => exported(await sampleExhibits()),
    },
    {
      what: 'recordings, stills, calls and words',
      verdict: 'integrity-only',
      path: async () => exported(await sampleMediaExhibits()),
    },
    { what: 'a package of format 1', verdict: 'integrity-only', path: async () => formatOne },
  ])('$what is $verdict to all verifiers', async ({ verdict, path }) => {
    const packagePath = await path();
    for (const verifier of [...scriptVerifiers, page]) {
      expect(await verifier.verify(packagePath, rootsPath), verifier.name).toEqual({
        verdict,
        primary: null,
      });
    }
  });
});
