import { lstatSync } from 'node:fs';
import { uptime } from 'node:os';
import { type Clock, systemClock } from '../platform/index.ts';

/** The clocks that are watched; tests give their own. */
export interface WatchedClocks extends Clock {
  /** Time since boot, sleep included; null where the monotonic clock counts sleep too. */
  uptimeMs(): number | null;
  /** Lets the program see that the system's time zone was changed. */
  refreshTimeZone(): void;
  /** Tells that the machine is about to sleep, where the platform says so. Returns how to stop listening. */
  onSuspend(listener: () => void): () => void;
}

/** The machine's own clocks; `onSuspend` comes from whoever has windows. */
export function machineClocks(onSuspend: WatchedClocks['onSuspend'] = () => () => undefined): WatchedClocks {
  return {
    ...systemClock,
    // libuv: CLOCK_MONOTONIC and /proc/uptime on Linux; elsewhere its monotonic clock goes on during sleep.
    uptimeMs: () => (process.platform === 'linux' ? uptime() * 1000 : null),
    refreshTimeZone: createTimeZoneRefresh(),
    onSuspend,
  };
}

const LOCAL_TIME = '/etc/localtime';

/**
 * V8 reads the time zone once; touching TZ makes it look again. On Linux only when the file was replaced, because a look
 * may compare it with every known zone.
 */
function createTimeZoneRefresh(): () => void {
  let seen = localTimeFile();
  return () => {
    if (process.env.TZ !== undefined) return;
    if (process.platform === 'linux') {
      const now = localTimeFile();
      if (now === seen) return;
      seen = now;
    }
    delete process.env.TZ;
  };
}

function localTimeFile(): string {
  const found = lstatSync(LOCAL_TIME, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
}
