import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { RuntimeEnvironmentError } from '../environment-error.ts';

/** Debian's real binary first: the wrapper in /usr/bin adds flags of its own. */
const USUAL_PLACES = [
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/opt/chromium.org/chromium/chromium',
];
const USUAL_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The path of Chromium; throws a message that names the package to install when there is none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const wanted = environment.ELECTRON_ON_CHROMIUM_BINARY;
  if (wanted) {
    if (isExecutable(wanted)) return wanted;
    throw new RuntimeEnvironmentError(
      `ELECTRON_ON_CHROMIUM_BINARY names ${wanted}, which cannot be executed.`,
    );
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = USUAL_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...USUAL_PLACES, ...onPath].find(isExecutable);
  if (found) return found;
  throw new RuntimeEnvironmentError(
    'No Chromium was found. Install the Debian package "chromium" (apt-get install chromium), ' +
      'or set ELECTRON_ON_CHROMIUM_BINARY to the path of one.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
