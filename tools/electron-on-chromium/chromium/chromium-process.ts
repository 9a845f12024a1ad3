import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { declareVersion } from '../runtime-identity.ts';
import { DevtoolsClient } from './devtools-client.ts';

const CLOSE_PATIENCE_MS = 2500;
const START_TIMEOUT_MS = 30_000;

interface ChromiumEvents {
  exit: [];
  'gpu-process-gone': [waitStatus: number];
}

/** The one Chromium of this application. It exits when this process does, however that ends. */
export class ChromiumProcess extends EventEmitter<ChromiumEvents> {
  readonly devtools: DevtoolsClient;
  private readonly child: ChildProcess;
  private hasExited = false;

  private constructor(binary: string, flags: readonly string[]) {
    super();
    this.child = spawn(binary, flags, {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    // With this stdio, 3 is what Chromium reads from and 4 is what it writes to.
    this.devtools = new DevtoolsClient(this.child.stdio[3] as Writable, this.child.stdio[4] as Readable);
    if (this.child.stderr) {
      createInterface({ input: this.child.stderr }).on('line', (line) => this.noteDiagnostic(line));
    }
    this.child.once('exit', () => this.markExited());
    this.child.once('error', () => this.markExited());
    process.once('exit', () => this.kill());
  }

  /** Starts Chromium and waits until it answers. */
  static async start(binary: string, flags: readonly string[]): Promise<ChromiumProcess> {
    const chromium = new ChromiumProcess(binary, flags);
    const timer = setTimeout(() => chromium.kill(), START_TIMEOUT_MS);
    try {
      const { product } = await chromium.devtools.browser.send('Browser.getVersion');
      declareVersion('chrome', product.split('/')[1] ?? product);
    } catch (cause) {
      throw new Error(`Chromium (${binary}) did not start.`, { cause });
    } finally {
      clearTimeout(timer);
    }
    return chromium;
  }

  /** Ends Chromium in good order, so that its profile is written out; by force when it does not answer. */
  async close(): Promise<void> {
    if (this.hasExited) return;
    const exited = new Promise<void>((resolve) => this.once('exit', resolve));
    const timer = setTimeout(() => this.kill(), CLOSE_PATIENCE_MS);
    this.devtools.browser.send('Browser.close').catch(() => {});
    await exited;
    clearTimeout(timer);
  }

  kill(): void {
    if (this.hasExited || this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // It has just exited by itself.
    }
  }

  private noteDiagnostic(line: string): void {
    forwardDiagnostic(line);
    // The one place where Chromium says it; the protocol has no event for it.
    const [, status] = /\bGPU process exited unexpectedly: exit_code=(\d+)/.exec(line) ?? [];
    if (status !== undefined) this.emit('gpu-process-gone', Number(status));
  }

  private markExited(): void {
    if (this.hasExited) return;
    this.hasExited = true;
    this.emit('exit');
  }
}

/** Debuggers wait for the "DevTools listening" line; the rest is noise unless asked for. */
function forwardDiagnostic(line: string): void {
  const isVerbose = Boolean(process.env.ELECTRON_ENABLE_LOGGING);
  if (line.startsWith('DevTools listening') || (isVerbose && line)) process.stderr.write(`${line}\n`);
}
