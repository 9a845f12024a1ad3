import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';

type Handler = Parameters<IpcMain['handle']>[1];

/** The main process's half of IPC; one for the application and one for each web contents. */
export class IpcReceiver extends EventEmitter {
  private readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.handlers.delete(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** Null when nobody handles the channel. */
  handlerOf(channel: string): ((event: IpcMainInvokeEvent, ...args: unknown[]) => unknown) | null {
    return this.handlers.get(channel) ?? null;
  }
}

export const ipcMain = new IpcReceiver();
