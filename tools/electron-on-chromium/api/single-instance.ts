import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOCK_NAME = 'single-instance.lock';
const SOCKET_NAME = 'single-instance.sock';
/** What sockaddr_un holds, with room for its end. */
const LONGEST_SOCKET_PATH = 100;
const ATTEMPTS = 3;
const NOTIFIER = fileURLToPath(new URL('./single-instance-notifier.ts', import.meta.url));

export interface SecondInstance {
  readonly argv: string[];
  readonly workingDirectory: string;
}

/** The right to be the only instance with a folder of user data. */
export interface SingleInstanceLock {
  release(): void;
}

/** Takes the lock, or tells its holder that this instance was started and returns null. */
export function takeSingleInstanceLock(
  userDataFolder: string,
  onSecondInstance: (second: SecondInstance) => void,
): SingleInstanceLock | null {
  const lockPath = join(userDataFolder, LOCK_NAME);
  const socketPath = socketPathFor(userDataFolder);
  const mine = `${process.pid} ${startTimeOf(process.pid)}`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (tryCreate(lockPath, mine)) {
      const server = listen(socketPath, onSecondInstance);
      return {
        release() {
          server.close();
          rmSync(socketPath, { force: true });
          rmSync(lockPath, { force: true });
        },
      };
    }
    if (isHeld(lockPath)) {
      const message: SecondInstance = { argv: process.argv, workingDirectory: process.cwd() };
      spawnSync(process.execPath, [NOTIFIER, socketPath], {
        input: JSON.stringify(message),
        stdio: ['pipe', 'ignore', 'inherit'],
      });
      return null;
    }
    // Its holder was killed.
    rmSync(lockPath, { force: true });
  }
  return null;
}

function tryCreate(lockPath: string, content: string): boolean {
  const draft = `${lockPath}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    // A link appears whole or not at all, and never over another.
    linkSync(draft, lockPath);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function isHeld(lockPath: string): boolean {
  try {
    const [pid = '', startTime = ''] = readFileSync(lockPath, 'utf8').split(' ');
    return startTime !== '' && startTimeOf(Number(pid)) === startTime;
  } catch {
    return false;
  }
}

/** With its start time a process is told from a later one that got the same number. */
function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function socketPathFor(userDataFolder: string): string {
  const usual = join(userDataFolder, SOCKET_NAME);
  if (Buffer.byteLength(usual) <= LONGEST_SOCKET_PATH) return usual;
  const folder = join(tmpdir(), `electron-on-chromium-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${createHash('sha256').update(userDataFolder).digest('hex').slice(0, 24)}.sock`);
}

function listen(socketPath: string, onSecondInstance: (second: SecondInstance) => void): Server {
  rmSync(socketPath, { force: true });
  const server = createServer((socket) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('end', () => {
      const second = JSON.parse(Buffer.concat(chunks).toString('utf8')) as SecondInstance;
      socket.end('ok');
      onSecondInstance(second);
    });
  });
  server.listen({ path: socketPath });
  server.unref();
  return server;
}
