const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('fixture', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  once: (channel, callback) => {
    ipcRenderer.once(channel, (_event, ...args) => callback(...args));
  },
  on: (channel, callback) => {
    const listener = (_event, ...args) => callback(...args);
    ipcRenderer.on(channel, listener);
    return () => ipcRenderer.off(channel, listener);
  },
  callTwice: (callback) => callback(1) + callback(2),
  throwing: () => {
    throw new RangeError('from preload');
  },
  versions: { electron: process.versions.electron, runtime: process.versions['electron-on-chromium'] },
  unlisted: () => ipcRenderer.sendSync,
  nested: { list: [1, { deep: true }] },
});
