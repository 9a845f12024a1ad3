import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A small file system of its own, for tests of full and read-only disks; needs root on Linux. */
export interface SmallDisk {
  readonly path: string;
  makeReadOnly(): void;
  unmount(): void;
}

/** Mounts a file system in memory at `path`, or says why it cannot. */
export function mountSmallDisk(path: string, sizeMiB: number): SmallDisk | { readonly reason: string } {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return { reason: 'mounting needs root on Linux' };
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'liuhen-test', path], { stdio: 'pipe' });
  } catch (thrown) {
    return { reason: `mount is not allowed here: ${String(thrown)}` };
  }
  return {
    path,
    makeReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', path], { stdio: 'pipe' }),
    unmount: () => execFileSync('umount', ['-l', path], { stdio: 'pipe' }),
  };
}
