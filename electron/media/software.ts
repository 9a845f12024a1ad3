import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface Software {
  readonly name: string;
  readonly version: string;
}

const installed = createRequire(import.meta.url);

/** Read from the package itself: neither package lets its description be imported. */
function versionOf(name: string): Software {
  let folder = dirname(installed.resolve(name));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Software;
  return { name, version };
}

/** What decodes frames: stated with every frame that is sealed. */
export const DECODER = versionOf('@napi-rs/webcodecs');

/** What copies packets: stated with every stretch that is sealed. */
export const PACKET_COPIER = versionOf('mediabunny');
