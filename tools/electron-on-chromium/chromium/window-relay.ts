import { spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const RELAY_TIMEOUT_MS = 2000;

/**
 * Has the running Chromium open an application window, by the message that a second start of the program would send.
 * Sending it ourselves saves that start (about 0.3 s); should the message ever change, the second start is made.
 */
export async function openApplicationWindow(
  binary: string,
  profileFolder: string,
  url: string,
  flags: readonly string[],
): Promise<void> {
  const command = [binary, `--user-data-dir=${profileFolder}`, ...flags, `--app=${url}`];
  if (await relay(profileFolder, command)) return;
  spawn(binary, command.slice(1), { stdio: 'ignore', detached: true }).unref();
}

function relay(profileFolder: string, command: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    let path: string;
    try {
      path = readlinkSync(join(profileFolder, 'SingletonSocket'));
    } catch {
      resolve(false);
      return;
    }
    const socket = connect(path);
    const finish = (isDone: boolean) => {
      socket.destroy();
      resolve(isDone);
    };
    socket.setTimeout(RELAY_TIMEOUT_MS, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('data', (answer) => finish(answer.toString('latin1').startsWith('ACK')));
    socket.write(['START', process.cwd(), ...command].join('\0'));
  });
}
