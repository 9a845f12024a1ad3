import { EventEmitter } from 'node:events';
import type { ChromiumProcess } from './chromium/chromium-process.ts';
import type { Targets } from './chromium/targets.ts';
import type { DisplayClient } from './display/display-client.ts';
import type { LoopbackServer } from './server/loopback-server.ts';

/** What the API stands on once the application is ready. */
export interface Host {
  readonly chromium: ChromiumProcess;
  readonly targets: Targets;
  readonly server: LoopbackServer;
  readonly display: DisplayClient;
  /** Opens an application window in the running Chromium. */
  openWindow(url: string): Promise<void>;
}

let running: Host | null = null;

/** The running host. Throws, as Electron does, when `member` is used before the application is ready. */
export function host(member: string): Host {
  if (!running) throw new Error(`${member} cannot be used before the app is ready`);
  return running;
}

export function isHostRunning(): boolean {
  return running !== null;
}

export function setHost(started: Host): void {
  running = started;
}

/** Says that the last window has gone, and the like, without the parts of the API importing each other in circles. */
export const lifecycle = new EventEmitter<{
  'last-window-closed': [];
  'browser-window-created': [object];
  'web-contents-created': [object];
  'gpu-process-gone': [waitStatus: number];
}>();
