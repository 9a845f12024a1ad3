import type { Bounds, DisplayEvent, MapMode, WindowWishes } from '../display/messages.ts';
import { host } from '../host.ts';

/** A window's place on the display, kept as wishes until Chromium has made the X window and truthful from then on. */
export class XWindow {
  private id: number | null = null;
  private desiredBounds: Bounds;
  private desired: WindowWishes;
  private mode: MapMode | null;
  private isForgotten = false;

  constructor(bounds: Bounds, wishes: WindowWishes, mode: MapMode | null) {
    this.desiredBounds = bounds;
    this.desired = wishes;
    this.mode = mode;
  }

  get wishes(): WindowWishes {
    return this.desired;
  }

  /** Whether the window is meant to be on the screen. */
  get isShown(): boolean {
    return this.mode !== null && !this.isForgotten;
  }

  /** Has the X thread take the window over as soon as Chromium makes it; resolves when it has. */
  expect(mark: string): Promise<number> {
    const { display } = host('BrowserWindow');
    const adopted = new Promise<number>((resolve) => {
      display.on('event', function notice(event) {
        if (event.kind !== 'adopted' || event.mark !== mark) return;
        display.off('event', notice);
        resolve(event.window);
      });
    });
    display.call('expectWindow', { mark, wishes: this.desired, bounds: this.desiredBounds });
    return adopted;
  }

  /** Applies everything that was wished meanwhile, and reports what happens to the window from now on. */
  adopt(window: number, report: (event: DisplayEvent) => void): void {
    const { display } = host('BrowserWindow');
    this.id = window;
    display.on('event', (event) => {
      if ('window' in event && event.window === window && !this.isForgotten) report(event);
    });
    display.call('applyWishes', { window, wishes: this.desired });
    display.call('configure', { window, bounds: this.desiredBounds });
    if (this.mode) display.call('map', { window, mode: this.mode });
  }

  show(mode: MapMode): void {
    this.mode = mode;
    this.ifThere((window) => host('show').display.call('map', { window, mode }));
  }

  /** Returns when the X server and the window manager have taken the window off the screen. */
  hide(): void {
    this.mode = null;
    this.ifThere((window) => host('hide').display.call('withdraw', { window }));
  }

  iconify(): void {
    this.ifThere((window) => host('minimize').display.call('iconify', { window }));
  }

  activate(): void {
    if (this.isShown) this.ifThere((window) => host('focus').display.call('activate', { window }));
  }

  get isIconic(): boolean {
    if (!this.isShown) return false;
    return this.ifThere((window) => host('isMinimized').display.call('isIconic', { window })) ?? false;
  }

  get isFocused(): boolean {
    if (!this.isShown) return false;
    return this.ifThere((window) => host('isFocused').display.call('isFocused', { window })) ?? false;
  }

  get bounds(): Bounds {
    return (
      this.ifThere((window) => host('getBounds').display.call('bounds', { window })) ?? this.desiredBounds
    );
  }

  set bounds(bounds: Bounds) {
    this.desiredBounds = bounds;
    this.ifThere((window) => host('setBounds').display.call('configure', { window, bounds }));
  }

  change(wishes: Partial<WindowWishes>): void {
    this.desired = { ...this.desired, ...wishes };
    this.ifThere((window) =>
      host('BrowserWindow').display.call('applyWishes', { window, wishes: this.desired }),
    );
  }

  /** Called once when the window has gone. */
  forget(): void {
    this.ifThere((window) => host('close').display.call('forgetWindow', { window }));
    this.isForgotten = true;
  }

  private ifThere<T>(act: (window: number) => T): T | null {
    return this.id === null || this.isForgotten ? null : act(this.id);
  }
}
