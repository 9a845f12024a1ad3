import { sha256Hex } from '../../../core/hex.ts';
import { ok } from '../../../core/result.ts';
import type { HeldTimestamp, ReceivedTimestamp } from '../../../electron/locker/index.ts';
import type { After, StampingLocker } from '../../../electron/timestamps/index.ts';
import { MemoryLedger } from '../signing/memory-ledger.ts';

/** A ledger in memory that also keeps items and stamps, by the locker's rules. */
export class StampingLedger extends MemoryLedger implements StampingLocker {
  readonly writeProblem = null;
  readonly #items: number[] = [];

  /** Seals an item. */
  seal(): void {
    this.#items.push(this.size);
    this.append('item');
  }

  async recordTimestamp(received: ReceivedTimestamp) {
    const index = this.checkpoints.findIndex(({ seq }) => seq === received.checkpointSeq);
    const held = this.checkpoints[index];
    if (held === undefined) throw new Error('no such checkpoint');
    const object = { sha256: '0'.repeat(64), sizeBytes: 1 };
    const timestamp: HeldTimestamp = {
      seq: this.append('stamp'),
      receivedAtUtc: received.token.genTimeUtc,
      authority: received.authority,
      digest: sha256Hex(new TextEncoder().encode(held.checkpoint)),
      request: object,
      response: object,
      chain: object,
      token: received.token,
    };
    this.checkpoints[index] = { ...held, timestamps: [...held.timestamps, timestamp] };
    return ok(timestamp);
  }

  async stampingFigures() {
    const newest = this.checkpoints.at(-1) ?? null;
    const stamped = this.checkpoints.filter(({ timestamps }) => timestamps.length > 0);
    const beyond = (size: number) => this.#items.filter((seq) => seq >= size).length;
    const stamps = stamped.flatMap(({ timestamps }) => timestamps).sort((a, b) => a.seq - b.seq);
    return {
      unstampedItemCount: beyond(Math.max(0, ...stamped.map(({ size }) => size))),
      oldestUnstampedAtUtc: null,
      newestTimestamp: stamps.at(-1) ?? null,
      newestCheckpoint: newest,
      uncheckpointedItemCount: beyond(newest?.size ?? 0),
    };
  }

  /** Authorities whose stamps are held, in the order of the ledger, by checkpoint size. */
  stamps(): readonly string[] {
    return this.checkpoints.flatMap(({ size, timestamps }) =>
      timestamps.map(({ authority }) => `${size} ${authority.name}`),
    );
  }
}

/** A clock whose time passes when a test says so. */
export class TestTime {
  nowMs = Date.parse('2026-11-23T06:35:02.000Z');
  #timers: { readonly atMs: number; readonly act: () => void }[] = [];

  readonly now = () => this.nowMs;

  readonly after: After = (delayMs, act) => {
    const timer = { atMs: this.nowMs + delayMs, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** What is due in this time happens, each at its time; `settle` waits for what it set going. */
  async pass(ms: number, settle: () => Promise<void>): Promise<void> {
    const untilMs = this.nowMs + ms;
    await settle();
    for (;;) {
      const due = this.#timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.nowMs = Math.max(this.nowMs, due.atMs);
      due.act();
      await settle();
    }
    this.nowMs = untilMs;
  }

  get waiting(): number {
    return this.#timers.length;
  }
}
