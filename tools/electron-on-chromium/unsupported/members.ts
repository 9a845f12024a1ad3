import { APP_AND_WINDOWS } from './app-and-windows.ts';
import { PAGES } from './pages.ts';
import { REST } from './rest.ts';

/**
 * What the runtime does not have. Every member throws when it is read. The lists are complete: completeness.ts does not
 * compile while Electron has a member that is neither here nor implemented.
 */
export const UNSUPPORTED_MEMBERS = { ...APP_AND_WINDOWS, ...PAGES, ...REST } as const;

/** Names that can be imported from 'electron' and only throw. */
export const UNSUPPORTED_MODULES = [
  'BaseWindow',
  'BrowserView',
  'ClipboardItem',
  'ImageView',
  'IpcMainServiceWorker',
  'LanguageModelUtility',
  'MenuItem',
  'MessageChannelMain',
  'ShareMenu',
  'TouchBar',
  'Tray',
  'View',
  'WebContentsView',
  'WebSocket',
  'autoUpdater',
  'contentTracing',
  'contextBridge',
  'inAppPurchase',
  'ipcRenderer',
  'localAIHandler',
  'netLog',
  'parentPort',
  'powerMonitor',
  'powerSaveBlocker',
  'pushNotifications',
  'sharedTexture',
  'systemPreferences',
  'webFrame',
  'webFrameMain',
  'webUtils',
] as const;
