/** Small interfaces to the machine: clocks, folders, processes, randomness. No feature lives here. */
export { type ChildChannel, type ForkChild, forkNode, serveParent } from './child-channel.ts';
export { type Clock, clockFactsAt, systemClock } from './clock.ts';
export { createFileDurably, replaceFileDurably, syncFolder } from './durable-file.ts';
export { APP_VERSION, currentEnvironment, currentRuntime } from './environment.ts';
export { defaultLockerFolder, type FolderEnvironment, stateFolder } from './folders.ts';
export { sha256OfFile } from './hash-file.ts';
export { randomId, randomNonce } from './ids.ts';
export { type InOrder, inOrder } from './in-order.ts';
export { type Measured, measure } from './measure.ts';
export { resourcesFolder } from './resources-folder.ts';
export { siblingModule } from './sibling-module.ts';
export { threadEnd } from './thread-end.ts';
