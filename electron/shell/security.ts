import type { App, BrowserWindow, Protocol, Session, WebContents } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from './bundle-protocol.ts';
import { whereSupported } from './where-supported.ts';

/** The origins our windows may show: the bundle, and in a checkout the development server's loopback origin. */
export interface OwnOrigins {
  isOurs(origin: string): boolean;
  /** Where a page of ours is loaded from. */
  pageUrl(page: 'index' | 'region' | 'toast' | 'indicator' | 'recorder' | 'strip'): string;
}

/** {@link OwnOrigins}: `developmentUrl` counts only when it is loopback and the app is not packaged. */
export function ownOrigins(developmentUrl: string | undefined, isPackaged: boolean): OwnOrigins {
  const development = isPackaged ? undefined : loopbackOrigin(developmentUrl);
  const base = development ?? APP_ORIGIN;
  return {
    isOurs: (origin) => origin === base,
    pageUrl: (page) => `${base}/${page}.html`,
  };
}

function loopbackOrigin(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, hostname, origin } = new URL(url);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname) ? origin : undefined;
}

/** Makes `app://` an origin of its own. Before the app is ready. */
export function registerScheme(protocol: Protocol): void {
  // SECURITY: P13 (checklist 1, 18) a standard, secure scheme; corsEnabled because a scheme that fetch can reach but
  // CORS does not guard was readable from foreign origins (CVE-2026-70604).
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ]);
}

/** Rules for everything the app will ever open. Before the app is ready. */
export function hardenApp(app: App, origins: OwnOrigins): void {
  // SECURITY: P13 (checklist 4, sandbox) for every renderer, whatever a window asks for.
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    // SECURITY: P13 (checklist 13, navigation) a window stays where main put it; a page of ours may only load itself anew.
    const stay = (event: { preventDefault(): void }, url: string) => {
      const isReload = url === contents.getURL() && URL.canParse(url) && origins.isOurs(originOf(url));
      if (!isReload) event.preventDefault();
    };
    contents.on('will-navigate', (event) => stay(event, event.url));
    contents.on('will-redirect', (event) => stay(event, event.url));
    whereSupported(() => contents.on('will-frame-navigate', (event) => stay(event, event.url)));
    // SECURITY: P13 (checklist 14, new windows)
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // SECURITY: P13 (checklist 11, 12, webviews)
    whereSupported(() => contents.on('will-attach-webview', (event) => event.preventDefault()));
  });
}

/** The origin of a URL, also of our scheme, which the URL standard gives an opaque one. */
function originOf(url: string): string {
  const { protocol, host, origin } = new URL(url);
  return protocol === `${APP_SCHEME}:` ? `${protocol}//${host}` : origin;
}

/** The one exception to "no permissions": who may be given a microphone, and who a screen at this moment. */
export interface MediaGrants {
  mayHear(contents: WebContents | null): boolean;
  mayShareScreen(contents: WebContents | null): boolean;
}

const noMedia: MediaGrants = { mayHear: () => false, mayShareScreen: () => false };

/** Rules for the session our windows share. After the app is ready. */
export function hardenSession(
  session: Session,
  origins: OwnOrigins,
  isPackaged: boolean,
  grants: MediaGrants = noMedia,
): void {
  // SECURITY: P13 (checklist 5, permissions) asked for or looked up: no, but for what the recorder's page needs.
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const wanted = details.isMainFrame ? mediaWanted(permission, details) : 'other';
    answer(
      (wanted === 'screen' && grants.mayShareScreen(contents)) ||
        (wanted === 'sound' && grants.mayHear(contents)),
    );
  });
  session.setPermissionCheckHandler(
    (contents, permission, _origin, { isMainFrame, mediaType }) =>
      permission === 'media' && isMainFrame && mediaType === 'audio' && grants.mayHear(contents),
  );
  session.setDevicePermissionHandler(() => false);
  // SECURITY: P15 the window talks to nobody: no request but to our own origin (and developer tools in a checkout).
  whereSupported(() =>
    session.webRequest.onBeforeRequest((details, answer) => {
      const isOwn = URL.canParse(details.url) && isAllowedRequest(details.url, origins, isPackaged);
      answer({ cancel: !isOwn });
    }),
  );
  session.on('will-download', (event) => event.preventDefault());
}

/** Electron asks for a screen as `display-capture`, its older releases as `media` of no device. */
function mediaWanted(permission: string, details: object): 'screen' | 'sound' | 'other' {
  const { mediaTypes } = details as { readonly mediaTypes?: readonly string[] };
  if (permission === 'display-capture') return 'screen';
  if (permission !== 'media' || mediaTypes === undefined) return 'other';
  if (mediaTypes.length === 0) return 'screen';
  return mediaTypes.every((type) => type === 'audio') ? 'sound' : 'other';
}

function isAllowedRequest(url: string, origins: OwnOrigins, isPackaged: boolean): boolean {
  const { protocol, host } = new URL(url);
  if (protocol === 'blob:' || protocol === 'data:') return true;
  if (origins.isOurs(originOf(url))) return true;
  if (isPackaged) return false;
  return protocol === 'devtools:' || (protocol === 'ws:' && origins.isOurs(`http://${host}`));
}

/** Preferences every window has; none is ever loosened. */
export function windowPreferences(preload: string, session: Session): Electron.WebPreferences {
  return {
    preload,
    session,
    // SECURITY: P13 (checklist 2, 3, 4, 6, 8, 9): stated although they are the defaults, so that a changed default shows.
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
  };
}

/** Keeps a window out of every capture, where the system can. */
export function hideFromCaptures(window: BrowserWindow): void {
  if (areOwnWindowsLeftOut()) window.setContentProtection(true);
}

/** Whether the system leaves our windows out of every capture; elsewhere they have to go away. */
export function areOwnWindowsLeftOut(): boolean {
  return process.platform === 'win32' || process.platform === 'darwin';
}
