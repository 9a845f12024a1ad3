import { readdirSync, readFileSync } from 'node:fs';

/** A process as `/proc` tells of it. */
export interface TreeProcess {
  readonly pid: number;
  readonly parent: number;
  /** Program and arguments, separated by blanks. */
  readonly command: string;
  /** Processor time in hundredths of a second, also of its children that have ended. */
  readonly cpuTicks: number;
}

/** A process and everything below it that lives now; empty when it does not. */
export function processTree(rootPid: number): readonly TreeProcess[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((found) => found !== undefined);
  const members = new Set([rootPid]);
  for (let before = 0; before !== members.size; ) {
    before = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return all
    .filter(({ pid }) => members.has(pid))
    .map((found) => ({
      ...found,
      command: readOrNothing(`/proc/${found.pid}/cmdline`).replaceAll('\0', ' '),
    }));
}

/** Text of a file below `/proc`; empty when the process ended in between. */
export function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function statOf(name: string) {
  const text = readOrNothing(`/proc/${name}/stat`);
  // The name of the program stands in parentheses and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 20) return undefined;
  const [, parent, , , , , , , , , , user, system, userOfEnded, systemOfEnded] = fields.map(Number);
  const cpuTicks = (user ?? 0) + (system ?? 0) + (userOfEnded ?? 0) + (systemOfEnded ?? 0);
  return { pid: Number(name), parent: parent ?? 0, cpuTicks };
}
