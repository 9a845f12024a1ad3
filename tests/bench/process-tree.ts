import { readdirSync, readFileSync } from 'node:fs';

/** What a program and everything it started have used. */
export interface TreeUse {
  /** Seconds of processor time, also of children that have ended. */
  readonly cpuSeconds: number;
  /** Memory that only they hold, shared pages counted by their share. */
  readonly pssBytes: number;
  readonly processCount: number;
}

const TICKS_PER_SECOND = 100;

/** Reads `/proc` for a process and its descendants. */
export function treeUse(rootPid: number): TreeUse {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((found) => found !== undefined);
  const members = new Set([rootPid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of processes) {
      if (members.has(parent) && !members.has(pid)) {
        members.add(pid);
        grown = true;
      }
    }
  }
  const found = processes.filter(({ pid }) => members.has(pid));
  return {
    cpuSeconds: found.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND,
    pssBytes: found.reduce((sum, { pid }) => sum + pssOf(pid), 0),
    processCount: found.length,
  };
}

function statOf(name: string) {
  const text = readOrNothing(`/proc/${name}/stat`);
  // The name of the program stands in parentheses and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 20) return undefined;
  const [, parent, , , , , , , , , , user, system, userOfEnded, systemOfEnded] = fields.map(Number);
  const ticks = (user ?? 0) + (system ?? 0) + (userOfEnded ?? 0) + (systemOfEnded ?? 0);
  return { pid: Number(name), parent: parent ?? 0, ticks };
}

function pssOf(pid: number): number {
  const match = /^Pss:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`));
  return Number(match?.[1] ?? 0) * 1024;
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended while it was being looked at.
    return '';
  }
}
