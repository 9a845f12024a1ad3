import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { UtilityProcess as ElectronUtilityProcess, ForkOptions } from 'electron';
import { isHostRunning } from '../host.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';
import { CheckedEmitter } from './checked-emitter.ts';

const CHILD_START = fileURLToPath(new URL('./utility-child.ts', import.meta.url));
const KNOWN_OPTIONS = new Set(['env', 'execArgv', 'cwd', 'stdio', 'serviceName']);

/** The running processes and what their owners call them. */
export const utilityServiceNames = new Map<number, string>();

/** One forked process. */
export class UtilityProcess extends CheckedEmitter {
  stdout: Readable | null;
  stderr: Readable | null;
  private readonly child: ChildProcess;
  private hasExited = false;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super('UtilityProcess', ['spawn', 'exit', 'message']);
    const [out, err] = outputs(options.stdio);
    this.child = fork(CHILD_START, [modulePath, ...args], {
      env: { ...(options.env ?? process.env) } as NodeJS.ProcessEnv,
      execArgv: options.execArgv ?? [],
      cwd: options.cwd,
      serialization: 'advanced',
      stdio: ['ignore', out, err, 'ipc'],
    });
    const { pid } = this.child;
    if (pid !== undefined) {
      utilityServiceNames.set(pid, options.serviceName ?? 'Node Utility Process');
      this.child.once('exit', () => utilityServiceNames.delete(pid));
    }
    this.stdout = this.child.stdout;
    this.stderr = this.child.stderr;
    this.child.once('spawn', () => this.emit('spawn'));
    this.child.on('message', (message) => this.emit('message', message));
    this.child.once('error', () => this.noteExit(1));
    this.child.once('exit', (code, signal) => this.noteExit(code ?? (signal ? 1 : 0)));
  }

  get pid(): number | undefined {
    return this.hasExited ? undefined : this.child.pid;
  }

  postMessage(message: unknown, transfer?: readonly unknown[]): void {
    if (transfer && transfer.length > 0)
      refuse('UtilityProcess.postMessage transfer', 'ports cannot be handed over');
    // The channel closes with the child; what is sent too late is lost in Electron as well.
    if (this.child.connected) this.child.send({ data: message }, () => {});
  }

  kill(): boolean {
    return this.child.kill('SIGTERM');
  }

  private noteExit(code: number): void {
    if (this.hasExited) return;
    this.hasExited = true;
    this.emit('exit', code);
  }
}

type Output = 'pipe' | 'ignore' | 'inherit';

/** Standard output and error; a utility process has no standard input. */
function outputs(stdio: ForkOptions['stdio'] = 'inherit'): [Output, Output] {
  const [out, err] = Array.isArray(stdio) ? [stdio[1], stdio[2]] : [stdio, stdio];
  return [toOutput(out), toOutput(err)];
}

function toOutput(wanted: unknown): Output {
  if (wanted === undefined || wanted === 'inherit') return 'inherit';
  if (wanted === 'pipe' || wanted === 'ignore') return wanted;
  return refuse(`utilityProcess.fork stdio '${String(wanted)}'`);
}

defineUnsupported(UtilityProcess.prototype, 'UtilityProcess', UNSUPPORTED_MEMBERS.UtilityProcess);

export const utilityProcess = {
  /** A Node process with `process.parentPort`; it ends when this process does. */
  fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): ElectronUtilityProcess {
    if (!isHostRunning()) throw new Error('utilityProcess cannot be created before app is ready.');
    for (const name of Object.keys(options)) {
      if (!KNOWN_OPTIONS.has(name)) refuse(`utilityProcess.fork option '${name}'`);
    }
    // Its events have Electron's names and values; only the overloads' types are not restated here.
    return new UtilityProcess(modulePath, args, options) as unknown as ElectronUtilityProcess;
  },
};
