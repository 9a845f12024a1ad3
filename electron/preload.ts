import { contextBridge, ipcRenderer } from 'electron';
import { CLIENT_GLOBAL, channelOf, eventChannelOf } from '../core/contract/channels.ts';

// Derived from the contract when the preload is built (electron.vite.config.ts): a sandboxed preload can load no package,
// and the schemas are main's business.
declare const OPERATION_NAMES: readonly (readonly [feature: string, operation: string])[];
declare const EVENT_NAMES: readonly string[];

// SECURITY: P13 (checklist 20, no raw APIs) the page gets these functions and nothing else: no ipcRenderer, no event objects.
const client: Record<string, Record<string, unknown> | ((...call: never[]) => unknown)> = {};
for (const [feature, operation] of OPERATION_NAMES) {
  const invoke = (input?: unknown) => ipcRenderer.invoke(channelOf(feature, operation), input);
  client[feature] = { ...client[feature], [operation]: invoke };
}
client.on = (name: string, listener: (payload: unknown) => void) => {
  if (!EVENT_NAMES.includes(name)) throw new TypeError('unknown event');
  const relay = (_event: unknown, payload: unknown) => listener(payload);
  ipcRenderer.on(eventChannelOf(name), relay);
  return () => {
    ipcRenderer.removeListener(eventChannelOf(name), relay);
  };
};
for (const operations of Object.values(client)) Object.freeze(operations);
contextBridge.exposeInMainWorld(CLIENT_GLOBAL, Object.freeze(client));
