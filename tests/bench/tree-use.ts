import { processTree, readOrNothing } from '../e2e/harness/index.ts';

/** What a program and everything it started have used. */
export interface TreeUse {
  /** Seconds of processor time, also of children that have ended. */
  readonly cpuSeconds: number;
  /** Memory that only they hold, shared pages counted by their share. */
  readonly pssBytes: number;
}

const TICKS_PER_SECOND = 100;

/** Adds up a process and its descendants. */
export function treeUse(rootPid: number): TreeUse {
  const found = processTree(rootPid);
  return {
    cpuSeconds: found.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0) / TICKS_PER_SECOND,
    pssBytes: found.reduce((sum, { pid }) => sum + pssOf(pid), 0),
  };
}

function pssOf(pid: number): number {
  const match = /^Pss:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`));
  return Number(match?.[1] ?? 0) * 1024;
}
