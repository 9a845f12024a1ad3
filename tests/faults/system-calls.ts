import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseFolders, type IngestPlace, startDriver } from './ingest.ts';

/** One system call of a trace, in order. */
export interface SystemCall {
  readonly name: string;
  /** The line as strace wrote it, descriptors with their paths. */
  readonly text: string;
}

/** Every call by which a program touches files; the sweep injects into each. */
const FILE_CALLS = [
  'open',
  'openat',
  'close',
  'read',
  'pread64',
  'readv',
  'preadv',
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'lseek',
  'stat',
  'lstat',
  'fstat',
  'newfstatat',
  'statx',
  'statfs',
  'fstatfs',
  'access',
  'faccessat',
  'faccessat2',
  'getdents64',
  'fsync',
  'fdatasync',
  'sync_file_range',
  'ftruncate',
  'fallocate',
  'rename',
  'renameat',
  'renameat2',
  'mkdir',
  'mkdirat',
  'rmdir',
  'unlink',
  'unlinkat',
  'chmod',
  'fchmod',
  'fchmodat',
  'utimensat',
  'fcntl',
  'flock',
].map((name) => `?${name}`);

/** Why traces cannot be made here, or undefined when they can. */
export function tracingProblem(): string | undefined {
  if (process.platform !== 'linux') return 'system calls are traced with strace, on Linux only';
  const found = spawnSync('strace', ['-o', '/dev/null', '-e', 'trace=none', 'true'], { encoding: 'utf8' });
  if (found.error !== undefined) return 'strace is not installed (Debian package strace)';
  return found.status === 0 ? undefined : `strace may not trace here: ${found.stderr.trim()}`;
}

/** What a traced run gave. */
export interface TracedRun {
  readonly calls: readonly SystemCall[];
  readonly isInjected: boolean;
  readonly lines: readonly string[];
}

/**
 * Starts the driver on a re-opened locker, attaches strace to its main thread while it waits, lets it go, and returns
 * what it did and said. `inject` is strace's own expression, such as `fsync:error=EIO:when=2`: counting starts with
 * the attachment, so the same number means the same call each time.
 */
export async function runTraced(run: {
  readonly place: IngestPlace;
  readonly folders: CaseFolders;
  readonly script: string;
  readonly input: readonly string[];
  readonly inject?: string | undefined;
}): Promise<TracedRun> {
  const [mode = '', ...rest] = run.input;
  const driver = startDriver(run.script, mode, run.folders.directory, run.folders.stateFolder, ...rest);
  await driver.waitFor('ready');
  const trace = join(run.place.folder, `trace-${driver.child.pid}`);
  const inject = run.inject === undefined ? [] : ['-e', `inject=${run.inject}`];
  const input = ['-y', '-s', '16', '-o', trace, '-e', `trace=${FILE_CALLS.join(',')}`, ...inject];
  const strace = spawn('strace', [...input, '-p', `${driver.child.pid}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const straceExited = new Promise((resolve) => strace.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    strace.stderr.on('data', (chunk: Buffer) => chunk.includes('attached') && resolve());
    strace.once('exit', () => reject(new Error('strace did not attach')));
  });
  driver.child.stdin?.end('x');
  await driver.exited;
  await straceExited;
  const text = readFileSync(trace, 'utf8');
  rmSync(trace);
  return { calls: parseTrace(text), isInjected: text.includes('(INJECTED)'), lines: driver.lines };
}

/** The calls between the driver being let go and its last word. */
function parseTrace(trace: string): readonly SystemCall[] {
  const calls: SystemCall[] = [];
  for (const text of trace.split('\n')) {
    const name = /^(\w+)\(/.exec(text)?.[1];
    if (name !== undefined) calls.push({ name, text });
  }
  // The first is the wait on stdin; behind the last word is only the process's own end.
  const last = calls.findLastIndex(({ text }) => text.startsWith('write(1<'));
  return calls.slice(0, last + 1);
}
