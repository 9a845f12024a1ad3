import type { Details, ProcessMetric } from 'electron';
import type { Application, CommandLine } from '../application.ts';
import { lifecycle } from '../host.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';
import { appMetrics } from './app-metrics.ts';
import { AppPaths } from './app-paths.ts';
import { CheckedEmitter, preventable } from './checked-emitter.ts';
import { reasonOfWaitStatus } from './process-end.ts';
import { type SingleInstanceLock, takeSingleInstanceLock } from './single-instance.ts';

export const APP_EVENTS = [
  'activate',
  'before-quit',
  'browser-window-created',
  'child-process-gone',
  'quit',
  'ready',
  'second-instance',
  'web-contents-created',
  'will-finish-launching',
  'will-quit',
  'window-all-closed',
] as const;

/** What app.ts asks of the runtime around it. */
export interface Surroundings {
  readonly application: Application;
  readonly commandLine: CommandLine;
  readonly executable: string;
  closeAllWindows(): void;
  /** Ends Chromium in good order. */
  closeHost(): Promise<void>;
}

class App extends CheckedEmitter {
  readonly commandLine = {
    appendSwitch: (name: string, value?: string) => {
      this.appended.push(value ? `--${name}=${value}` : `--${name}`);
    },
    appendArgument: (value: string) => {
      this.appended.push(value);
    },
    hasSwitch: (name: string) =>
      this.switches().some((flag) => flag === `--${name}` || flag.startsWith(`--${name}=`)),
    getSwitchValue: (name: string) => {
      const found = this.switches().find((flag) => flag.startsWith(`--${name}=`));
      return found?.slice(name.length + 3) ?? '';
    },
    removeSwitch: (name: string) => {
      this.appended = this.appended.filter((flag) => flag !== `--${name}` && !flag.startsWith(`--${name}=`));
    },
  };

  /** A Mac has one; on Linux Electron leaves it undefined as well. */
  readonly dock = undefined;
  private appended: string[] = [];
  private around: Surroundings | null = null;
  private paths: AppPaths | null = null;
  private chosenName: string | null = null;
  private lock: SingleInstanceLock | null = null;
  private isReadyNow = false;
  private isQuitting = false;
  private announceReady: (() => void) | null = null;
  private readonly readyAnnounced = new Promise<void>((resolve) => {
    this.announceReady = resolve;
  });

  constructor() {
    super('app', APP_EVENTS);
    lifecycle.on('last-window-closed', () => this.noteAllWindowsClosed());
    lifecycle.on('browser-window-created', (window) => this.emit('browser-window-created', {}, window));
    lifecycle.on('gpu-process-gone', (waitStatus) =>
      this.emit('child-process-gone', {}, gpuProcessGone(waitStatus)),
    );
    lifecycle.on('web-contents-created', (contents) => this.emit('web-contents-created', {}, contents));
    // Electron ends when the last reader of its output has gone; Node would throw.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit());
  }

  /** Called once, before the application runs. */
  bind(around: Surroundings): void {
    this.around = around;
    this.paths = new AppPaths(() => this.getName(), around.executable);
    const folder = this.commandLine.getSwitchValue('user-data-dir');
    if (folder) this.setPath('userData', folder);
  }

  /** Called once, when everything is there. */
  noteReady(): void {
    this.isReadyNow = true;
    this.emit('will-finish-launching');
    this.emit('ready', {}, {});
    this.announceReady?.();
  }

  /** Switches for Chromium, from whoever started us and from the application. */
  switches(): readonly string[] {
    return [...(this.around?.commandLine.switches ?? []), ...this.appended];
  }

  get isPackaged(): boolean {
    return false;
  }

  get name(): string {
    return this.getName();
  }

  set name(name: string) {
    this.setName(name);
  }

  whenReady(): Promise<void> {
    return this.readyAnnounced;
  }

  isReady(): boolean {
    return this.isReadyNow;
  }

  getName(): string {
    return this.chosenName ?? this.bound().application.name;
  }

  setName(name: string): void {
    this.chosenName = name;
  }

  getVersion(): string {
    return this.bound().application.version;
  }

  getAppPath(): string {
    return this.bound().application.rootFolder;
  }

  getPath(name: string): string {
    this.bound();
    return this.paths?.get(name) ?? '';
  }

  setPath(name: string, path: string): void {
    this.bound();
    this.paths?.set(name, path);
  }

  getLocale(): string {
    return (this.commandLine.getSwitchValue('lang') || systemLocale()).replace('_', '-');
  }

  getSystemLocale(): string {
    return systemLocale().replace('_', '-');
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getSystemLocale()];
  }

  requestSingleInstanceLock(): boolean {
    this.lock ??= takeSingleInstanceLock(this.getPath('userData'), ({ argv, workingDirectory }) => {
      this.emit('second-instance', {}, argv, workingDirectory, undefined);
    });
    return this.lock !== null;
  }

  hasSingleInstanceLock(): boolean {
    return this.lock !== null;
  }

  releaseSingleInstanceLock(): void {
    this.lock?.release();
    this.lock = null;
  }

  /** Chromium's renderers are sandboxed in any case, unless the process belongs to root. */
  enableSandbox(): void {
    if (process.getuid?.() === 0) console.error("electron-on-chromium: as root, Chromium's sandbox is off.");
  }

  disableHardwareAcceleration(): void {
    if (this.isReadyNow)
      throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
    this.commandLine.appendSwitch('disable-gpu');
  }

  /** This process, Chromium's and the utility processes; see app-metrics.ts for what differs. */
  getAppMetrics(): ProcessMetric[] {
    return appMetrics();
  }

  /** Means something on Windows only, in Electron too. */
  setAppUserModelId(_id: string): void {}

  quit(): void {
    if (this.isQuitting) return;
    this.isQuitting = true;
    const before = preventable({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) {
      this.isQuitting = false;
      return;
    }
    this.bound().closeAllWindows();
    const will = preventable({});
    this.emit('will-quit', will);
    if (will.defaultPrevented) {
      this.isQuitting = false;
      return;
    }
    void this.leave(Number(process.exitCode ?? 0));
  }

  exit(exitCode = 0): void {
    this.isQuitting = true;
    this.bound().closeAllWindows();
    void this.leave(exitCode);
  }

  private async leave(exitCode: number): Promise<void> {
    this.emit('quit', {}, exitCode);
    await this.bound()
      .closeHost()
      .catch((error: unknown) => console.error('Chromium did not end in good order:', error));
    this.releaseSingleInstanceLock();
    process.exit(exitCode);
  }

  private noteAllWindowsClosed(): void {
    if (this.isQuitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  private bound(): Surroundings {
    if (!this.around) throw new Error('app is used outside of an application');
    return this.around;
  }
}

/** As Electron tells it; of other children of Chromium nothing is told. */
function gpuProcessGone(exitCode: number): Details {
  return { type: 'GPU', reason: reasonOfWaitStatus(exitCode), exitCode, serviceName: 'GPU', name: 'GPU' };
}

function systemLocale(): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = (LC_ALL || LC_MESSAGES || LANG || '').split('.')[0] ?? '';
  return locale === '' || locale === 'C' || locale === 'POSIX' ? 'en_US' : locale;
}

export type AppObject = App;
export const app = new App();
defineUnsupported(app, 'app', UNSUPPORTED_MEMBERS.app);
