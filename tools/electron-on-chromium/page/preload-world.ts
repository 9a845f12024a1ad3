import type { createBridgeEnd } from './bridge-end.ts';
import type { FromPage, ToPage } from './channel-messages.ts';
import type { createPageCodec } from './codec.ts';

export interface PreloadWorldSettings {
  readonly bridgeName: string;
  readonly channelAddress: string;
  readonly channelToken: string;
  readonly webContentsId: number;
  readonly process: {
    readonly platform: string;
    readonly arch: string;
    readonly pid: number;
    readonly argv: readonly string[];
    readonly versions: Readonly<Record<string, string | undefined>>;
    readonly env: Readonly<Record<string, string | undefined>>;
  };
}

type Preload = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: unknown,
  global: unknown,
) => void;

/**
 * Runs in the isolated world of a window's top frame: gives the preload script what a sandboxed preload has in
 * Electron, and throws for what it has not. Sent as text, so it uses nothing from outside itself.
 */
export function runPreload(
  settings: PreloadWorldSettings,
  makeBridgeEnd: typeof createBridgeEnd,
  makeCodec: typeof createPageCodec,
  preload: Preload,
): void {
  const isBlankPage = location.hostname.endsWith('.blank.localhost');
  if (window.top !== window || isBlankPage) return;
  const bridge = makeBridgeEnd(settings.bridgeName, 'preload');
  const codec = makeCodec();

  type Listener = (event: unknown, ...args: unknown[]) => void;
  const listeners = new Map<string, { listener: Listener; run: Listener }[]>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const unsent: Uint8Array<ArrayBuffer>[] = [];
  let lastId = 0;

  const socket = new WebSocket(settings.channelAddress);
  socket.binaryType = 'arraybuffer';
  const send = (message: FromPage) => {
    const bytes = codec.encode(message);
    if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
    else unsent.push(bytes);
  };
  socket.onopen = () => {
    const { channelToken: token, webContentsId } = settings;
    socket.send(
      codec.encode({ kind: 'hello', token, webContentsId, url: location.href, origin: location.origin }),
    );
    for (const bytes of unsent.splice(0)) socket.send(bytes);
  };
  socket.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error('The main process has closed this window.'));
    waiting.clear();
  };
  socket.onmessage = (event: MessageEvent<ArrayBuffer>) => {
    // Only the main process, which knows the token, is at the other end.
    const message = codec.decode(new Uint8Array(event.data)) as ToPage;
    if (message.kind === 'event') {
      const about = { sender: ipcRenderer, ports: [] };
      for (const { run } of [...(listeners.get(message.channel) ?? [])]) run(about, ...message.args);
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'reply') caller?.resolve(message.value);
    else caller?.reject(new Error(message.message));
  };

  const refuse = (member: string): never => {
    throw new Error(`${member} is not supported by electron-on-chromium in a preload script.`);
  };
  /** Members that are not there throw when they are read. */
  const strict = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get: (target, property, receiver) => {
        if (typeof property === 'symbol' || property in target)
          return Reflect.get(target, property, receiver);
        return property === 'then' ? undefined : refuse(`${name}.${property}`);
      },
    });

  const add = (channel: string, listener: Listener, run: Listener) => {
    const present = listeners.get(channel) ?? [];
    listeners.set(channel, [...present, { listener, run }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener) => {
    const present = [...(listeners.get(channel) ?? [])];
    const index = present.findLastIndex((entry) => entry.listener === listener);
    if (index >= 0) present.splice(index, 1);
    listeners.set(channel, present);
    return ipcRenderer;
  };
  const on = (channel: string, listener: Listener) => add(channel, listener, listener);
  const once = (channel: string, listener: Listener) =>
    add(channel, listener, (...args) => {
      remove(channel, listener);
      listener(...args);
    });
  const invoke = (channel: string, ...args: unknown[]) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      send({ kind: 'invoke', id, channel, args });
      waiting.set(id, { resolve, reject });
    });
  const removeAllListeners = (channel?: string) => {
    if (channel === undefined) listeners.clear();
    else listeners.delete(channel);
    return ipcRenderer;
  };
  const ipcRenderer: object = strict('ipcRenderer', {
    invoke,
    send: (channel: string, ...args: unknown[]) => send({ kind: 'send', channel, args }),
    on,
    addListener: on,
    once,
    off: remove,
    removeListener: remove,
    removeAllListeners,
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  });

  const exposed = new Set<string>();
  const exposeInMainWorld = (key: string, api: unknown) => {
    if (exposed.has(key))
      throw new Error(`Cannot bind an API on top of an existing property on the window object`);
    exposed.add(key);
    bridge.tell('expose', { key, api: bridge.wrap(api) });
  };
  const electron = strict('electron', {
    contextBridge: strict('contextBridge', { exposeInMainWorld }),
    ipcRenderer,
  });
  const process = strict('process', {
    ...settings.process,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
  });
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  preload(require, module, module.exports, process, globalThis);
}
