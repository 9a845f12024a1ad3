import { randomBytes } from 'node:crypto';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { PausedPage } from '../chromium/targets.ts';
import type { MapMode } from '../display/messages.ts';
import { host, lifecycle } from '../host.ts';
import { TITLE_SUFFIX } from '../runtime-identity.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';
import { app } from './app.ts';
import { CheckedEmitter, preventable } from './checked-emitter.ts';
import { WebContents } from './web-contents.ts';
import {
  BROWSER_WINDOW_EVENTS,
  checkOptions,
  initialBounds,
  initialWishes,
  roundBounds,
} from './window-options.ts';
import { preparePage } from './window-page.ts';
import { XWindow } from './x-window.ts';

const windows = new Map<number, BrowserWindow>();
let lastId = 0;

/** One window of Chromium, shown and hidden as an X window of its own. */
export class BrowserWindow extends CheckedEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows.values()].find((window) => window.webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null;
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...windows.values()].find((window) => window.isFocused()) ?? null;
  }

  readonly id: number;
  readonly webContents: WebContents;
  private readonly options: BrowserWindowConstructorOptions;
  private readonly opened: Promise<PausedPage>;
  private page: PausedPage | null = null;
  private readonly place: XWindow;
  private shownTitle: string;
  private isMinimizedNow = false;
  private isGone = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', BROWSER_WINDOW_EVENTS);
    host('BrowserWindow');
    checkOptions(options);
    this.id = ++lastId;
    this.options = options;
    this.shownTitle = options.title ?? app.getName();
    const wishes = initialWishes(options, this.shownTitle);
    this.place = new XWindow(initialBounds(options), wishes, options.show === false ? null : 'activate');
    this.opened = this.open();
    // Whoever loads a page into the window learns of the failure; nobody may be loading one.
    this.opened.catch((error: unknown) => console.error('The window could not be opened:', error));
    this.webContents = new WebContents(this.opened, () => this.close());
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    windows.set(this.id, this);
    lifecycle.emit('browser-window-created', this);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    this.showAs('activate');
  }

  showInactive(): void {
    this.showAs('inactive');
  }

  /** Returns when the X server and the window manager have taken the window off the screen. */
  hide(): void {
    if (!this.place.isShown) return;
    this.place.hide();
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.place.isShown;
  }

  minimize(): void {
    if (!this.place.isShown) this.showInactive();
    this.place.iconify();
  }

  restore(): void {
    if (this.isMinimized()) this.show();
  }

  isMinimized(): boolean {
    return this.place.isIconic;
  }

  focus(): void {
    this.place.activate();
  }

  isFocused(): boolean {
    return this.place.isFocused;
  }

  close(): void {
    if (this.isGone) return;
    // A page's own objection to being closed is heard, as in Electron.
    this.opened.then(({ session }) => session.send('Page.close')).catch(() => {});
  }

  destroy(): void {
    if (this.isGone) return;
    const { page } = this;
    this.hide();
    this.noteClosed();
    const close = ({ targetId }: PausedPage) =>
      host('destroy').chromium.devtools.browser.send('Target.closeTarget', { targetId });
    (page ? close(page) : this.opened.then(close)).catch(() => {});
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  getBounds(): Rectangle {
    return { ...this.place.bounds };
  }

  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const next = roundBounds(bounds, this.getBounds());
    const size = { width: next.width, height: next.height };
    if (this.options.resizable === false) this.place.change({ minimumSize: size, maximumSize: size });
    this.place.bounds = next;
  }

  getSize(): [number, number] {
    const { width, height } = this.getBounds();
    return [width, height];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getContentSize(): [number, number] {
    return this.getSize();
  }

  setContentSize(width: number, height: number): void {
    this.setSize(width, height);
  }

  getPosition(): [number, number] {
    const { x, y } = this.getBounds();
    return [x, y];
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  setMinimumSize(width: number, height: number): void {
    this.place.change({ minimumSize: { width, height } });
  }

  setFullScreen(isFullScreen: boolean): void {
    this.place.change({ isFullScreen });
  }

  isFullScreen(): boolean {
    return this.place.wishes.isFullScreen;
  }

  setAlwaysOnTop(isAlwaysOnTop: boolean): void {
    this.place.change({ isAlwaysOnTop });
  }

  isAlwaysOnTop(): boolean {
    return this.place.wishes.isAlwaysOnTop;
  }

  setSkipTaskbar(isSkippingTaskbar: boolean): void {
    this.place.change({ isSkippingTaskbar });
  }

  get title(): string {
    return this.shownTitle;
  }

  set title(title: string) {
    this.setTitle(title);
  }

  setTitle(title: string): void {
    this.shownTitle = title;
    this.place.change({ title: title + TITLE_SUFFIX });
  }

  getTitle(): string {
    return this.shownTitle;
  }

  /** Windows here never have a menu bar. */
  setMenu(menu: null): void {
    if (menu !== null) refuse('BrowserWindow.setMenu', 'windows have no menu bar');
  }

  removeMenu(): void {}

  setMenuBarVisibility(isVisible: boolean): void {
    if (isVisible) refuse('BrowserWindow.setMenuBarVisibility', 'windows have no menu bar');
  }

  private async open(): Promise<PausedPage> {
    const { targets, server, openWindow } = host('BrowserWindow');
    const mark = `w${this.id}x${randomBytes(6).toString('hex')}`;
    const adopted = this.place.expect(mark);
    const expected = targets.expect(mark);
    await openWindow(server.addresses.blankAddress(mark));
    const page = await expected;
    this.page = page;
    await preparePage(page, this.webContents, this.options);
    await page.resume();
    this.adopt(await adopted);
    await this.webContents.waitForBlank(page);
    return page;
  }

  private adopt(window: number): void {
    if (this.isGone) return;
    this.place.adopt(window, (event) => {
      if (event.kind === 'focus' || event.kind === 'blur') this.emit(event.kind);
      if (event.kind === 'title') this.noteTitle(event.title);
      if (event.kind === 'viewable' || event.kind === 'unviewable')
        this.noteMinimized(event.kind === 'unviewable');
    });
    if (this.place.isShown) this.emit('show');
  }

  private showAs(mode: MapMode): void {
    const wasShown = this.place.isShown;
    this.place.show(mode);
    if (!wasShown) this.emit('show');
  }

  private noteMinimized(isMinimized: boolean): void {
    if (isMinimized === this.isMinimizedNow) return;
    this.isMinimizedNow = isMinimized;
    this.emit(isMinimized ? 'minimize' : 'restore');
  }

  private noteTitle(title: string): void {
    // A page without a title, or none yet, is given its address for one.
    const isAddress = title === '' || title === 'about:blank' || /\.localhost:\d+/.test(title);
    if (isAddress || title.endsWith(TITLE_SUFFIX) || title === this.webContents.getTitle()) return;
    this.webContents.noteTitle(title);
    const event = preventable({});
    this.emit('page-title-updated', event, title, true);
    this.webContents.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.setTitle(title);
  }

  isShowing(targetId: string): boolean {
    return this.page?.targetId === targetId;
  }

  /** Called when the page has gone, by whoever's doing. */
  noteClosed(): void {
    if (this.isGone) return;
    this.place.forget();
    this.isGone = true;
    windows.delete(this.id);
    this.webContents.noteDestroyed();
    this.emit('closed');
    if (windows.size === 0) lifecycle.emit('last-window-closed');
  }
}

defineUnsupported(BrowserWindow, 'BrowserWindow', UNSUPPORTED_MEMBERS['BrowserWindow (static)']);
defineUnsupported(BrowserWindow.prototype, 'BrowserWindow', UNSUPPORTED_MEMBERS.BrowserWindow);
