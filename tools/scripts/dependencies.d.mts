interface LockFile {
  packages: Record<string, { version?: string; integrity?: string; optional?: boolean }>;
}
export function npmCommand(): { file: string; first: string[]; shell: boolean };
export function isInstalledAsLocked(locked: LockFile, installed: LockFile): boolean;
export function ensureDependencies(): void;
