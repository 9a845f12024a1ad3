import { type ClockReading, compareClocks } from './clock-watch.ts';
import type { RecordingWatch, WatchEvent } from './watch.ts';

const MIB = 1024 * 1024;
/** Below this the user is told. */
export const DISK_LOW_BYTES = 1024 * MIB;
/** Below this a recording ends, so that it can still be sealed; none is begun below one and a half times as much. */
export const DISK_FULL_BYTES = 64 * MIB;
const BATTERY_LOW_PERCENT = 15;
const BATTERY_EMPTY_PERCENT = 5;
const EVERY_MS = 1000;

/** The machine, as far as it can be asked. */
export interface WatchedMachine {
  readClocks(): ClockReading;
  /** Null where the system does not say. */
  freeBytes(): Promise<number | null>;
  /** Percent left while running on battery; null on mains or where the system does not say. */
  batteryPercent(): Promise<number | null>;
  /** Going to sleep, being locked, losing a display, as the platform announces it. */
  onPlatformEvent(
    listener: (event: {
      readonly type: 'suspend' | 'lock' | 'display-removed';
      readonly displayId?: string;
    }) => void,
  ): () => void;
}

/** A {@link RecordingWatch} that asks once a second and listens to the platform. */
export function createRecordingWatch(machine: WatchedMachine): RecordingWatch {
  return {
    begin: (displayId, onEvent) => {
      const look = createLook(machine, onEvent);
      const timer = setInterval(() => void look(), EVERY_MS);
      const forget = machine.onPlatformEvent(({ type, displayId: lost }) => {
        if (type === 'suspend') onEvent({ type: 'end', ending: 'slept', detail: '' });
        else if (type === 'lock') onEvent({ type: 'end', ending: 'locked', detail: '' });
        else if (lost === displayId) onEvent({ type: 'end', ending: 'display-removed', detail: '' });
      });
      return () => {
        clearInterval(timer);
        forget();
      };
    },
  };
}

function createLook(machine: WatchedMachine, onEvent: (event: WatchEvent) => void): () => Promise<void> {
  let clocks = machine.readClocks();
  const disk = createDiskLook(onEvent);
  const battery = createBatteryLook(onEvent);
  return async () => {
    const now = machine.readClocks();
    const { sleptMs, steppedMs } = compareClocks(clocks, now, EVERY_MS);
    clocks = now;
    if (steppedMs !== 0) {
      onEvent({
        type: 'notice',
        code: 'clock-stepped',
        detail: `${steppedMs > 0 ? '+' : ''}${seconds(steppedMs)} s`,
      });
    }
    if (sleptMs > 0) onEvent({ type: 'end', ending: 'slept', detail: `${seconds(sleptMs)} s` });
    const [freeBytes, percent] = await Promise.all([machine.freeBytes(), machine.batteryPercent()]);
    if (freeBytes !== null) disk(freeBytes);
    if (percent !== null) battery(percent);
  };
}

function createDiskLook(onEvent: (event: WatchEvent) => void): (freeBytes: number) => void {
  let isTold = false;
  return (freeBytes) => {
    const detail = `${Math.floor(freeBytes / MIB)} MiB`;
    if (freeBytes < DISK_FULL_BYTES) onEvent({ type: 'end', ending: 'disk-full', detail });
    else if (freeBytes < DISK_LOW_BYTES && !isTold) {
      isTold = true;
      onEvent({ type: 'notice', code: 'disk-low', detail });
    }
    if (freeBytes > 1.5 * DISK_LOW_BYTES) isTold = false;
  };
}

function createBatteryLook(onEvent: (event: WatchEvent) => void): (percent: number) => void {
  let isTold = false;
  return (percent) => {
    const detail = `${percent} %`;
    if (percent <= BATTERY_EMPTY_PERCENT) onEvent({ type: 'end', ending: 'battery-low', detail });
    else if (percent <= BATTERY_LOW_PERCENT && !isTold) {
      isTold = true;
      onEvent({ type: 'notice', code: 'battery-low', detail });
    }
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
