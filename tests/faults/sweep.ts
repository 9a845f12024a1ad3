import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CaseFolders, type IngestPlace, violationsAfter } from './ingest.ts';
import type { ProvingWork } from './prove.ts';
import { abandonRecording, recordingViolationsAfter } from './record.ts';
import { runTraced, type SystemCall, type TracedRun } from './system-calls.ts';

/** What a sweep found. */
export interface SweepResult {
  readonly cases: number;
  readonly violations: readonly string[];
  /** Calls of the undisturbed run. */
  readonly calls: readonly SystemCall[];
}

/** Death, or what a disk says that fails, is full, was pulled out, or takes no writes. */
export type Fault = 'KILL' | 'EIO' | 'ENOSPC' | 'ENODEV' | 'EROFS' | 'EACCES';

/**
 * What is swept: an ingest into a re-opened locker, opening one, creating one, upgrading one of an older version, a
 * recording, recovering one, or what prove.ts does.
 */
export type SweptWork =
  | 'ingest'
  | 'open'
  | 'create'
  | 'upgrade-1'
  | 'upgrade-2'
  | 'upgrade-3'
  | 'record'
  | 'recover'
  | ProvingWork;

interface Sweep {
  readonly place: IngestPlace;
  readonly script: string;
  readonly work: SweptWork;
  /** Ends the sweep at the first violation that has this text: enough to know that a mutant is caught. */
  readonly until?: string;
}

/** Calls that change what a death leaves behind: dying at any other is dying at the one before it. */
export function changesFiles({ name }: SystemCall): boolean {
  return /^(open|openat|p?write|pwrite64|p?writev|f(data)?sync|ftruncate|fallocate|rename|mkdir|rmdir|unlink|f?chmod)/.test(
    name,
  );
}

/**
 * Runs one piece of work (an ingest is a capture and an import on a re-opened locker, then a clean close) once for each
 * of its file-system calls and each fault, and collects every broken promise (P01, P08). `isWanted` leaves calls out.
 */
export async function sweep(
  chosen: Sweep,
  faults: readonly Fault[],
  isWanted: (call: SystemCall) => boolean = () => true,
): Promise<SweepResult> {
  const { until } = chosen;
  const undisturbed = freshCase(chosen);
  const { calls, lines } = await runWork(chosen, undisturbed);
  const violations = violationsOf(undisturbed, lines).map((violation) => `undisturbed: ${violation}`);
  undisturbed.remove();
  const cases = casesOf(calls, faults).filter(({ call }) => isWanted(call));
  const waiting = [...cases];
  const work = async () => {
    const isOver = () => until !== undefined && violations.some((violation) => violation.includes(until));
    for (let next = waiting.shift(); next !== undefined && !isOver(); next = waiting.shift()) {
      const { fault, at, call } = next;
      const found = await oneCase(chosen, next);
      violations.push(
        ...found.map((violation) => `${fault} at call ${at} ${call.text.slice(0, 120)}: ${violation}`),
      );
    }
  };
  // Each case has folders of its own; most of its time is waiting for processes to start.
  await Promise.all([work(), work(), work()]);
  return { cases: cases.length, violations, calls };
}

const olderLocker = (version: string) =>
  fileURLToPath(new URL(`../fixtures/lockers/${version}`, import.meta.url));
const upgraded: Partial<Record<SweptWork, string>> = {
  'upgrade-1': 'version-1',
  'upgrade-2': 'version-2',
  'upgrade-3': 'version-3',
};

/** Folders for one case, and what was acknowledged in them beforehand. */
interface SweptFolders extends CaseFolders {
  readonly before: readonly string[];
}

function freshCase({ place, work }: Sweep): SweptFolders {
  const older = upgraded[work];
  const folders = place.fresh(work === 'create' || older !== undefined);
  if (older !== undefined) cpSync(olderLocker(older), folders.directory, { recursive: true });
  return { ...folders, before: work === 'recover' ? abandonRecording(folders) : [] };
}

function violationsOf(folders: SweptFolders, said: readonly string[]): readonly string[] {
  const lines = [...folders.before, ...said];
  return [...recordingViolationsAfter(folders, lines), ...violationsAfter(folders, lines)];
}

const inputs: Readonly<Record<SweptWork, (place: IngestPlace) => readonly string[]>> = {
  ingest: ({ source }) => ['once', source],
  open: () => ['open'],
  create: () => ['open'],
  'upgrade-1': () => ['open'],
  'upgrade-2': () => ['open'],
  'upgrade-3': () => ['open'],
  record: () => ['record'],
  recover: () => ['recover'],
  stamp: () => ['stamp'],
  change: () => ['change'],
  remove: () => ['remove'],
  snapshot: () => ['snapshot'],
  case: () => ['case'],
};

function runWork({ place, script, work }: Sweep, folders: CaseFolders, inject?: string): Promise<TracedRun> {
  const input = inputs[work](place);
  return runTraced({ place, folders, script, input, inject });
}

interface Case {
  readonly fault: Fault;
  readonly at: number;
  readonly call: SystemCall;
  /** Which call of this name it is, counted from the attachment. */
  readonly when: number;
}

function casesOf(calls: readonly SystemCall[], faults: readonly Fault[]): readonly Case[] {
  return faults.flatMap((fault) => {
    const counts = new Map<string, number>();
    return calls.flatMap((call, at) => {
      const when = (counts.get(call.name) ?? 0) + 1;
      counts.set(call.name, when);
      // The wait before the first call is not part of the ingest; the driver's own words are not the locker's calls,
      // but dying just before or after them is a case.
      const isDrivers = call.text.startsWith('write(1<');
      return at === 0 || (isDrivers && fault !== 'KILL') ? [] : [{ fault, at, call, when }];
    });
  });
}

async function oneCase(chosen: Sweep, { fault, call, when }: Case): Promise<readonly string[]> {
  const what = fault === 'KILL' ? 'signal=SIGKILL' : `error=${fault}`;
  const folders = freshCase(chosen);
  try {
    const inject = `${call.name}:${what}:when=${when}`;
    const run = await runWork(chosen, folders, inject);
    const wasHit = fault === 'KILL' ? !run.lines.includes('closed') : run.isInjected;
    // The last word is cut off, or not, with the call that writes it.
    if (!wasHit && !call.text.includes('"closed')) return ['the fault was not injected'];
    const isOver = fault === 'KILL' || run.lines.includes('closed');
    return [...violationsOf(folders, run.lines), ...(isOver ? [] : ['the program died'])];
  } finally {
    folders.remove();
  }
}
