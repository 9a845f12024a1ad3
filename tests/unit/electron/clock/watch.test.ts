import { describe, expect, it } from 'vitest';
import type { EntryPayload } from '../../../../core/ledger/index.ts';
import { fail, ok } from '../../../../core/result.ts';
import { createClockWatch, recordIfBehindLedger } from '../../../../electron/clock/index.ts';
import { type FakeClocks, fakeClocks } from './fake-clocks.ts';

type Step = EntryPayload<'clock-stepped'>;

/** A watch over a ledger that is a list; `tick` is a second of the machine. */
async function watched(clocks: FakeClocks, lastEntryUtc = '2026-11-23T09:00:00.000Z') {
  const steps: Step[] = [];
  const lines: string[] = [];
  let isFull = false;
  let look = () => undefined as undefined;
  const locker = {
    lastEntryAtUtc: async () => lastEntryUtc,
    recordClockStep: async (step: Step) => {
      if (isFull) return fail('DISK_FULL', '磁盘满了。');
      steps.push(step);
      return ok(undefined);
    },
  };
  const watch = createClockWatch({
    locker,
    clocks,
    log: (line) => lines.push(line),
    repeat: (act) => {
      look = () => void act();
      return () => {
        look = () => undefined;
      };
    },
  });
  await watch.start();
  const tick = async () => {
    clocks.run(1000);
    look();
    await Promise.resolve();
  };
  const setFull = (full: boolean) => {
    isFull = full;
  };
  return { watch, steps, lines, tick, setFull, locker };
}

describe('the watch over the clock (P06)', () => {
  it('is silent while time just passes, also when the machine is held up', async () => {
    const clocks = fakeClocks();
    const { steps, tick } = await watched(clocks);
    await tick();
    clocks.run(10 * 60_000);
    await tick();
    clocks.holdUpOnce(10_000);
    await tick();
    await tick();
    expect(steps).toEqual([]);
  });

  it('writes a step with what the clocks said before and after', async () => {
    const clocks = fakeClocks();
    const { steps, tick } = await watched(clocks);
    await tick();
    clocks.set(-86_400_000);
    await tick();
    await tick();
    expect(steps).toEqual([
      {
        cause: 'stepped',
        differenceMs: -86_400_000,
        before: expect.objectContaining({ utc: '2026-11-23T10:00:01.000Z', monotonicNs: '5001000000000' }),
        after: expect.objectContaining({ utc: '2026-11-22T10:00:02.000Z', bootId: 'boot-1' }),
      },
    ]);
  });

  it('asks for the entry of a step before it gives the time after it to whoever seals', async () => {
    const clocks = fakeClocks();
    const { watch, steps } = await watched(clocks);
    clocks.set(60_000);
    const { utc } = watch.clock.facts();
    expect(utc).toBe('2026-11-23T10:01:00.000Z');
    expect(steps).toHaveLength(1);
  });

  it('tells sleep by the clocks where they differ, and what was set during it', async () => {
    const clocks = fakeClocks();
    const { steps, tick } = await watched(clocks);
    clocks.sleep(3_600_000);
    clocks.set(5000);
    await tick();
    expect(steps.map(({ cause, differenceMs }) => [cause, differenceMs])).toEqual([
      ['suspended', 3_600_000],
      ['stepped', 5000],
    ]);
  });

  it('tells sleep by the platform elsewhere, and only if the looks stopped then', async () => {
    const clocks = fakeClocks(false);
    const { steps, tick } = await watched(clocks);
    clocks.run(60_000);
    await tick();
    expect(steps).toEqual([]);
    clocks.announceSleep();
    await tick();
    clocks.sleep(3_600_000);
    await tick();
    await tick();
    expect(steps.map(({ cause }) => cause)).toEqual(['suspended']);
    clocks.run(60_000);
    await tick();
    expect(steps).toHaveLength(1);
  });

  it('takes another zone for a change, and daylight saving for none', async () => {
    const clocks = fakeClocks();
    clocks.setZone('Europe/Berlin', 120);
    const { steps, tick } = await watched(clocks);
    clocks.setZone('Europe/Berlin', 60);
    await tick();
    expect(steps).toEqual([]);
    clocks.setZone('Asia/Tokyo', 540);
    await tick();
    expect(steps).toMatchObject([{ cause: 'zone-changed', differenceMs: 8 * 3_600_000 }]);
    clocks.setZone(undefined, 540);
    await tick();
    clocks.setZone(undefined, 480);
    await tick();
    expect(steps).toHaveLength(3);
  });

  it('tries again what the ledger did not take, and says so once', async () => {
    const clocks = fakeClocks();
    const { watch, steps, lines, tick, setFull } = await watched(clocks);
    setFull(true);
    clocks.set(10_000);
    await tick();
    clocks.set(10_000);
    await tick();
    expect(steps).toEqual([]);
    setFull(false);
    await tick();
    await watch.close();
    expect(steps.map(({ differenceMs }) => differenceMs)).toEqual([10_000, 10_000]);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join()).toContain('DISK_FULL');
  });

  it('stops looking once closed', async () => {
    const clocks = fakeClocks();
    const { watch, steps, tick } = await watched(clocks);
    await watch.close();
    clocks.set(60_000);
    await tick();
    expect(steps).toEqual([]);
  });
});

describe('a clock behind the ledger (P06)', () => {
  it.each([
    ['2026-11-23T09:59:00.000Z', 0],
    ['2026-11-23T10:00:02.000Z', 0],
    ['2026-11-23T10:00:02.001Z', 1],
    ['2036-11-23T10:00:00.000Z', 1],
  ])('whose newest entry is of %s makes %i entries at the start', async (lastEntryUtc, count) => {
    const { steps } = await watched(fakeClocks(), lastEntryUtc);
    expect(steps).toHaveLength(count);
    if (count > 0) expect(steps).toMatchObject([{ cause: 'behind-ledger', lastEntryUtc }]);
  });

  it('is told to the caller, and so is a ledger that takes no entry', async () => {
    const clocks = fakeClocks();
    const { locker, setFull } = await watched(clocks, '2030-01-01T00:00:00.000Z');
    expect(await recordIfBehindLedger(locker, clocks)).toEqual({ ok: true, value: true });
    setFull(true);
    expect(await recordIfBehindLedger(locker, clocks)).toMatchObject({ error: { code: 'DISK_FULL' } });
  });
});
