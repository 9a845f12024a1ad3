import { randomBytes } from 'node:crypto';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { PausedPage } from '../chromium/targets.ts';
import type { Bounds, MapMode, WindowWishes } from '../display/messages.ts';
import { host, lifecycle } from '../host.ts';
import { TITLE_SUFFIX } from '../runtime-identity.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';
import { app } from './app.ts';
import { CheckedEmitter, preventable } from './checked-emitter.ts';
import { WebContents } from './web-contents.ts';
import { checkOptions, initialBounds, initialWishes, roundBounds } from './window-options.ts';
import { preparePage } from './window-page.ts';

export const BROWSER_WINDOW_EVENTS = [
  'blur',
  'closed',
  'focus',
  'hide',
  'minimize',
  'page-title-updated',
  'ready-to-show',
  'restore',
  'show',
] as const;

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
  /** The X window, once Chromium has made it. */
  private nativeWindow: number | null = null;
  private desiredBounds: Bounds;
  private wishes: WindowWishes;
  private shownTitle: string;
  private mapMode: MapMode | null;
  private isMinimizedNow = false;
  private isGone = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', BROWSER_WINDOW_EVENTS);
    host('BrowserWindow');
    checkOptions(options);
    this.id = ++lastId;
    this.options = options;
    this.shownTitle = options.title ?? app.getName();
    this.desiredBounds = initialBounds(options);
    this.wishes = initialWishes(options, this.shownTitle);
    this.mapMode = options.show === false ? null : 'activate';
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
    this.setMapMode('activate');
  }

  showInactive(): void {
    this.setMapMode('inactive');
  }

  /** Returns when the X server and the window manager have taken the window off the screen. */
  hide(): void {
    if (this.mapMode === null) return;
    this.mapMode = null;
    if (this.nativeWindow !== null) host('hide').display.call('withdraw', { window: this.nativeWindow });
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.mapMode !== null && !this.isGone;
  }

  minimize(): void {
    if (this.nativeWindow === null) return;
    if (this.mapMode === null) this.showInactive();
    host('minimize').display.call('iconify', { window: this.nativeWindow });
  }

  restore(): void {
    if (this.nativeWindow !== null && this.isMinimized()) this.show();
  }

  isMinimized(): boolean {
    if (this.nativeWindow === null || this.mapMode === null) return false;
    return host('isMinimized').display.call('isIconic', { window: this.nativeWindow });
  }

  focus(): void {
    if (this.nativeWindow === null || this.mapMode === null) return;
    host('focus').display.call('activate', { window: this.nativeWindow });
  }

  isFocused(): boolean {
    if (this.nativeWindow === null || this.mapMode === null) return false;
    return host('isFocused').display.call('isFocused', { window: this.nativeWindow });
  }

  moveTop(): void {
    this.focus();
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
    if (this.nativeWindow === null) return { ...this.desiredBounds };
    return { ...host('getBounds').display.call('bounds', { window: this.nativeWindow }) };
  }

  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const next = roundBounds(bounds, this.getBounds());
    this.desiredBounds = next;
    if (!(this.options.resizable ?? true)) {
      this.change({ minimumSize: next, maximumSize: { width: next.width, height: next.height } });
    }
    if (this.nativeWindow === null) return;
    host('setBounds').display.call('configure', { window: this.nativeWindow, bounds: next });
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

  center(): void {
    const { width, height } = this.getBounds();
    const { x, y } = initialBounds({ width, height });
    this.setPosition(x, y);
  }

  setMinimumSize(width: number, height: number): void {
    this.change({ minimumSize: { width, height } });
  }

  setFullScreen(isFullScreen: boolean): void {
    this.change({ isFullScreen });
  }

  isFullScreen(): boolean {
    return this.wishes.isFullScreen;
  }

  setAlwaysOnTop(isAlwaysOnTop: boolean): void {
    this.change({ isAlwaysOnTop });
  }

  isAlwaysOnTop(): boolean {
    return this.wishes.isAlwaysOnTop;
  }

  setSkipTaskbar(isSkippingTaskbar: boolean): void {
    this.change({ isSkippingTaskbar });
  }

  get title(): string {
    return this.shownTitle;
  }

  set title(title: string) {
    this.setTitle(title);
  }

  setTitle(title: string): void {
    this.shownTitle = title;
    this.change({ title: title + TITLE_SUFFIX });
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
    const { targets, display, server, openWindow } = host('BrowserWindow');
    const mark = `w${this.id}x${randomBytes(6).toString('hex')}`;
    const adopted = new Promise<number>((resolve) => {
      display.on('event', function notice(event) {
        if (event.kind !== 'adopted' || event.mark !== mark) return;
        display.off('event', notice);
        resolve(event.window);
      });
    });
    display.call('expectWindow', { mark, wishes: this.wishes, bounds: this.desiredBounds });
    const expected = targets.expect(mark);
    await openWindow(server.addresses.blankAddress(mark));
    const page = await expected;
    this.page = page;
    await preparePage(page, this.webContents, this.options);
    await page.resume();
    this.adopt(await adopted);
    await this.webContents.waitForBlank();
    return page;
  }

  private adopt(window: number): void {
    if (this.isGone) return;
    const { display } = host('BrowserWindow');
    this.nativeWindow = window;
    display.on('event', (event) => {
      if (!('window' in event) || event.window !== window || this.isGone) return;
      if (event.kind === 'focus' || event.kind === 'blur') this.emit(event.kind);
      if (event.kind === 'title') this.noteTitle(event.title);
      if (event.kind === 'viewable' || event.kind === 'unviewable')
        this.noteMinimized(event.kind === 'unviewable');
    });
    display.call('applyWishes', { window, wishes: this.wishes });
    display.call('configure', { window, bounds: this.desiredBounds });
    if (this.mapMode) {
      display.call('map', { window, mode: this.mapMode });
      this.emit('show');
    }
  }

  private setMapMode(mode: MapMode): void {
    const wasVisible = this.mapMode !== null;
    this.mapMode = mode;
    if (this.nativeWindow === null) return;
    host('show').display.call('map', { window: this.nativeWindow, mode });
    if (!wasVisible) this.emit('show');
  }

  private change(wishes: Partial<WindowWishes>): void {
    this.wishes = { ...this.wishes, ...wishes };
    if (this.nativeWindow === null || this.isGone) return;
    host('BrowserWindow').display.call('applyWishes', { window: this.nativeWindow, wishes: this.wishes });
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
    if (this.nativeWindow !== null) host('close').display.call('forgetWindow', { window: this.nativeWindow });
    this.isGone = true;
    windows.delete(this.id);
    this.webContents.noteDestroyed();
    this.emit('closed');
    if (windows.size === 0) lifecycle.emit('last-window-closed');
  }
}

defineUnsupported(BrowserWindow, 'BrowserWindow', UNSUPPORTED_MEMBERS['BrowserWindow (static)']);
defineUnsupported(BrowserWindow.prototype, 'BrowserWindow', UNSUPPORTED_MEMBERS.BrowserWindow);
