import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { ProcessMetric } from 'electron';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';
import { utilityServiceNames } from './utility-process.ts';

/** What Linux counts process times in, on every architecture that Chromium has. */
const TICKS_PER_SECOND = 100;

const TYPES: Readonly<Record<string, ProcessMetric['type']>> = {
  renderer: 'Tab',
  'gpu-process': 'GPU',
  utility: 'Utility',
  zygote: 'Zygote',
};

interface ProcessState {
  readonly pid: number;
  readonly parent: number;
  readonly cpuSeconds: number;
  /** Since the machine was started. */
  readonly startedAfterSeconds: number;
}

/** For the percentages since the last call: when each process was read and what it had used by then. */
let previous = new Map<number, { readonly readAtMs: number; readonly cpuSeconds: number }>();

/**
 * This process, Chromium and what both have started, from the system's own accounts. `Browser` are two, because here
 * the main process and the browser are not one; programs that an API call runs are none of the application's.
 */
export function appMetrics(): ProcessMetric[] {
  const readAtMs = performance.now();
  const family = familyOf(process.pid, readProcesses());
  const metrics = family.flatMap((state) => toMetric(state, readAtMs) ?? []);
  previous = new Map(family.map(({ pid, cpuSeconds }) => [pid, { readAtMs, cpuSeconds }]));
  return metrics;
}

function toMetric(state: ProcessState, readAtMs: number): ProcessMetric | null {
  const kind = kindOf(state.pid);
  const memory = kind && memoryOf(state.pid);
  // It may end while it is read.
  if (!kind || !memory) return null;
  const before = previous.get(state.pid);
  const elapsedSeconds = before ? (readAtMs - before.readAtMs) / 1000 : 0;
  const used = before && elapsedSeconds > 0 ? (state.cpuSeconds - before.cpuSeconds) / elapsedSeconds : 0;
  const cpu = {
    percentCPUUsage: (used * 100) / availableParallelism(),
    cumulativeCPUUsage: state.cpuSeconds,
  };
  defineUnsupported(cpu, 'CPUUsage', UNSUPPORTED_MEMBERS.CPUUsage);
  return {
    pid: state.pid,
    ...kind,
    creationTime: Math.round((bootTimeSeconds() + state.startedAfterSeconds) * 1000),
    // The member not set throws when it is read.
    cpu: cpu as ProcessMetric['cpu'],
    memory,
  };
}

function kindOf(pid: number): Pick<ProcessMetric, 'type' | 'name' | 'serviceName'> | null {
  if (pid === process.pid) return { type: 'Browser' };
  const name = utilityServiceNames.get(pid);
  if (name !== undefined) return { type: 'Utility', serviceName: 'node.mojom.NodeService', name };
  const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  const [, child] = /--type=([\w-]+)/.exec(command) ?? [];
  if (child === undefined) return command.includes('--remote-debugging-pipe') ? { type: 'Browser' } : null;
  const [, service] = /--utility-sub-type=([\w.]+)/.exec(command) ?? [];
  const type = TYPES[child] ?? 'Unknown';
  return service === undefined ? { type } : { type, serviceName: service, name: service };
}

function memoryOf(pid: number): ProcessMetric['memory'] | null {
  const status = read(`/proc/${pid}/status`);
  const kilobytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
  const [workingSetSize, peakWorkingSetSize] = [kilobytes('VmRSS'), kilobytes('VmHWM')];
  return Number.isNaN(workingSetSize) ? null : { workingSetSize, peakWorkingSetSize };
}

function readProcesses(): ProcessState[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`);
      // The second field is a name that may hold anything but ends with the last bracket.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const at = (field: number) => Number(fields[field - 3]);
      if (stat === '') return [];
      const cpuSeconds = (at(14) + at(15)) / TICKS_PER_SECOND;
      return [
        { pid: Number(name), parent: at(4), cpuSeconds, startedAfterSeconds: at(22) / TICKS_PER_SECOND },
      ];
    });
}

function familyOf(ancestor: number, all: readonly ProcessState[]): ProcessState[] {
  const members = new Set([ancestor]);
  for (let before = 0; before !== members.size; ) {
    before = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return all.filter(({ pid }) => members.has(pid));
}

function bootTimeSeconds(): number {
  return Number(/^btime (\d+)/m.exec(read('/proc/stat'))?.[1] ?? 0);
}

/** Empty when the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
