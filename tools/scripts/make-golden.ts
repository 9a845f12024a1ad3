import { join } from 'node:path';
import { makeGolden } from '../../tests/integration/golden/kit/make.ts';

// Makes the samples of tests/fixtures/golden anew; needs openssl and faketime. They are committed: this is run only when the
// format changes, because every run has authorities of its own.

const folder = join(import.meta.dirname, '..', '..', 'tests', 'fixtures', 'golden');
const samples = await makeGolden(folder);
console.log(`${samples.length} samples in ${folder}`);
