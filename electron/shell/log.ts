import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 1024 * 1024;

/**
 * Writes lines to `<folder>/liuhen.log` and stderr; at 1 MB the file becomes `liuhen.log.1`. Callers give no content of
 * evidence (P32). A log that cannot be written never stops the app.
 */
export function createLog(folder: string): (line: string) => void {
  const path = join(folder, 'liuhen.log');
  return (line) => {
    const stamped = `${new Date().toISOString()} ${line}\n`;
    process.stderr.write(stamped);
    try {
      mkdirSync(folder, { recursive: true });
      if (sizeOf(path) > MAX_BYTES) renameSync(path, `${path}.1`);
      appendFileSync(path, stamped, { mode: 0o600 });
    } catch {
      // stderr has the line; a full disk is reported by what needs the disk.
    }
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
