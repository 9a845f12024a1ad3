/** The start of a utility process: gives the module that is its first argument Electron's `process.parentPort`. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { announceVersions } from '../runtime-identity.ts';
import { refuse } from '../unsupported/refusal.ts';

class ParentPort extends EventEmitter {
  postMessage(message: unknown, transfer?: readonly unknown[]): void {
    if (transfer && transfer.length > 0)
      refuse('parentPort.postMessage transfer', 'ports cannot be handed over');
    process.send?.(message);
  }

  start(): void {}
}

const parentPort = new ParentPort();
const early: object[] = [];

function deliverEarly(): void {
  for (const event of early.splice(0)) parentPort.emit('message', event);
}

process.on('message', (message: { data: unknown }) => {
  const event = { data: message.data, ports: [] };
  // Electron keeps messages until somebody listens.
  if (parentPort.listenerCount('message') > 0) parentPort.emit('message', event);
  else early.push(event);
});
parentPort.on('newListener', (name) => {
  if (name === 'message') queueMicrotask(deliverEarly);
});
// A utility process does not outlive the application, however that ended.
process.on('disconnect', () => process.exit(0));

announceVersions();
Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true });
Object.defineProperty(process, 'type', { value: 'utility', enumerable: true });

const [modulePath = '', ...args] = process.argv.slice(2);
process.argv = [process.argv[0] ?? process.execPath, modulePath, ...args];
await import(pathToFileURL(modulePath).href);
