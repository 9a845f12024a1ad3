import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileProtector, openKeyFolder } from '../../../electron/signing/key-file.ts';
import { freshSecret, publicKeyHexOf } from '../../../electron/signing/key-pair.ts';
import { temporaryState } from './memory-ledger.ts';

const lockerId = '0'.repeat(26);
let state: ReturnType<typeof temporaryState>;

beforeEach(() => {
  state = temporaryState();
});
afterEach(() => state.remove());

it('P25: a saved key is found at every moment and lies where it was, while other programs save theirs', async () => {
  const folders = [1, 2].map(() => openKeyFolder(state.path, lockerId, fileProtector));
  const saved: string[] = [];
  let isSaving = true;
  const savers = folders.map(async (folder) => {
    for (let round = 0; round < 30; round += 1) {
      const secret = freshSecret();
      await folder.save(secret);
      saved.push(publicKeyHexOf(secret));
    }
  });
  const seekers = folders.map(async (folder) => {
    for (let round = 0; isSaving || round < saved.length; round += 1) {
      const sought = saved[round % Math.max(saved.length, 1)];
      const found = await folder.find(sought);
      if (sought !== undefined) expect(found).toMatchObject({ state: 'ready', publicKeyHex: sought });
    }
  });
  await Promise.all(savers);
  isSaving = false;
  await Promise.all(seekers);
  const names = readdirSync(join(state.path, 'keys'));
  const kept = names.map(
    (name) => JSON.parse(readFileSync(join(state.path, 'keys', name), 'utf8')).publicKey,
  );
  expect(kept.sort()).toEqual([...saved].sort());
});

it('P25: two programs that find no key and make one each keep both', async () => {
  const folders = [1, 2].map(() => openKeyFolder(state.path, lockerId, fileProtector));
  const secrets = folders.map(() => freshSecret());
  await Promise.all(folders.map((folder, at) => folder.save(secrets[at] ?? freshSecret())));
  for (const folder of folders) {
    for (const secret of secrets) {
      expect(await folder.find(publicKeyHexOf(secret))).toMatchObject({ state: 'ready', secret });
    }
  }
});
