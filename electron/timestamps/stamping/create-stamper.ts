import { fail, ok } from '../../../core/result.ts';
import type { HeldCheckpoint } from '../../locker/index.ts';
import { inOrder } from '../../platform/index.ts';
import { backOffMs, renewalUtc, waitMs } from './back-off.ts';
import { type HealthFile, openHealthFile, unknownAuthority } from './health-file.ts';
import { holdTimestamp, isStampedBy } from './hold-timestamp.ts';
import { readWork, type StampingWork } from './read-work.ts';
import type { AuthorityHealth, Stamper, StamperDeps, StampFailure, StampingAuthority } from './stamper.ts';

const AFTER_LAST_MS = 5_000;
const AFTER_FIRST_MS = 60_000;

/** A {@link Stamper}; it does nothing before `start`. */
export function createStamper(deps: StamperDeps): Stamper {
  return new LockerStamper(deps);
}

/** An authority that is being asked. */
interface Lane {
  readonly ended: Promise<void>;
  readonly cancel: AbortController;
}

class LockerStamper implements Stamper {
  readonly #deps: StamperDeps;
  readonly #lanes = new Map<string, Lane>();
  readonly #next = inOrder();
  #health: HealthFile = { of: () => unknownAuthority, set: async () => undefined };
  #stopFollowing = () => {};
  #cancelSoon = () => {};
  #cancelRetry = () => {};
  #firstAskedMs: number | undefined;
  #isUrgent = false;
  /** Per authority, the `seq` of the checkpoint it stamped last: nobody is asked twice for what is in flight. */
  readonly #stamped = new Map<string, number>();
  #isRunning = false;
  #isClosed = false;

  constructor(deps: StamperDeps) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    const { locker, stateFolder } = this.#deps;
    if (locker.writeProblem !== null) return;
    this.#health = await openHealthFile(stateFolder, locker.lockerId);
    if (this.#isClosed) return;
    this.#stopFollowing = locker.onAdvanced(() => this.stampSoon());
    this.stampSoon();
  }

  stampSoon({ isUrgent } = { isUrgent: false }): void {
    const { now, after, locker } = this.#deps;
    if (this.#isClosed || locker.writeProblem !== null) return;
    this.#cancelSoon();
    this.#isUrgent ||= isUrgent;
    this.#firstAskedMs ??= now();
    const atMost = Math.max(0, this.#firstAskedMs + AFTER_FIRST_MS - now());
    this.#cancelSoon = after(this.#isUrgent ? 0 : Math.min(AFTER_LAST_MS, atMost), () => {
      const wasUrgent = this.#isUrgent;
      this.#firstAskedMs = undefined;
      this.#isUrgent = false;
      this.#inBackground(wasUrgent);
    });
  }

  async stampNow() {
    const authorities = this.#deps.authorities();
    if (authorities.length === 0) {
      return fail('STAMPING_OFF', '可信时间还没有打开，或没有选任何机构。请先在证据库里打开。');
    }
    const made = await this.#next(async () => {
      const checkpoint = await this.#deps.checkpointer.makeCheckpoint();
      if (!checkpoint.ok) return checkpoint;
      const wanted = authorities.filter((authority) => !isStampedBy(checkpoint.value, authority));
      return ok(wanted.map((authority) => this.#ask(authority, checkpoint.value, null)));
    });
    if (!made.ok) return made;
    await Promise.all(made.value);
    return ok(undefined);
  }

  authoritiesChanged(): void {
    const on = new Set(this.#deps.authorities().map(({ id }) => id));
    for (const [id, { cancel }] of this.#lanes) if (!on.has(id)) cancel.abort();
    this.stampSoon({ isUrgent: true });
  }

  health(authorityId: string): AuthorityHealth {
    const { failures, lastSuccessUtc, lastFailure, nextTryUtc } = this.#health.of(authorityId);
    const settled = failures > 0 ? 'failing' : lastSuccessUtc === null ? 'unknown' : 'well';
    return {
      state: this.#lanes.has(authorityId) ? 'working' : settled,
      lastSuccessUtc,
      lastFailure,
      nextTryUtc: failures > 0 ? nextTryUtc : null,
    };
  }

  isWorking(): boolean {
    return this.#isRunning || this.#lanes.size > 0;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopFollowing();
    this.#cancelSoon();
    this.#cancelRetry();
    for (const { cancel } of this.#lanes.values()) cancel.abort();
    await this.#next(async () => undefined);
    await Promise.all([...this.#lanes.values()].map(({ ended }) => ended));
  }

  #inBackground(isUrgent: boolean): void {
    const look = this.#next(async () => {
      if (this.#isClosed) return;
      this.#isRunning = true;
      try {
        await this.#work(isUrgent);
      } finally {
        this.#isRunning = false;
      }
    });
    // The locker is gone, or we are wrong: nobody waits for this, and the next look tries again.
    look.catch((error: unknown) => this.#deps.log(`stamping stopped: ${wordsOf(error)}`));
  }

  /** One look at the ledger: makes the checkpoint that is due, begins to ask whoever is due, and sets the next look. */
  async #work(isUrgent: boolean): Promise<void> {
    const { locker, now, authorities } = this.#deps;
    this.#cancelRetry();
    const work = await readWork(locker, now());
    const on = authorities();
    const checkpoint = await this.#checkpointFor(work, on);
    if (checkpoint !== null) {
      for (const authority of this.#dueNow(on, checkpoint, work, isUrgent)) {
        void this.#ask(authority, checkpoint, work.mustOutlast);
      }
    }
    this.#retryLater(on, checkpoint, work);
    this.#deps.onChanged();
  }

  /** The checkpoint to be stamped; null when none could be made, which every authority's health then says. */
  async #checkpointFor(work: StampingWork, on: readonly StampingAuthority[]): Promise<HeldCheckpoint | null> {
    const { checkpointer, now } = this.#deps;
    const isRenewal =
      work.mustOutlast !== null &&
      (work.checkpoint?.timestamps.length ?? 0) > 0 &&
      on.some(({ id }) => waitMs(this.#health.of(id).nextRenewalUtc, now()) === 0);
    if (!work.isCheckpointDue && !isRenewal) return work.checkpoint;
    const made = await checkpointer.makeCheckpoint({ isForced: isRenewal });
    if (made.ok) return made.value;
    this.#deps.log(`no checkpoint: ${made.error.code}`);
    await Promise.all(on.map((authority) => this.#failed(authority, made.error)));
    return null;
  }

  #dueNow(
    on: readonly StampingAuthority[],
    checkpoint: HeldCheckpoint,
    work: StampingWork,
    isUrgent: boolean,
  ): readonly StampingAuthority[] {
    return on.filter((authority) => {
      if (isStampedBy(checkpoint, authority) || this.#lanes.has(authority.id)) return false;
      return this.#waitFor(authority, work) === 0 || (isUrgent && work.mustOutlast === null);
    });
  }

  #waitFor({ id }: StampingAuthority, { mustOutlast }: StampingWork): number {
    const { nextTryUtc, nextRenewalUtc } = this.#health.of(id);
    const now = this.#deps.now();
    return Math.max(waitMs(nextTryUtc, now), mustOutlast === null ? 0 : waitMs(nextRenewalUtc, now));
  }

  #retryLater(on: readonly StampingAuthority[], checkpoint: HeldCheckpoint | null, work: StampingWork): void {
    const waiting = on.filter(
      (authority) =>
        !this.#lanes.has(authority.id) && (checkpoint === null || !isStampedBy(checkpoint, authority)),
    );
    if (this.#isClosed || waiting.length === 0 || (checkpoint === null && !work.isCheckpointDue)) return;
    const wait = Math.min(...waiting.map((authority) => this.#waitFor(authority, work)));
    this.#cancelRetry = this.#deps.after(wait, () => this.#inBackground(false));
  }

  /** Asks after whatever the authority is being asked already. Resolves when it has answered, whatever it said. */
  #ask(authority: StampingAuthority, checkpoint: HeldCheckpoint, mustOutlast: string | null): Promise<void> {
    const before = this.#lanes.get(authority.id);
    const cancel = new AbortController();
    if (this.#isClosed) return Promise.resolve();
    const run = async () => {
      await before?.ended;
      try {
        if (!cancel.signal.aborted) await this.#askOnce(authority, checkpoint, mustOutlast, cancel.signal);
      } catch (error) {
        this.#deps.log(`asking ${authority.id} stopped: ${wordsOf(error)}`);
      }
      if (this.#lanes.get(authority.id) === lane) this.#lanes.delete(authority.id);
      this.#deps.onChanged();
      this.stampSoon();
    };
    const lane: Lane = { ended: Promise.resolve().then(run), cancel };
    this.#lanes.set(authority.id, lane);
    this.#deps.onChanged();
    return lane.ended;
  }

  async #askOnce(
    authority: StampingAuthority,
    checkpoint: HeldCheckpoint,
    mustOutlast: string | null,
    signal: AbortSignal,
  ): Promise<void> {
    if (this.#stamped.get(authority.id) === checkpoint.seq) return;
    const held = await holdTimestamp(this.#deps, { checkpoint, authority, signal, mustOutlast });
    if (held.ok) {
      this.#stamped.set(authority.id, checkpoint.seq);
      const lastSuccessUtc = this.#nowUtc();
      const { lastFailure } = this.#health.of(authority.id);
      return this.#health.set(authority.id, { ...unknownAuthority, lastFailure, lastSuccessUtc });
    }
    if (!signal.aborted) await this.#failed(authority, held.error);
  }

  async #failed({ id }: StampingAuthority, { code, message }: StampFailure): Promise<void> {
    const { now, random } = this.#deps;
    const before = this.#health.of(id);
    const lastFailure = { code, message, atUtc: this.#nowUtc() };
    if (code === 'TIMESTAMP_CHAIN_NOT_LONGER') {
      await this.#health.set(id, { ...before, lastFailure, nextRenewalUtc: renewalUtc(now()) });
      return;
    }
    const failures = before.failures + 1;
    const nextTryUtc = new Date(now() + backOffMs(failures, random())).toISOString();
    await this.#health.set(id, { ...before, failures, lastFailure, nextTryUtc });
  }

  #nowUtc(): string {
    return new Date(this.#deps.now()).toISOString();
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
