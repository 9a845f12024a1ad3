import { contextBridge, ipcRenderer } from 'electron';
import {
  CLIENT_GLOBAL,
  channelOf,
  eventChannelOf,
  eventNames,
  operationNames,
} from '../core/contract/index.ts';

// SECURITY: P13 (checklist 20, no raw APIs) the page gets these functions and nothing else: no ipcRenderer, no event objects.
const client: Record<string, Record<string, unknown> | ((...call: never[]) => unknown)> = {};
for (const [feature, operation] of operationNames()) {
  const invoke = (input?: unknown) => ipcRenderer.invoke(channelOf(feature, operation), input);
  client[feature] = { ...client[feature], [operation]: invoke };
}
const known: ReadonlySet<string> = new Set(eventNames());
client.on = (name: string, listener: (payload: unknown) => void) => {
  if (!known.has(name)) throw new TypeError('unknown event');
  const relay = (_event: unknown, payload: unknown) => listener(payload);
  ipcRenderer.on(eventChannelOf(name), relay);
  return () => {
    ipcRenderer.removeListener(eventChannelOf(name), relay);
  };
};
for (const operations of Object.values(client)) Object.freeze(operations);
contextBridge.exposeInMainWorld(CLIENT_GLOBAL, Object.freeze(client));
