import { fork } from 'node:child_process';

/** A process of ours that may die: hostile decoding, typesetting. Messages are structured clones. */
export interface ChildChannel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, with the exit code, or null when killed by a signal. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Starts a module in a process of its own. The window's shell gives Electron's utility process instead. */
export type ForkChild = (modulePath: string, name: string) => ChildChannel;

/** {@link ForkChild} for plain Node: the command line and tests. */
export const forkNode: ForkChild = (modulePath, name) => {
  const child = fork(modulePath, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning', `--title=liuhen-${name}`],
  });
  return {
    send: (message) => {
      // A child that died meanwhile is reported by onExit; a failed write says the same thing twice.
      child.send(message as object, () => undefined);
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      let isGone = false;
      const once = (code: number | null) => {
        if (!isGone) listener(code);
        isGone = true;
      };
      child.once('exit', once);
      child.once('error', () => once(null));
    },
    kill: () => child.kill('SIGKILL'),
  };
};

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** The child's end: works under Electron's utility process and under plain Node's fork. */
export function serveParent(onMessage: (message: unknown, reply: (message: unknown) => void) => void): void {
  const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
  if (port) {
    port.on('message', (event) => onMessage(event.data, (message) => port.postMessage(message)));
    return;
  }
  process.on('message', (message) => onMessage(message, (answer) => process.send?.(answer as object)));
  process.on('disconnect', () => process.exit(0));
}
