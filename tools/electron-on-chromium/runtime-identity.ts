/** The name that window titles, `process.versions` and capture records carry. */
export const RUNTIME_NAME = 'electron-on-chromium';

/** The runtime's own version; raise it with any change an application could observe. */
export const RUNTIME_VERSION = '0.2.0';

/** The Electron release whose API is implemented in part. */
export const EMULATED_ELECTRON_VERSION = '45.4.1';

/** What follows the application's own title, so that no screenshot of it passes for one of Electron. */
export const TITLE_SUFFIX = ` [${RUNTIME_NAME}]`;

/** Makes the runtime recognisable, as Electron's own versions are: `process.versions[RUNTIME_NAME]`. */
export function announceVersions(): void {
  declareVersion('electron', EMULATED_ELECTRON_VERSION);
  declareVersion(RUNTIME_NAME, RUNTIME_VERSION);
}

/** Adds one entry to `process.versions`, which Node itself only lets grow. */
export function declareVersion(component: string, version: string): void {
  Object.defineProperty(process.versions, component, {
    value: version,
    enumerable: true,
    configurable: true,
  });
}
