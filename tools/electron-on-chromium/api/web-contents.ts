import type { WebContents as ElectronWebContents, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import type { PausedPage } from '../chromium/targets.ts';
import { host, lifecycle } from '../host.ts';
import type { FromPage } from '../page/channel-messages.ts';
import type { ChannelOwner, PageChannel } from '../server/page-channels.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';
import { CheckedEmitter } from './checked-emitter.ts';
import { IpcReceiver, ipcMain } from './ipc-main.ts';
import { PageLoader } from './page-loader.ts';
import { reasonOfStatus } from './process-end.ts';
import { rendererPidOf } from './renderer-process.ts';
import { defaultSession } from './session.ts';
import { TopFrame } from './web-frame-main.ts';

export const WEB_CONTENTS_EVENTS = [
  'destroyed',
  'did-fail-load',
  'did-finish-load',
  'did-navigate',
  'did-navigate-in-page',
  'dom-ready',
  'page-title-updated',
  'render-process-gone',
  // No page can hold a webview, so this is promised by its never happening.
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-redirect',
] as const;

type WindowOpenHandler = Parameters<ElectronWebContents['setWindowOpenHandler']>[0];

const allContents = new Map<number, WebContents>();
let lastId = 0;

/** The web contents with that id, while it lives. */
export function webContentsById(id: number): WebContents | null {
  return allContents.get(id) ?? null;
}

export function allWebContents(): readonly WebContents[] {
  return [...allContents.values()];
}

/** One window's page. */
export class WebContents extends CheckedEmitter implements ChannelOwner {
  readonly id: number;
  readonly ipc = new IpcReceiver();
  readonly session = defaultSession;
  readonly mainFrame: TopFrame;
  /** Set once Chromium has opened the page. */
  page: PausedPage | null = null;
  private readonly closeWindow: () => void;
  private readonly opened: Promise<PausedPage>;
  private readonly loader: PageLoader;
  private channel: PageChannel | null = null;
  private unsent: { kind: 'event'; channel: string; args: unknown[] }[] = [];
  private title = '';
  private rendererPid: number | null = null;
  private isGone = false;

  constructor(opened: Promise<PausedPage>, closeWindow: () => void) {
    super('WebContents', WEB_CONTENTS_EVENTS);
    this.id = ++lastId;
    this.opened = opened;
    this.closeWindow = closeWindow;
    this.mainFrame = new TopFrame(this.id);
    this.loader = new PageLoader(this);
    allContents.set(this.id, this);
    lifecycle.emit('web-contents-created', this);
  }

  /** Listens to the page; called once, before the page runs anything. */
  async attach(page: PausedPage): Promise<void> {
    this.page = page;
    await this.loader.attach(page);
  }

  /** Called once the page runs: resolves when it can be told to load another. */
  waitForBlank(page: PausedPage): Promise<void> {
    return this.loader.waitForBlank(page);
  }

  loadURL(address: string): Promise<void> {
    return this.opened.then((page) => this.loader.load(page, address));
  }

  reload(): void {
    void this.opened
      .then(({ session }) => session.send('Page.reload', { ignoreCache: false }))
      .catch(() => {});
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  getTitle(): string {
    return this.title;
  }

  /** Called by the window when Chromium reports a page's title. */
  noteTitle(title: string): void {
    this.title = title;
  }

  getType(): 'window' {
    return 'window';
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  isLoading(): boolean {
    return this.loader.isLoading;
  }

  isLoadingMainFrame(): boolean {
    return this.loader.isLoading;
  }

  close(): void {
    this.closeWindow();
  }

  /** The process of the page's document, known once one has loaded; 0 after it has ended. */
  getOSProcessId(): number {
    return this.rendererPid ?? refuse('WebContents.getOSProcessId', 'no page has been loaded yet');
  }

  /** Called when another document is there, which may be another process's. */
  async locateProcess(): Promise<void> {
    if (this.page) this.rendererPid = await rendererPidOf(this.page);
  }

  /** Called when Chromium says that the page's process has ended. */
  noteProcessGone(status: string, exitCode: number): void {
    this.rendererPid = 0;
    this.loader.noteProcessGone();
    this.emit('render-process-gone', {}, { reason: reasonOfStatus(status), exitCode });
  }

  send(channel: string, ...args: unknown[]): void {
    const message = { kind: 'event' as const, channel, args };
    if (this.channel) this.channel.send(message);
    else this.unsent.push(message);
  }

  /** Runs code in the page's own world; the result crosses as JSON. */
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session } = await this.opened;
    await this.loader.settled();
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Only denial can be kept to: the document sandbox lets no page open another. */
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    // Chromium denies before anything could ask the handler, so it is asked now for the one answer that holds.
    const { action } = handler({
      url: 'about:blank',
      frameName: '',
      features: '',
      disposition: 'new-window',
      referrer: { url: '', policy: 'default' },
    } as Parameters<WindowOpenHandler>[0]);
    if (action !== 'deny')
      refuse('WebContents.setWindowOpenHandler', "only a handler that answers 'deny' is kept to");
  }

  onOpen(channel: PageChannel): void {
    this.channel?.close();
    this.channel = channel;
    this.mainFrame.origin = host('WebContents')
      .server.addresses.fromLoopback(`${channel.origin}/`)
      .replace(/\/$/, '');
    this.mainFrame.url = host('WebContents').server.addresses.fromLoopback(channel.url);
    for (const message of this.unsent.splice(0)) channel.send(message);
  }

  onClose(channel: PageChannel): void {
    if (this.channel === channel) this.channel = null;
  }

  onMessage(channel: PageChannel, message: Exclude<FromPage, { kind: 'hello' }>): void {
    // What a document sends after its successor has come is from a frame that is no more.
    if (channel !== this.channel) return;
    if (message.kind === 'send') {
      const event = this.eventOf<IpcMainEvent>();
      this.ipc.emit(message.channel, event, ...message.args);
      ipcMain.emit(message.channel, event, ...message.args);
    } else void this.answer(channel, message);
  }

  private async answer(channel: PageChannel, call: Extract<FromPage, { kind: 'invoke' }>): Promise<void> {
    const { id } = call;
    try {
      const handler = this.ipc.handlerOf(call.channel) ?? ipcMain.handlerOf(call.channel);
      if (!handler) throw new Error(`No handler registered for '${call.channel}'`);
      const value = await handler(this.eventOf<IpcMainInvokeEvent>(), ...call.args);
      channel.send({ kind: 'reply', id, value });
    } catch (error) {
      console.error(`Error occurred in handler for '${call.channel}':`, error);
      channel.send({
        kind: 'failure',
        id,
        message: `Error invoking remote method '${call.channel}': ${error}`,
      });
    }
  }

  private eventOf<Event extends IpcMainEvent | IpcMainInvokeEvent>(): Event {
    const event = {
      type: 'frame',
      sender: this,
      senderFrame: this.mainFrame,
      processId: this.mainFrame.processId,
      frameId: this.mainFrame.routingId,
      reply: (channel: string, ...args: unknown[]) => this.send(channel, ...args),
    };
    defineUnsupported(event, 'IpcMainEvent', ['ports', 'returnValue']);
    // The sender is our own class; what it lacks of Electron's throws when it is read.
    return event as unknown as Event;
  }

  /** Called by the window when the page has gone. */
  noteDestroyed(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.mainFrame.detached = true;
    allContents.delete(this.id);
    this.channel?.close();
    this.emit('destroyed');
  }
}

defineUnsupported(WebContents.prototype, 'WebContents', UNSUPPORTED_MEMBERS.WebContents);
