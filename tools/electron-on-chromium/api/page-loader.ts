import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { DevtoolsSession } from '../chromium/devtools-client.ts';
import type { Events, Frame } from '../chromium/devtools-protocol.ts';
import type { PausedPage } from '../chromium/targets.ts';
import { host } from '../host.ts';
import { preventable } from './checked-emitter.ts';
import type { WebContents } from './web-contents.ts';

const BLANK_ADDRESS = 'about:blank';
const BLANK_PATIENCE_MS = 5000;

type PausedRequest = Events['Fetch.requestPaused'][0];

/** Loads pages into one web contents and decides every navigation in it. */
export class PageLoader {
  isLoading = false;
  private readonly contents: WebContents;
  private readonly loads = new EventEmitter<{ finished: []; gone: [] }>();
  /** The address that loadURL is on its way to; a navigation to any other is the page's own doing. */
  private asked: string | null = null;
  private topFrameId = '';
  private hasLoaded = false;
  /** Until it is known which process runs the page. */
  private located: Promise<void> = Promise.resolve();
  private blankLoaded: Promise<unknown> = Promise.resolve();

  constructor(contents: WebContents) {
    this.contents = contents;
  }

  async attach({ session, targetId }: PausedPage): Promise<void> {
    this.topFrameId = targetId;
    this.blankLoaded = new Promise((resolve) => session.once('Page.frameStoppedLoading', resolve));
    session.on('Page.domContentEventFired', () => this.ifLoaded(() => this.contents.emit('dom-ready', {})));
    session.on('Page.loadEventFired', () => this.ifLoaded(() => this.finish()));
    session.on('Page.frameNavigated', ({ frame }) => this.noteNavigation(frame));
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.noteInPageNavigation(frameId, url));
    session.on('Fetch.requestPaused', (request) => this.decide(session, request));
    await Promise.all([
      session.send('Page.enable'),
      session.send('Fetch.enable', {
        patterns: [{ urlPattern: '*', resourceType: 'Document', requestStage: 'Request' }],
      }),
    ]);
  }

  /** Resolves when the empty page is there that a window opens with; a navigation before that could be overtaken. */
  async waitForBlank({ session }: PausedPage): Promise<void> {
    // It may have loaded before it could be listened to.
    const { result } = await session.send('Runtime.evaluate', {
      expression: "location.hostname.endsWith('.blank.localhost') && document.readyState === 'complete'",
      awaitPromise: false,
      returnByValue: true,
      userGesture: false,
    });
    if (result.value === true) return;
    await Promise.race([this.blankLoaded, delay(BLANK_PATIENCE_MS, undefined, { ref: false })]);
  }

  /** Resolves when the page has finished loading. Rejects when Chromium could not show it. */
  async load({ session }: PausedPage, address: string): Promise<void> {
    const target = host('loadURL').server.addresses.toLoopback(address);
    this.asked = target;
    this.isLoading = true;
    const finished = this.nextLoad(address);
    // It is waited for below; until then its failure is nobody's.
    finished.catch(() => {});
    const { errorText, loaderId } = await session.send('Page.navigate', { url: target });
    if (errorText) {
      this.isLoading = false;
      this.contents.emit('did-fail-load', {}, -2, errorText, address, true);
      throw new Error(`${errorText} loading '${address}'`);
    }
    // Without a loader the navigation stayed within the document.
    if (loaderId === undefined) this.finish();
    await finished;
    // Otherwise the first page could go back to the empty one.
    if (!this.hasLoaded) await session.send('Page.resetNavigationHistory');
    this.hasLoaded = true;
    await this.located;
  }

  /** Called when the page's process has ended: whoever waits for the page to load would wait for ever. */
  noteProcessGone(): void {
    this.isLoading = false;
    this.loads.emit('gone');
  }

  /** Resolves at once unless a page is being loaded. */
  async settled(): Promise<void> {
    if (this.isLoading) await once(this.loads, ['finished', 'gone']);
  }

  private async nextLoad(address: string): Promise<void> {
    const outcome = await once(this.loads, ['finished', 'gone']);
    if (outcome === 'gone') throw new Error(`ERR_FAILED (-2) loading '${address}'`);
  }

  private ifLoaded(then: () => void): void {
    if (this.contents.mainFrame.url && this.contents.mainFrame.url !== BLANK_ADDRESS) then();
  }

  private finish(): void {
    this.isLoading = false;
    this.loads.emit('finished');
    this.contents.emit('did-finish-load', {});
  }

  private noteNavigation(frame: Frame): void {
    if (frame.parentId) return;
    const { addresses } = host('WebContents').server;
    const { mainFrame } = this.contents;
    mainFrame.url = addresses.fromLoopback(frame.url + (frame.urlFragment ?? ''));
    mainFrame.origin = originOf(mainFrame.url);
    if (mainFrame.url === BLANK_ADDRESS) return;
    this.isLoading = true;
    this.located = this.contents.locateProcess();
    this.contents.emit('did-navigate', {}, mainFrame.url, 200, 'OK');
  }

  private noteInPageNavigation(frameId: string, url: string): void {
    if (frameId !== this.topFrameId) return;
    this.contents.mainFrame.url = host('WebContents').server.addresses.fromLoopback(url);
    this.contents.emit('did-navigate-in-page', {}, this.contents.mainFrame.url, true);
  }

  /** SECURITY: a document is fetched only from our own origins, and only if no listener objects. */
  private decide(session: DevtoolsSession, paused: PausedRequest): void {
    const { requestId } = paused;
    const answered = this.mayNavigate(paused)
      ? session.send('Fetch.continueRequest', { requestId })
      : session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    // The page may have gone while we decided.
    answered.catch(() => {});
  }

  private mayNavigate({ frameId, request: { url }, redirectedRequestId }: PausedRequest): boolean {
    const { addresses } = host('WebContents').server;
    const isMainFrame = frameId === this.topFrameId;
    if (isMainFrame && this.asked !== null && withoutFragment(this.asked) === withoutFragment(url)) {
      this.asked = null;
      return true;
    }
    const isWaiting = this.contents.getURL() === '' || this.contents.getURL() === BLANK_ADDRESS;
    if (isWaiting && addresses.isBlank(url)) return true;
    const elsewhere = addresses.elsewhere(url);
    const known = elsewhere ?? addresses.fromLoopback(url);
    const isReload = isMainFrame && withoutFragment(known) === withoutFragment(this.contents.getURL());
    if (!isReload && this.isObjectedTo(known, isMainFrame, redirectedRequestId !== undefined)) return false;
    return elsewhere === null && isReachable(url);
  }

  private isObjectedTo(url: string, isMainFrame: boolean, isRedirect: boolean): boolean {
    const { mainFrame } = this.contents;
    const { processId, routingId } = mainFrame;
    const event = preventable({
      url,
      isSameDocument: false,
      isMainFrame,
      frame: isMainFrame ? mainFrame : null,
    });
    if (isRedirect) this.contents.emit('will-redirect', event, url, false, isMainFrame, processId, routingId);
    else {
      if (isMainFrame) this.contents.emit('will-navigate', event, url, false, true, processId, routingId);
      this.contents.emit('will-frame-navigate', event, url, false, isMainFrame, processId, routingId);
    }
    return event.defaultPrevented;
  }
}

function isReachable(url: string): boolean {
  const development = process.env.ELECTRON_RENDERER_URL;
  if (development && URL.canParse(url) && new URL(url).origin === new URL(development).origin) return true;
  return host('WebContents').server.addresses.isOwn(url);
}

/** The name of the first of the events to come. */
function once<Name extends string>(emitter: EventEmitter, names: readonly Name[]): Promise<Name> {
  return new Promise((resolve) => {
    const listeners = names.map((name) => [name, () => finish(name)] as const);
    const finish = (name: Name) => {
      for (const [other, listener] of listeners) emitter.off(other, listener);
      resolve(name);
    };
    for (const [name, listener] of listeners) emitter.on(name, listener);
  });
}

function withoutFragment(url: string): string {
  return url.split('#')[0] ?? url;
}

/** The origin as Electron writes it for a standard custom scheme, which the URL parser calls opaque. */
function originOf(url: string): string {
  const match = /^([a-z][a-z0-9-]*):\/\/([^/?#]*)/i.exec(url);
  return match ? `${match[1]}://${match[2]}` : 'null';
}
