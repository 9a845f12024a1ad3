/**
 * A desktop in memory for tests and for machines without one: Xvfb, a session bus and the window manager openbox.
 * Needs the Debian packages xvfb, openbox and dbus; without the last two the display still works, less like a desktop.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RuntimeEnvironmentError } from './environment-error.ts';

/** Windows with frames and no keys of its own: every key combination is the programs' under test. */
const WINDOW_MANAGER_CONFIGURATION = `<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <desktops><number>1</number></desktops>
  <mouse>
    <context name="Client"><mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind></context>
    <context name="Titlebar"><mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind></context>
    <context name="Close"><mousebind button="Left" action="Click"><action name="Close"/></mousebind></context>
  </mouse>
</openbox_config>
`;

const START_TIMEOUT_MS = 10_000;
const STOP_PATIENCE_MS = 2000;
const SETTLE_MS = 300;

export interface VirtualDisplayOptions {
  readonly width?: number;
  readonly height?: number;
  /** False leaves the windows to themselves. */
  readonly hasWindowManager?: boolean;
}

export interface VirtualDisplay {
  /** The value of DISPLAY, such as `:7`. */
  readonly display: string;
  /** The whole environment for a program that is to run on it. */
  readonly env: Record<string, string>;
  /** Ends the display and everything that was started with it. */
  stop(): Promise<void>;
}

/** Starts a display of that size on a free number. Throws RuntimeEnvironmentError when Xvfb is not installed. */
export async function startVirtualDisplay(options: VirtualDisplayOptions = {}): Promise<VirtualDisplay> {
  const { width = 1920, height = 1080, hasWindowManager = true } = options;
  const started: ChildProcess[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'virtual-display-'));
  const stop = async () => {
    for (const child of started.reverse()) await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const display = await startServer(started, `${width}x${height}x24`);
    const env = { ...presentEnvironment(), DISPLAY: display, XDG_RUNTIME_DIR: folder };
    const bus = await startBus(started, folder);
    const wholeEnv = bus ? { ...env, DBUS_SESSION_BUS_ADDRESS: bus } : env;
    if (hasWindowManager) await startWindowManager(started, wholeEnv, folder);
    return { display, env: wholeEnv, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServer(started: ChildProcess[], screen: string): Promise<string> {
  // The server picks the number, so that two tests starting at once do not pick the same.
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  started.push(child);
  const number = await firstLine(child, 3);
  if (number === null) {
    throw new RuntimeEnvironmentError('Xvfb could not be started. Install the Debian package "xvfb".');
  }
  return `:${number}`;
}

async function startBus(started: ChildProcess[], folder: string): Promise<string | null> {
  const address = `unix:path=${join(folder, 'bus')}`;
  const child = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1', `--address=${address}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(child);
  return firstLine(child, 1);
}

async function startWindowManager(
  started: ChildProcess[],
  env: Record<string, string>,
  folder: string,
): Promise<void> {
  const configuration = join(folder, 'openbox.xml');
  writeFileSync(configuration, WINDOW_MANAGER_CONFIGURATION);
  const child = spawn('openbox', ['--sm-disable', '--config-file', configuration], { stdio: 'ignore', env });
  started.push(child);
  const isMissing = await Promise.race([
    new Promise<boolean>((resolve) => child.once('error', () => resolve(true))),
    delay(SETTLE_MS, false),
  ]);
  if (isMissing) console.error('openbox is not installed: the virtual display has no window manager.');
}

/** The first line that a child writes to one of its pipes; null when it ends without one. */
function firstLine(child: ChildProcess, descriptor: number): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), START_TIMEOUT_MS);
    const finish = (line: string | null) => {
      clearTimeout(timer);
      resolve(line);
    };
    let text = '';
    const pipe = child.stdio[descriptor];
    pipe?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const line = /^(.*)\n/.exec(text)?.[1];
      if (line !== undefined) finish(line.trim());
    });
    child.once('error', () => finish(null));
    child.once('exit', () => finish(null));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  await exited;
  clearTimeout(timer);
}

function presentEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
