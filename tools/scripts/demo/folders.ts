import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../node24.mjs';

/** Where a run of the demo leaves what it made. */
export interface DemoFolders {
  readonly root: string;
  /** Not made here: the app makes its locker itself. */
  readonly locker: string;
  readonly userData: string;
  readonly state: string;
  readonly screenshots: string;
  readonly exported: string;
  readonly unpacked: string;
}

/** Clears the demo's own folders below `demo-output/`, and nothing else there, and makes them anew. */
export function freshFolders(): DemoFolders {
  const root = join(ROOT, 'demo-output');
  const locker = join(root, 'locker');
  const folders = {
    userData: join(root, 'user-data'),
    state: join(root, 'state'),
    screenshots: join(root, 'screenshots'),
    exported: join(root, 'export'),
    unpacked: join(root, 'unpacked'),
  };
  for (const folder of [locker, ...Object.values(folders)]) rmSync(folder, { recursive: true, force: true });
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  return { root, locker, ...folders };
}
