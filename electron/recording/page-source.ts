import type { Handlers, RecorderStarted, RecordingRequest } from '../../core/contract/index.ts';
import type { RecordedSource, RecordingId } from '../../core/recording/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { randomId } from '../platform/index.ts';
import { bitsPerSecondFor } from './page-source-crop.ts';
import { createMicrophones, lastingNames, type Microphones } from './page-source-microphones.ts';
import type { RecorderPage, Screens } from './page-source-ports.ts';
import { type EndCause, failureOf, noPage, otherTask } from './page-source-problems.ts';
import { chooseTarget, recordedOf, shareForSound, type Target } from './page-source-target.ts';
import type { ListenTask, RecordTask, Work } from './page-source-work.ts';
import type { RecordingSource, RunningSource, SourceError, SourceEvents } from './source.ts';

/** Longer than any screen takes to give its first frame. */
const START_PATIENCE_MS = 20_000;
/** An idle page is closed after a while; the next recording opens another. */
const IDLE_PAGE_MS = 60_000;

export interface PageSourceDeps {
  readonly page: RecorderPage;
  readonly screens: Screens;
  /** The encoder as the recording names it. */
  readonly encoder: RecordedSource['recorder'];
  /** Called when frames come, with what they show, and once more when they do not any more. */
  readonly onStarted?: (recorded: RunningSource['recorded']) => void;
  readonly onEnded?: () => void;
}

/** A {@link RecordingSource} in a hidden page, and what that page's operations do. */
export interface PageSource {
  readonly source: RecordingSource;
  readonly desk: Handlers['recorder'];
}

/** A {@link PageSource}. One task at a time; a page that dies ends its recording and is replaced at the next. */
export function createPageSource(deps: PageSourceDeps): PageSource {
  const source = new HiddenPageSource(deps);
  return { source, desk: source.desk };
}

class HiddenPageSource implements RecordingSource {
  readonly #deps: PageSourceDeps;
  readonly #microphones: Microphones = createMicrophones();
  #work: Work | undefined;
  #isPageOpen = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(deps: PageSourceDeps) {
    this.#deps = deps;
  }

  readonly desk: Handlers['recorder'] = {
    getTask: () => ok(this.#work?.task ?? { type: 'idle' }),
    started: (started) => this.#began(started),
    chunk: async ({ taskId, index, bytes }) => {
      const work = this.#work;
      if (work?.type !== 'record' || work.task.taskId !== taskId) return otherTask();
      if (index !== work.chunkCount) {
        this.#end('failed', `chunk ${index} came where ${work.chunkCount} was due`);
        return otherTask();
      }
      work.chunkCount += 1;
      const kept = await work.events.chunk(bytes);
      return kept.ok ? ok(undefined) : kept;
    },
    report: ({ taskId, levels, frames, widthPx, heightPx }) => {
      const work = this.#work;
      if (work?.task.taskId !== taskId) return otherTask();
      if (work.type === 'record') work.events.report({ levels, frames, widthPx, heightPx });
      else {
        work.begun.resolve(ok(undefined));
        work.onLevels(levels);
      }
      return ok(undefined);
    },
    noticed: ({ taskId, code, detail }) => {
      const work = this.#work;
      if (work?.type !== 'record' || work.task.taskId !== taskId) return otherTask();
      work.events.noticed(code, detail);
      return ok(undefined);
    },
    ended: ({ taskId, cause, detail }) => {
      if (this.#work?.task.taskId !== taskId) return otherTask();
      this.#end(cause, detail);
      return ok(undefined);
    },
    listDevices: ({ microphones }) => {
      this.#microphones.set(microphones);
      return ok(undefined);
    },
  };

  async sources(): ReturnType<RecordingSource['sources']> {
    const { screens } = this.#deps;
    const displays = await screens.displays();
    if (displays.length === 0) return fail('RECORDING_UNAVAILABLE', '没有屏幕，不能录屏。');
    const opened = await this.#openPage();
    if (!opened.ok) return opened;
    const windows = await screens.windows();
    return ok({
      displays: displays.map(({ id, name, area, isPrimary, sourceId }) => {
        return { id, name, area, isPrimary, isRecordable: sourceId !== undefined };
      }),
      windows: windows?.map(({ id, title, application }) => ({ id, title, application })) ?? null,
      canRecordRegion: true,
      microphones: lastingNames(await this.#microphones.all()),
      canRecordSystemSound: screens.canRecordSystemSound,
      areOwnWindowsLeftOut: screens.areOwnWindowsLeftOut,
    });
  }

  async start(
    recordingId: RecordingId,
    request: RecordingRequest,
    events: SourceEvents,
  ): Promise<Result<RunningSource, SourceError>> {
    if (this.#work?.type === 'record') return fail('RECORDING_FAILED', '已经在录屏了。请先停止。');
    const target = await chooseTarget(request, this.#deps.screens);
    if (!target.ok) return target;
    const ready = await this.#prepare(request.microphoneId);
    if (!ready.ok) return ready;
    const work: Work & { readonly type: 'record' } = {
      type: 'record',
      task: {
        type: 'record',
        taskId: recordingId,
        crop: target.value.crop,
        framesPerSecond: request.framesPerSecond,
        bitsPerSecond: bitsPerSecondFor(target.value.area, request.framesPerSecond),
        microphoneId: ready.value,
        isSystemSoundOn: request.isSystemSoundOn,
        phase: 'rolling',
      },
      events,
      begun: Promise.withResolvers(),
      isDelivering: false,
      chunkCount: 0,
    };
    const begun = await this.#begin(work, target.value.share);
    if (!begun.ok) return begun;
    const running = this.#running(work, recordedOf(request, target.value, begun.value, this.#deps.encoder));
    this.#deps.onStarted?.(running.recorded);
    return ok(running);
  }

  async listen(
    what: Parameters<RecordingSource['listen']>[0],
    onLevels: Parameters<RecordingSource['listen']>[1],
  ): Promise<Result<void, SourceError>> {
    if (this.#work?.type === 'record') return fail('RECORDING_FAILED', '正在录屏，不用另外试音。');
    if (what === undefined) {
      this.#setIdle();
      return ok(undefined);
    }
    const ready = await this.#prepare(what.microphoneId);
    if (!ready.ok) return ready;
    const share = await shareForSound(what.isSystemSoundOn, this.#deps.screens);
    if (!share.ok) return share;
    const task: ListenTask = {
      type: 'listen',
      taskId: `r-${randomId()}`,
      microphoneId: ready.value,
      isSystemSoundOn: what.isSystemSoundOn,
    };
    return await this.#begin({ type: 'listen', task, onLevels, begun: Promise.withResolvers() }, share.value);
  }

  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    this.#end('failed', 'closed');
    this.#deps.page.close();
  }

  /** Opens the page and finds the microphone; resolves with its id as the page knows it. */
  async #prepare(microphoneId: string | null): Promise<Result<string | null, SourceError>> {
    const opened = await this.#openPage();
    if (!opened.ok || microphoneId === null) return opened.ok ? ok(null) : opened;
    const found = await this.#microphones.find(microphoneId);
    return found === undefined
      ? fail('RECORDING_NO_SOUND', '找不到选的麦克风，没有录屏。请插好麦克风，或另选一个。')
      : ok(found);
  }

  async #begin<Value>(
    work: Work & { readonly begun: PromiseWithResolvers<Result<Value, SourceError>> },
    share: Target['share'] | undefined,
  ): Promise<Result<Value, SourceError>> {
    this.#end('failed', 'another task began');
    clearTimeout(this.#idleTimer);
    this.#work = work;
    const timer = setTimeout(() => this.#end('failed', 'nothing came'), START_PATIENCE_MS);
    // Not awaited: in a page that dies meanwhile the call never settles, but the task ends.
    void this.#deps.page.begin(share).catch((error: unknown) => this.#end('failed', String(error)));
    const begun = await work.begun.promise;
    clearTimeout(timer);
    return begun;
  }

  #began(started: RecorderStarted) {
    const work = this.#work;
    if (work?.type !== 'record' || work.task.taskId !== started.taskId) return otherTask();
    work.isDelivering = true;
    work.begun.resolve(ok(started));
    return ok(undefined);
  }

  #running(work: Work & { readonly type: 'record' }, recorded: RunningSource['recorded']): RunningSource {
    const wish = (phase: RecordTask['phase']) => {
      if (this.#work !== work || work.task.phase === 'stopping') return;
      work.task = { ...work.task, phase };
      this.#deps.page.tell(work.task);
    };
    return {
      recorded,
      pause: () => wish('paused'),
      resume: () => wish('rolling'),
      stop: () => wish('stopping'),
    };
  }

  /** The end of whatever is going on: said once, to whoever waits for it. */
  #end(cause: EndCause, detail: string): void {
    const work = this.#work;
    if (work === undefined) return;
    this.#setIdle();
    if (work.type === 'record' && work.isDelivering) {
      this.#deps.onEnded?.();
      work.events.ended(cause, detail);
    } else work.begun.resolve(failureOf(cause, detail));
  }

  #setIdle(): void {
    this.#work = undefined;
    if (!this.#isPageOpen) return;
    this.#deps.page.tell({ type: 'idle' });
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#deps.page.close(), IDLE_PAGE_MS).unref();
  }

  async #openPage(): Promise<Result<void, 'RECORDING_UNAVAILABLE'>> {
    try {
      await this.#deps.page.open((reason) => {
        this.#isPageOpen = false;
        this.#microphones.forget();
        this.#end('failed', reason);
      });
      this.#isPageOpen = true;
      if (this.#work === undefined) this.#setIdle();
      return ok(undefined);
    } catch (error) {
      return noPage(error);
    }
  }
}
