import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const USER_FOLDERS: Readonly<Record<string, string>> = {
  desktop: 'DESKTOP',
  documents: 'DOCUMENTS',
  downloads: 'DOWNLOAD',
  music: 'MUSIC',
  pictures: 'PICTURES',
  videos: 'VIDEOS',
};

/** `app.getPath`, with what `app.setPath` changed. */
export class AppPaths {
  private readonly chosen = new Map<string, string>();
  private readonly applicationName: () => string;
  private readonly executable: string;

  constructor(applicationName: () => string, executable: string) {
    this.applicationName = applicationName;
    this.executable = executable;
  }

  /** Throws for a name Electron does not know either. */
  get(name: string): string {
    const path = this.chosen.get(name) ?? this.usual(name);
    if (path === null) throw new Error(`Failed to get '${name}' path`);
    if (name === 'userData' || name === 'logs') mkdirSync(path, { recursive: true });
    return path;
  }

  set(name: string, path: string): void {
    if (this.usual(name) === null) throw new Error(`Failed to set path: unknown name '${name}'`);
    mkdirSync(path, { recursive: true });
    this.chosen.set(name, path);
  }

  private usual(name: string): string | null {
    const configuration = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
    if (name in USER_FOLDERS) return userFolder(USER_FOLDERS[name] ?? '') ?? homedir();
    switch (name) {
      case 'home':
        return homedir();
      case 'appData':
        return configuration;
      case 'userData':
        return join(this.chosen.get('appData') ?? configuration, this.applicationName());
      case 'sessionData':
        return this.get('userData');
      case 'logs':
        return join(this.get('userData'), 'logs');
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad');
      case 'temp':
        return tmpdir();
      case 'exe':
      case 'module':
        return this.executable;
      default:
        return null;
    }
  }
}

function userFolder(name: string): string | null {
  try {
    return (
      execFileSync('xdg-user-dir', [name], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || null
    );
  } catch {
    return null;
  }
}
