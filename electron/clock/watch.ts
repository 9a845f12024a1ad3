import type { ClockFacts } from '../../core/evidence/index.ts';
import type { EntryPayload } from '../../core/ledger/index.ts';
import type { Locker } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';
import { recordIfBehindLedger } from './behind-ledger.ts';
import {
  baselineOf,
  type ClockBaseline,
  type ClockChange,
  type ClockReading,
  compareReadings,
} from './compare-readings.ts';
import type { WatchedClocks } from './machine-clocks.ts';

const EVERY_MS = 1000;
/** How many looks after it was announced a sleep may begin. */
const LOOKS_UNTIL_SLEEP = 30;
/** Looks that are this far apart had a sleep between them, if one was announced. */
const SLEPT_AT_LEAST_MS = 5000;
/** Steps kept while the ledger takes none. */
const MAX_UNRECORDED = 100;

type Step = EntryPayload<'clock-stepped'>;

export interface ClockWatchDeps {
  readonly locker: Pick<Locker, 'recordClockStep' | 'lastEntryAtUtc'>;
  readonly clocks: WatchedClocks;
  readonly log: (line: string) => void;
  /** Calls `act` again and again until the returned function is called; every second unless a test says otherwise. */
  readonly repeat?: ((act: () => void) => () => void) | undefined;
}

/** Watches the machine's clock and puts into the ledger what happens to it. */
export interface ClockWatch {
  /**
   * A clock that is looked at before it is read: a step is in the ledger before whatever is sealed with the time after it.
   * To be given to everything that seals.
   */
  readonly clock: Clock;
  /** Compares the clock with the ledger once, then looks every second. */
  start(): Promise<void>;
  /** Looks now. */
  look(): void;
  /** Stops, and resolves when nothing is left to be written. */
  close(): Promise<void>;
}

/**
 * A {@link ClockWatch}. A step is more than two seconds of the wall clock against the clock that is never set; a sleep is
 * told by the clocks on Linux, by the platform elsewhere; another time zone is told by its name, so that daylight saving is
 * none. A change counts when a second reading, taken at once, shows it too. What cannot be written is tried again.
 */
export function createClockWatch(deps: ClockWatchDeps): ClockWatch {
  const watch = new Watch(deps);
  return {
    clock: { now: () => deps.clocks.now(), facts: () => watch.look() },
    start: () => watch.start(),
    look: () => void watch.look(),
    close: () => watch.close(),
  };
}

class Watch {
  readonly #deps: ClockWatchDeps;
  readonly #writing = new Set<Promise<void>>();
  #unrecorded: Step[] = [];
  #facts: ClockFacts;
  #baseline: ClockBaseline;
  #looksUntilSleep = 0;
  #stop: () => void = () => undefined;

  constructor(deps: ClockWatchDeps) {
    this.#deps = deps;
    this.#facts = deps.clocks.facts();
    this.#baseline = baselineOf(readingOf(this.#facts, deps.clocks.uptimeMs()));
  }

  async start(): Promise<void> {
    const { clocks, locker, repeat = everySecond } = this.#deps;
    const forget = clocks.onSuspend(() => {
      this.#looksUntilSleep = LOOKS_UNTIL_SLEEP;
    });
    const cancel = repeat(() => {
      clocks.refreshTimeZone();
      this.#retry();
      this.look();
    });
    this.#stop = () => {
      forget();
      cancel();
    };
    const checked = await recordIfBehindLedger(locker, clocks);
    if (!checked.ok)
      this.#deps.log(`the clock is behind the ledger, which took no entry: ${checked.error.code}`);
  }

  /** Compares the clocks with the last reading, writes what happened, and gives what they say. */
  look(): ClockFacts {
    const first = this.#read();
    // A program that is held up between reading two clocks sees one of them late; the second time it does not.
    const { facts, change } = isEventless(first.change) ? first : this.#read();
    const before = this.#facts;
    const hasSlept = change.suspendedMs > 0 || this.#isAnnouncedSleep(before, facts);
    this.#facts = facts;
    this.#baseline = change.baseline;
    if (hasSlept) this.#write({ cause: 'suspended', before, after: facts, differenceMs: change.suspendedMs });
    if (change.steppedMs !== 0) {
      this.#write({ cause: 'stepped', before, after: facts, differenceMs: change.steppedMs });
    }
    if (isOtherZone(before, facts)) {
      this.#write({
        cause: 'zone-changed',
        before,
        after: facts,
        differenceMs: offsetMs(facts) - offsetMs(before),
      });
    }
    return facts;
  }

  async close(): Promise<void> {
    this.#stop();
    this.#retry();
    await Promise.all(this.#writing);
  }

  #read(): { readonly facts: ClockFacts; readonly change: ClockChange } {
    const { clocks } = this.#deps;
    const facts = clocks.facts();
    return { facts, change: compareReadings(this.#baseline, readingOf(facts, clocks.uptimeMs())) };
  }

  #isAnnouncedSleep(before: ClockFacts, after: ClockFacts): boolean {
    if (this.#looksUntilSleep === 0) return false;
    const hasSlept = monotonicMs(after) - monotonicMs(before) >= SLEPT_AT_LEAST_MS;
    this.#looksUntilSleep = hasSlept ? 0 : this.#looksUntilSleep - 1;
    return hasSlept && this.#baseline.sleptMs === null;
  }

  /** Asks the locker at once, so that the entry comes before whatever is sealed next. */
  #write(step: Step): void {
    const writing = this.#record(step).finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  async #record(step: Step): Promise<void> {
    const problem = await this.#deps.locker.recordClockStep(step).then(
      (recorded) => (recorded.ok ? undefined : recorded.error.code),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (problem === undefined) return;
    if (this.#unrecorded.length === 0)
      this.#deps.log(`a step of the clock is not in the ledger yet: ${problem}`);
    if (this.#unrecorded.length < MAX_UNRECORDED) this.#unrecorded.push(step);
  }

  #retry(): void {
    const steps = this.#unrecorded;
    this.#unrecorded = [];
    for (const step of steps) this.#write(step);
  }
}

function isEventless({ suspendedMs, steppedMs }: ClockChange): boolean {
  return suspendedMs === 0 && steppedMs === 0;
}

/** Daylight saving changes the offset of the same zone; where the zone has no name every offset is another zone. */
function isOtherZone(before: ClockFacts, after: ClockFacts): boolean {
  if (before.timeZone !== after.timeZone) return true;
  return after.timeZone === undefined && offsetMs(before) !== offsetMs(after);
}

/** How far the local time is ahead of UTC. */
function offsetMs({ local, utc }: ClockFacts): number {
  return Date.parse(`${local.slice(0, 23)}Z`) - Date.parse(utc);
}

function readingOf(facts: ClockFacts, uptimeMs: number | null): ClockReading {
  return { utcMs: Date.parse(facts.utc), monotonicMs: monotonicMs(facts), uptimeMs };
}

function monotonicMs({ monotonicNs }: ClockFacts): number {
  return Number(BigInt(monotonicNs) / 1_000_000n);
}

function everySecond(act: () => void): () => void {
  const timer = setInterval(act, EVERY_MS);
  return () => clearInterval(timer);
}
