import { homedir } from 'node:os';
import { join } from 'node:path';

/** Environment a program runs in; tests give their own. */
export interface FolderEnvironment {
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const here = (): FolderEnvironment => ({
  platform: process.platform,
  variables: process.env,
  home: homedir(),
});

/**
 * The locker's folder: `LIUHEN_LOCKER`, else a folder the user sees: `Documents/留痕证据库` on Windows and macOS,
 * `$XDG_DATA_HOME/liuhen/locker` elsewhere.
 */
export function defaultLockerFolder(environment: FolderEnvironment = here()): string {
  const { platform, variables, home } = environment;
  if (variables.LIUHEN_LOCKER) return variables.LIUHEN_LOCKER;
  if (platform === 'win32') return join(variables.USERPROFILE ?? home, 'Documents', '留痕证据库');
  if (platform === 'darwin') return join(home, 'Documents', '留痕证据库');
  return join(variables.XDG_DATA_HOME || join(home, '.local', 'share'), 'liuhen', 'locker');
}

/** Where this machine remembers heads of lockers it has seen, outside any locker: `LIUHEN_STATE` or the system's place. */
export function stateFolder(environment: FolderEnvironment = here()): string {
  const { platform, variables, home } = environment;
  if (variables.LIUHEN_STATE) return variables.LIUHEN_STATE;
  if (platform === 'win32') return join(variables.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Liuhen');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Liuhen');
  return join(variables.XDG_STATE_HOME || join(home, '.local', 'state'), 'liuhen');
}
