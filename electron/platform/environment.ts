import { release, type, version } from 'node:os';
import type { Environment } from '../../core/evidence/index.ts';
import packageJson from '../../package.json' with { type: 'json' };

/** Version of the app. */
export const APP_VERSION: string = packageJson.version;

/** Which software on which system this is: recorded with every item. */
export function currentEnvironment(): Environment {
  return {
    app: { name: 'liuhen', version: APP_VERSION },
    runtime: currentRuntime(),
    operatingSystem: { name: `${type()} ${process.arch}`, version: `${release()} ${version()}` },
  };
}

/** Electron, the runtime that stands in for it, or plain Node for the command line. */
export function currentRuntime(): { readonly name: string; readonly version: string } {
  const onChromium = process.versions['electron-on-chromium'];
  if (onChromium !== undefined) return { name: 'electron-on-chromium', version: onChromium };
  if (process.versions.electron !== undefined)
    return { name: 'electron', version: process.versions.electron };
  return { name: 'node', version: process.versions.node };
}
