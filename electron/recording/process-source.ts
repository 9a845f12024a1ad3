import type { RecordingRequest, RecordingSources, SoundLevels } from '../../core/contract/index.ts';
import type { RecordingId } from '../../core/recording/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { inOrder } from '../platform/index.ts';
import { type HostProcess, launchHost } from './process-source-launch.ts';
import type { RecordingSource, RunningSource, SourceError, SourceEvents } from './source.ts';

export interface ProcessSourceDeps {
  /** Electron's executable or the one that stands in for it; undefined where there is none. */
  readonly executable: string | undefined;
  /** The built recorder-host script. */
  readonly script: string;
}

/** On the runtime that stands in for Electron the one screen that can be recorded is chosen when it starts. */
const SCREEN_SWITCH = '--auto-select-desktop-capture-source';

/** A {@link RecordingSource} in a program started for it: for the command line, which has no windows. */
export function createProcessSource(deps: ProcessSourceDeps): RecordingSource {
  return new ProcessSource(deps);
}

class ProcessSource implements RecordingSource {
  readonly #deps: ProcessSourceDeps;
  readonly #inTurn = inOrder();
  #host: HostProcess | undefined;
  #events: SourceEvents | undefined;
  #onLevels: ((levels: SoundLevels) => void) | undefined;

  constructor(deps: ProcessSourceDeps) {
    this.#deps = deps;
  }

  sources(): ReturnType<RecordingSource['sources']> {
    return this.#inTurn(() => this.#ask<Result<RecordingSources, 'RECORDING_UNAVAILABLE'>>('sources'));
  }

  start(
    recordingId: RecordingId,
    request: RecordingRequest,
    events: SourceEvents,
  ): Promise<Result<RunningSource, SourceError>> {
    return this.#inTurn(async () => {
      if (this.#events !== undefined) return fail('RECORDING_FAILED', '已经在录屏了。请先停止。');
      const found = await this.#turnTo(request.displayId);
      if (!found.ok) return found;
      this.#events = events;
      const input = { recordingId, request };
      const started = await this.#ask<Result<RunningSource['recorded'], SourceError>>('start', input);
      if (!started.ok) {
        this.#events = undefined;
        return started;
      }
      return ok({
        recorded: started.value,
        pause: () => this.#tell('pause'),
        resume: () => this.#tell('resume'),
        stop: () => this.#tell('stop'),
      });
    });
  }

  listen(
    what: Parameters<RecordingSource['listen']>[0],
    onLevels: Parameters<RecordingSource['listen']>[1],
  ): Promise<Result<void, SourceError>> {
    return this.#inTurn(async () => {
      this.#onLevels = what === undefined ? undefined : onLevels;
      return await this.#ask<Result<void, SourceError>>('listen', what);
    });
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#closeHost());
  }

  async #closeHost(): Promise<void> {
    const host = this.#host;
    this.#host = undefined;
    await host?.close();
  }

  /** Starts the host anew, looking at another screen each time, until the wished display can be recorded. */
  async #turnTo(displayId: string | null): Promise<Result<void, SourceError>> {
    const known = await this.#ask<Result<RecordingSources, 'RECORDING_UNAVAILABLE'>>('sources');
    if (!known.ok) return known;
    const { displays } = known.value;
    const isReady = (all: RecordingSources['displays']) =>
      displayId === null || all.every(({ id, isRecordable }) => id !== displayId || isRecordable);
    if (isReady(displays) || displays.length < 2) return ok(undefined);
    for (let number = 1; number <= displays.length; number += 1) {
      await this.#closeHost();
      await this.#open([`${SCREEN_SWITCH}=Screen ${number}`]);
      const now = await this.#ask<Result<RecordingSources, 'RECORDING_UNAVAILABLE'>>('sources');
      if (!now.ok) return now;
      if (isReady(now.value.displays)) break;
    }
    return ok(undefined);
  }

  async #ask<Answer extends Result<unknown, SourceError>>(
    name: string,
    input?: unknown,
  ): Promise<Answer | Result<never, 'RECORDING_UNAVAILABLE'>> {
    const opened = this.#host === undefined ? await this.#open([]) : ok(undefined);
    if (!opened.ok) return opened;
    try {
      return (await this.#host?.peer.call(name, input)) as Answer;
    } catch {
      return fail('RECORDING_UNAVAILABLE', '录屏程序意外退出了。请再试一次。');
    }
  }

  /** What is told after the host has gone changes nothing: its end is told already. */
  #tell(name: string): void {
    this.#host?.peer.call(name).catch(() => undefined);
  }

  async #open(switches: readonly string[]): Promise<Result<void, 'RECORDING_UNAVAILABLE'>> {
    const { executable, script } = this.#deps;
    const problem = problemOf(executable);
    if (executable === undefined || problem !== undefined)
      return fail('RECORDING_UNAVAILABLE', problem ?? '');
    try {
      const host = await launchHost(
        { executable, script, switches },
        (name, input) => this.#serve(name, input),
        () => this.#gone(host),
      );
      this.#host = host;
      return ok(undefined);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return fail('RECORDING_UNAVAILABLE', '录屏程序启动不了。请确认有屏幕，并且 npm start 能打开留痕。', {
        detail,
      });
    }
  }

  #gone(host: HostProcess): void {
    // One that was closed on purpose is not the present one any more.
    if (this.#host !== host) return;
    this.#host = undefined;
    void host.close();
    const events = this.#events;
    this.#events = undefined;
    events?.ended('failed', 'the recorder process ended');
  }

  async #serve(name: string, input: unknown): Promise<unknown> {
    const events = this.#events;
    switch (name) {
      case 'chunk':
        return (
          (await events?.chunk(input as Uint8Array)) ?? fail('RECORDING_NOT_RUNNING', '没有正在进行的录屏。')
        );
      case 'report':
        return events?.report(input as Parameters<SourceEvents['report']>[0]);
      case 'noticed': {
        const { code, detail } = input as { code: Parameters<SourceEvents['noticed']>[0]; detail: string };
        return events?.noticed(code, detail);
      }
      case 'ended': {
        const { cause, detail } = input as { cause: Parameters<SourceEvents['ended']>[0]; detail: string };
        this.#events = undefined;
        return events?.ended(cause, detail);
      }
      case 'levels':
        return this.#onLevels?.(input as SoundLevels);
      default:
        throw new Error(`there is no call ${name}`);
    }
  }
}

/** Why no host can be started here, in words for the user. */
function problemOf(executable: string | undefined): string | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)
    return '没有屏幕，不能录屏。请在有桌面的电脑上运行，或设好 DISPLAY。';
  if (executable === undefined)
    return '找不到能录屏的程序。请用 npm run liuhen -- record 运行，并先用 npm start 打开一次留痕。';
  return undefined;
}
