import { utilityProcess } from 'electron';
import { currentRuntime, type ForkChild, forkNode } from '../platform/index.ts';

/** {@link ForkChild} by Electron's utility process, the only way to fork when run-as-node is switched off. */
const forkUtility: ForkChild = (modulePath, name) => {
  const child = utilityProcess.fork(modulePath, [], { serviceName: `liuhen-${name}`, stdio: 'inherit' });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', (code) => listener(code)),
    kill: () => {
      child.kill();
    },
  };
};

/** Utility processes in Electron; plain child processes where the runtime is Node and says that it has none. */
export function forkOfRuntime(): ForkChild {
  return currentRuntime().name === 'electron' ? forkUtility : forkNode;
}
