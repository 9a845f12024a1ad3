import { readdir, readFile, statfs } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import type { WatchedMachine } from './create-watch.ts';

const POWER_SUPPLIES = '/sys/class/power_supply';

/** The machine this runs on; sleep, lock and displays are told by `onPlatformEvent` where the program has windows. */
export function createMachine(
  lockerFolder: string,
  onPlatformEvent: WatchedMachine['onPlatformEvent'] = () => () => undefined,
): WatchedMachine {
  return {
    readClocks: () => ({
      utcMs: Date.now(),
      monotonicMs: Number(process.hrtime.bigint() / 1_000_000n),
      uptimeMs: uptime() * 1000,
    }),
    freeBytes: () => freeBytesOf(lockerFolder),
    batteryPercent: () => batteryPercentIn(POWER_SUPPLIES),
    onPlatformEvent,
  };
}

/** Space that this user may still fill; null where the system does not say. */
export async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // A folder that went away is told by the next write, with its own words.
    return null;
  }
}

/** Linux: the emptiest battery that is discharging. Null on mains, without a battery, and on other systems. */
export async function batteryPercentIn(folder: string): Promise<number | null> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch {
    return null;
  }
  const percents = await Promise.all(names.map((name) => dischargingPercent(join(folder, name))));
  const known = percents.filter((percent) => percent !== null);
  return known.length === 0 ? null : Math.min(...known);
}

async function dischargingPercent(supply: string): Promise<number | null> {
  try {
    const [type, status, capacity] = await Promise.all(
      ['type', 'status', 'capacity'].map(async (name) => (await readFile(join(supply, name), 'utf8')).trim()),
    );
    if (type !== 'Battery' || status !== 'Discharging') return null;
    const percent = Number(capacity);
    return Number.isFinite(percent) ? percent : null;
  } catch {
    // A mains adapter has no capacity; a battery may be taken out while it is read.
    return null;
  }
}
