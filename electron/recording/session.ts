import type { RecordingRequest, RecordingState, SoundLevels } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import type {
  Ending,
  Mark,
  Moment,
  NoticeCode,
  PauseReason,
  RecordingId,
} from '../../core/recording/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Locker, OpenRecording, RecordingNote, SealingError } from '../locker/index.ts';
import { createHappenings, type Place } from './happenings.ts';
import { createMediaClock } from './media-clock.ts';
import { marksFull, notRecording } from './problems.ts';
import type { ControlError, RecorderDeps, RecordingEnd, RecordingOrigin, StartError } from './recorder.ts';
import type { RunningSource, SourceEvents } from './source.ts';
import { createSourceWatch, type FrameCounts, type SourceWatch } from './source-watch.ts';
import type { WatchEvent } from './watch.ts';

/** How long the last bytes may take to come after a stop was asked for. */
const LAST_BYTES_MS = 10_000;
const LOOK_EVERY_MS = 500;
const PAUSE_SETTLES_MS = 300;

/** A recording from its first frame to its end. */
export interface Session {
  state(): RecordingState;
  pause(reason: PauseReason): Promise<Result<RecordingState, ControlError>>;
  resume(): Promise<Result<RecordingState, ControlError>>;
  mark(label: string): Promise<Result<Mark, ControlError>>;
  /** Ends and seals; everybody who asks gets the one answer. */
  end(ending: Exclude<Ending, 'interrupted'>, detail: string): Promise<Result<Item, SealingError>>;
}

/**
 * Starts the source, then the journal: what is recorded is stated as it really is. Bytes that come in between wait.
 * `ended` is called once, after sealing, however the recording ends.
 */
export async function createSession(
  deps: RecorderDeps,
  locker: Pick<Locker, 'beginRecording'>,
  recordingId: RecordingId,
  request: RecordingRequest,
  origin: RecordingOrigin,
  ended: (end: RecordingEnd) => void,
): Promise<Result<Session, StartError>> {
  const session = new RecordingSession(deps, recordingId, request, origin, ended);
  const running = await deps.source.start(recordingId, request, session.sourceEvents);
  if (!running.ok) return running;
  const clock = deps.clock.facts();
  const at = { utc: clock.utc, monotonicNs: clock.monotonicNs };
  const source = { ...running.value.recorded, trigger: origin.trigger };
  const started = { recordingId, clock, environment: deps.environment, source };
  const { orderId, assignedBy, kind } = origin;
  const begun = await locker.beginRecording(started, at, {
    orderId,
    assignedBy,
    ...(kind === undefined ? {} : { kind }),
  });
  if (!begun.ok) {
    session.giveUp();
    running.value.stop();
    return begun;
  }
  session.roll(running.value, begun.value, at);
  return ok(session);
}

class RecordingSession implements Session {
  readonly #deps: RecorderDeps;
  readonly #recordingId: RecordingId;
  readonly #request: RecordingRequest;
  readonly #origin: RecordingOrigin;
  readonly #ended: (end: RecordingEnd) => void;
  readonly #opened = Promise.withResolvers<OpenRecording | undefined>();
  readonly #sourceEnded = Promise.withResolvers<void>();
  readonly #happenings = createHappenings();
  #running: RunningSource | undefined;
  #mediaClock = createMediaClock(0n);
  #sourceWatch: SourceWatch | undefined;
  #stopWatching: () => void = () => undefined;
  #phase: 'recording' | 'paused' | 'sealing' = 'recording';
  #startedAtUtc = '';
  #sizeBytes = 0;
  #freeBytes: number | null = null;
  #frames: FrameCounts | null = null;
  #levels: SoundLevels = { microphone: null, system: null };
  #isBroken = false;
  #sealing: Promise<Result<Item, SealingError>> | undefined;

  constructor(
    deps: RecorderDeps,
    recordingId: RecordingId,
    request: RecordingRequest,
    origin: RecordingOrigin,
    ended: (end: RecordingEnd) => void,
  ) {
    this.#deps = deps;
    this.#recordingId = recordingId;
    this.#request = request;
    this.#origin = origin;
    this.#ended = ended;
  }

  readonly sourceEvents: SourceEvents = {
    chunk: (bytes) => this.#keep(bytes),
    report: ({ levels, frames, widthPx, heightPx }) => {
      const nowMs = this.#nowMs();
      this.#levels = levels;
      this.#sourceWatch?.sawLevels(levels, nowMs);
      this.#sourceWatch?.sawSize(widthPx, heightPx);
      if (frames !== null) {
        this.#frames = frames;
        this.#sourceWatch?.sawFrames(frames, nowMs);
      }
      this.#changed();
    },
    noticed: (code, detail) => this.#notice(code, detail),
    ended: (cause, detail) => {
      this.#sourceEnded.resolve();
      if (cause === 'stopped') return;
      void this.#opened.promise.then((open) => {
        if (open !== undefined)
          void this.end(cause === 'source-ended' ? 'source-ended' : 'source-failed', detail);
      });
    },
  };

  /** Nothing could be kept: bytes still on their way are refused. */
  giveUp(): void {
    this.#isBroken = true;
    this.#opened.resolve(undefined);
  }

  /** From here on every second is kept. */
  roll(running: RunningSource, open: OpenRecording, at: Moment): void {
    const { watch, surroundings } = this.#deps;
    this.#running = running;
    this.#startedAtUtc = at.utc;
    this.#mediaClock = createMediaClock(BigInt(at.monotonicNs));
    this.#sourceWatch = createSourceWatch(running.recorded.sound.length > 0, this.#nowMs(), (code, detail) =>
      this.#notice(code, detail),
    );
    const stops = [
      watch.begin(running.recorded.display.id, (event) => this.#happened(event)),
      surroundings.onOwnWindowShown(() => void this.pause('own-window-shown')),
      this.#lookRegularly(),
    ];
    this.#stopWatching = () => {
      for (const stop of stops) stop();
    };
    surroundings.begin(running.recorded.area);
    this.#opened.resolve(open);
  }

  state(): RecordingState {
    const { recorded } = this.#running ?? {};
    return {
      phase: this.#phase,
      recordingId: this.#recordingId,
      orderId: this.#origin.orderId,
      startedAtUtc: this.#startedAtUtc,
      mediaMs: this.#place().mediaMs,
      sizeBytes: this.#sizeBytes,
      freeBytes: this.#freeBytes,
      framesPerSecond: this.#request.framesPerSecond,
      frames: this.#frames,
      sound: recorded === undefined ? [] : [...recorded.sound],
      levels: this.#levels,
      silentForMs: this.#sourceWatch?.silentForMs(this.#nowMs()) ?? 0,
      ...this.#happenings.lists(),
    };
  }

  async pause(reason: PauseReason): Promise<Result<RecordingState, ControlError>> {
    if (this.#phase === 'sealing') return notRecording();
    if (this.#phase === 'paused') return ok(this.state());
    this.#running?.pause();
    const place = this.#place();
    this.#mediaClock.stop(BigInt(place.at.monotonicNs));
    this.#phase = 'paused';
    this.#sourceWatch?.rolling(false, this.#nowMs());
    const noted = await this.#note(this.#happenings.pause(place, reason));
    // Frames that were under way when the page was told may still be encoded: nothing of ours is shown before.
    await elapsed(PAUSE_SETTLES_MS);
    if (this.#phase === 'paused') this.#deps.surroundings.release();
    this.#changed();
    return noted.ok ? ok(this.state()) : noted;
  }

  async resume(): Promise<Result<RecordingState, ControlError>> {
    if (this.#phase === 'sealing') return notRecording();
    if (this.#phase === 'recording') return ok(this.state());
    await this.#deps.surroundings.clear(this.#request);
    const place = this.#place();
    const noted = await this.#note(this.#happenings.resume(place));
    if (!noted.ok) return noted;
    this.#mediaClock.go(BigInt(place.at.monotonicNs));
    this.#phase = 'recording';
    this.#sourceWatch?.rolling(true, this.#nowMs());
    this.#running?.resume();
    this.#changed();
    return ok(this.state());
  }

  async mark(label: string): Promise<Result<Mark, ControlError>> {
    if (this.#phase === 'sealing') return notRecording();
    if (this.#happenings.isFullOfMarks()) return marksFull();
    const { mark, note } = this.#happenings.mark(this.#place(), label);
    const noted = await this.#note(note);
    this.#changed();
    return noted.ok ? ok(mark) : noted;
  }

  end(ending: Exclude<Ending, 'interrupted'>, detail: string): Promise<Result<Item, SealingError>> {
    this.#sealing ??= this.#seal(ending, detail);
    return this.#sealing;
  }

  async #seal(ending: Exclude<Ending, 'interrupted'>, detail: string): Promise<Result<Item, SealingError>> {
    const { at, mediaMs } = this.#place();
    this.#phase = 'sealing';
    this.#mediaClock.stop(BigInt(at.monotonicNs));
    this.#stopWatching();
    this.#changed();
    this.#running?.stop();
    await Promise.race([this.#sourceEnded.promise, elapsed(LAST_BYTES_MS)]);
    this.#deps.surroundings.end();
    const open = await this.#opened.promise;
    if (open === undefined) throw new Error('a session ends only after it was begun');
    this.#isBroken = true;
    const frames = this.#frames === null ? {} : { frames: this.#frames };
    const sealed = await open.seal({ mediaMs, ending, ...frames }, at);
    this.#ended({ ending, sealed, detail });
    return sealed;
  }

  async #keep(bytes: Uint8Array) {
    const open = await this.#opened.promise;
    // After a chunk that did not fit, later ones would make a file with a hole.
    if (open === undefined || this.#isBroken) return notRecording();
    const kept = await open.append(bytes, this.#moment());
    if (kept.ok) {
      this.#sizeBytes = kept.value;
      this.#sourceWatch?.sawBytes(this.#nowMs());
      return ok(undefined);
    }
    this.#isBroken = true;
    void this.end(kept.error.code === 'DISK_FULL' ? 'disk-full' : 'disk-failed', kept.error.message);
    return kept;
  }

  #happened(event: WatchEvent): void {
    if (event.type === 'notice') this.#notice(event.code, event.detail);
    else void this.end(event.ending, event.detail);
  }

  #notice(code: NoticeCode, detail: string): void {
    if (this.#phase === 'sealing') return;
    const note = this.#happenings.notice(this.#place(), code, detail);
    if (note !== undefined) void this.#note(note);
    this.#changed();
  }

  async #note(note: RecordingNote) {
    const open = await this.#opened.promise;
    if (open === undefined) return notRecording();
    const noted = await open.note(note);
    if (!noted.ok)
      void this.end(noted.error.code === 'DISK_FULL' ? 'disk-full' : 'disk-failed', noted.error.message);
    return noted;
  }

  #lookRegularly(): () => void {
    const timer = setInterval(() => {
      this.#sourceWatch?.look(this.#nowMs());
      void this.#deps.freeBytes().then((freeBytes) => {
        this.#freeBytes = freeBytes;
      });
      this.#changed();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }

  #moment(): Moment {
    const { utc, monotonicNs } = this.#deps.clock.facts();
    return { utc, monotonicNs };
  }

  #place(): Place {
    const at = this.#moment();
    return { at, mediaMs: this.#mediaClock.mediaMsAt(BigInt(at.monotonicNs)) };
  }

  #nowMs(): number {
    return Number(BigInt(this.#moment().monotonicNs) / 1_000_000n);
  }

  #changed(): void {
    this.#deps.onChanged(this.state());
  }
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
