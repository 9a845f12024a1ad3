import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { compareClocks } from '../../../../electron/recording/clock-watch.ts';
import { createRecordingWatch, type WatchEvent } from '../../../../electron/recording/index.ts';
import { batteryPercentIn } from '../../../../electron/recording/machine.ts';
import { createSourceWatch } from '../../../../electron/recording/source-watch.ts';

const before = { utcMs: 1_000_000, monotonicMs: 500_000, uptimeMs: 500_000 };
const later = (ran: number, slept: number, stepped: number) => ({
  utcMs: before.utcMs + ran + slept + stepped,
  monotonicMs: before.monotonicMs + ran,
  uptimeMs: before.uptimeMs + ran + slept,
});

describe('clocks', () => {
  test('a machine that ran on neither slept nor was set', () => {
    fc.assert(
      fc.property(fc.integer({ min: 900, max: 4000 }), fc.integer({ min: -900, max: 900 }), (ran, jitter) => {
        const now = later(ran, 0, 0);
        expect(compareClocks(before, { ...now, uptimeMs: now.uptimeMs + jitter }, 1000)).toEqual({
          sleptMs: 0,
          steppedMs: 0,
        });
      }),
    );
  });

  test('sleep is told from a step, also when both happened', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6000, max: 10_000_000 }),
        fc.integer({ min: 3000, max: 1e9 }),
        fc.boolean(),
        (slept, step, isBack) => {
          const stepped = isBack ? -step : step;
          expect(compareClocks(before, later(1000, slept, stepped), 1000)).toEqual({
            sleptMs: slept,
            steppedMs: stepped,
          });
        },
      ),
    );
  });

  test('readings that stopped coming are sleep where the monotonic clock goes on (Windows)', () => {
    expect(compareClocks(before, later(3_600_000, 0, 0), 1000)).toEqual({ sleptMs: 3_599_000, steppedMs: 0 });
  });
});

describe('the watch', () => {
  async function watched(freeBytes: readonly number[], percents: readonly (number | null)[] = []) {
    vi.useFakeTimers();
    const events: WatchEvent[] = [];
    let second = 0;
    let platform:
      | ((event: { type: 'suspend' | 'lock' | 'display-removed'; displayId?: string }) => void)
      | undefined;
    const stop = createRecordingWatch({
      readClocks: () => ({ utcMs: second * 1000, monotonicMs: second * 1000, uptimeMs: second * 1000 }),
      freeBytes: async () => freeBytes[second] ?? freeBytes.at(-1) ?? null,
      batteryPercent: async () => percents[second] ?? null,
      onPlatformEvent: (listener) => {
        platform = listener;
        return () => undefined;
      },
    }).begin('display-1', (event) => events.push(event));
    for (second = 1; second < Math.max(freeBytes.length, percents.length); second += 1) {
      await vi.advanceTimersByTimeAsync(1000);
    }
    stop();
    vi.useRealTimers();
    return { events, tell: platform };
  }
  const GIB = 1024 ** 3;

  test('warns once when the disk gets low and ends the recording before it is full', async () => {
    const { events } = await watched(
      [5 * GIB, 0.9 * GIB, 0.8 * GIB, 50 * 1024 * 1024].flatMap((n) => [n, n]),
    );
    expect(events[0]).toEqual({ type: 'notice', code: 'disk-low', detail: '921 MiB' });
    expect(events.filter(({ type }) => type === 'notice')).toHaveLength(1);
    expect(events.at(-1)).toEqual({ type: 'end', ending: 'disk-full', detail: '50 MiB' });
  });

  test('warns at 15 % of the battery and ends at 5 %', async () => {
    const { events } = await watched([], [null, 80, 15, 14, 5]);
    expect(events).toEqual([
      { type: 'notice', code: 'battery-low', detail: '15 %' },
      { type: 'end', ending: 'battery-low', detail: '5 %' },
    ]);
  });

  test('ends for sleep and lock, and for the recorded display only', async () => {
    const { events, tell } = await watched([]);
    tell?.({ type: 'display-removed', displayId: 'another' });
    tell?.({ type: 'display-removed', displayId: 'display-1' });
    tell?.({ type: 'suspend' });
    tell?.({ type: 'lock' });
    expect(events.map((event) => event.type === 'end' && event.ending)).toEqual([
      'display-removed',
      'slept',
      'locked',
    ]);
  });

  test('reads the emptiest discharging battery, and nothing on mains', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'power-'));
    const supply = (name: string, facts: Record<string, string>) => {
      mkdirSync(join(folder, name));
      for (const [fact, value] of Object.entries(facts))
        writeFileSync(join(folder, name, fact), `${value}\n`);
    };
    supply('AC', { type: 'Mains', online: '0' });
    expect(await batteryPercentIn(folder)).toBeNull();
    supply('BAT0', { type: 'Battery', status: 'Discharging', capacity: '41' });
    supply('BAT1', { type: 'Battery', status: 'Discharging', capacity: '7' });
    supply('BAT2', { type: 'Battery', status: 'Charging', capacity: '1' });
    expect(await batteryPercentIn(folder)).toBe(7);
    expect(await batteryPercentIn(join(folder, 'absent'))).toBeNull();
  });
});

describe('the source watch', () => {
  const quiet = { microphone: 0, system: null };

  test('tells silence after ten seconds, once, and again after a sound', () => {
    const told: string[] = [];
    const watch = createSourceWatch(true, 0, (code) => told.push(code));
    watch.sawBytes(9000);
    watch.look(9000);
    watch.sawBytes(11_000);
    watch.look(11_000);
    watch.look(12_000);
    expect(told).toEqual(['sound-silent']);
    watch.sawLevels({ microphone: 0.3, system: null }, 13_000);
    watch.sawBytes(24_000);
    watch.look(24_000);
    expect(told).toEqual(['sound-silent', 'sound-silent']);
  });

  test('never complains of silence where no sound is recorded, or while paused', () => {
    const told: string[] = [];
    const mute = createSourceWatch(false, 0, (code) => told.push(code));
    mute.sawLevels(quiet, 0);
    mute.sawBytes(60_000);
    mute.look(60_000);
    const paused = createSourceWatch(true, 0, (code) => told.push(code));
    paused.rolling(false, 1000);
    paused.look(600_000);
    expect(told).toEqual([]);
  });

  test('tells an encoder that stopped giving bytes, but not while paused', () => {
    const told: string[] = [];
    const watch = createSourceWatch(false, 0, (code) => told.push(code));
    watch.rolling(false, 1000);
    watch.look(100_000);
    watch.rolling(true, 100_000);
    watch.look(104_000);
    watch.look(105_000);
    watch.look(106_000);
    expect(told).toEqual(['encoder-stalled']);
  });

  test('tells lost frames from one per cent on, at most once a minute', () => {
    const told: string[] = [];
    const watch = createSourceWatch(false, 0, (_code, detail) => told.push(detail));
    watch.sawFrames({ deliveredCount: 10_000, droppedCount: 50 }, 0);
    watch.sawFrames({ deliveredCount: 10_000, droppedCount: 200 }, 1000);
    watch.sawFrames({ deliveredCount: 10_100, droppedCount: 400 }, 30_000);
    watch.sawFrames({ deliveredCount: 10_200, droppedCount: 420 }, 61_000);
    expect(told).toEqual(['200 / 10200', '220 / 420']);
  });
});
