import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  startVirtualDisplay,
  type VirtualDisplay,
} from '../../../tools/electron-on-chromium/virtual-display.ts';
import { EXECUTABLE, freshFolder } from './app-under-test.ts';

let display: VirtualDisplay;
let folder: string;
beforeAll(async () => {
  display = await startVirtualDisplay({ width: 1280, height: 800 });
  folder = freshFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'small', main: 'main.cjs' }));
});
afterAll(async () => {
  await display.stop();
  rmSync(folder, { recursive: true });
});

/** What a main script prints about its safe storage, in the profile of this name. */
function said(profile: string, afterReady: string): unknown {
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, safeStorage } = require('electron');
     const before = safeStorage.isEncryptionAvailable();
     app.whenReady().then(() => {
       const say = (words) => console.log(JSON.stringify(words));
       try { ${afterReady} } catch (error) { say({ error: error.message }); }
       app.exit(0);
     });`,
  );
  const run = spawnSync(EXECUTABLE, [folder, `--user-data-dir=${join(folder, profile)}`], {
    env: display.env,
    encoding: 'utf8',
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  return JSON.parse(run.stdout);
}

it('safe storage says basic_text: whoever wants a real key store knows that there is none', () => {
  const words = said(
    'one',
    `const sealed = safeStorage.encryptString('秘密');
     say([before, safeStorage.isEncryptionAvailable(), safeStorage.getSelectedStorageBackend(),
          sealed.includes('秘密'), safeStorage.decryptString(sealed), sealed.toString('hex')]);`,
  );
  expect(words).toMatchObject([false, true, 'basic_text', false, '秘密', expect.any(String)]);
  expect(statSync(join(folder, 'one', 'safe-storage.key')).mode & 0o777).toBe(0o600);
  const sealed = (words as readonly unknown[])[5];
  const decrypt = `say(safeStorage.decryptString(Buffer.from('${sealed}', 'hex')));`;
  expect(said('one', decrypt)).toBe('秘密');
  expect(said('two', decrypt)).toHaveProperty('error');
});
