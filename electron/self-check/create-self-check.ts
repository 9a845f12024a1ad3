import type { SelfCheckView } from '../../core/contract/index.ts';
import type { Locker } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';
import type { LockerVerificationOptions, VerificationResult } from '../verification/index.ts';
import { dueThird, type Extent } from './schedule.ts';

/** How often it is asked whether a third is due while the app stays open. */
const LOOK_EVERY_MS = 6 * 60 * 60 * 1000;
const SHOWN = 100;

export interface SelfCheckParts {
  readonly locker: Pick<
    Locker,
    'directory' | 'writeProblem' | 'listVerifications' | 'listItems' | 'recordVerification'
  >;
  readonly verify: (options: Omit<LockerVerificationOptions, 'stateFolder'>) => Promise<VerificationResult>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Nothing is begun while the user records or exports. */
  readonly isBusy: () => boolean;
}

/** Checks that nobody has to ask for. */
export interface SelfCheck {
  /** The quick check of a start, then a third if one is due; goes on looking until closed. */
  start(): Promise<void>;
  /** Everything on record, newest first, with the quick check of this start. */
  list(): Promise<readonly SelfCheckView[]>;
  close(): Promise<void>;
}

/**
 * Quick at each start: everything but the objects' bytes; kept in the ledger only when something is wrong. Month by month
 * in thirds: every byte, in the background, each result an entry. Nothing is repaired (P30).
 */
export function createSelfCheck(parts: SelfCheckParts): SelfCheck {
  const stopping = new AbortController();
  let quick: SelfCheckView | undefined;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const checkDue = async () => {
    const third = parts.isBusy() ? undefined : await dueNow(parts);
    if (third !== undefined) await checkAndRecord(parts, third, stopping.signal);
  };
  const inBackground = (work: () => Promise<unknown>) => {
    running = running.then(async () => {
      if (!stopping.signal.aborted) await work();
    });
    return running;
  };
  return {
    start() {
      timer = setInterval(() => void inBackground(checkDue), LOOK_EVERY_MS);
      timer.unref();
      return inBackground(async () => {
        quick = await checkAndRecord(parts, 'quick', stopping.signal);
        await checkDue();
      });
    },
    async list() {
      const recorded = await parts.locker.listVerifications(SHOWN);
      const shown = recorded.map(({ seq: _, ...check }) => check);
      const isNews = quick !== undefined && !shown.some(({ atUtc }) => atUtc === quick?.atUtc);
      return (isNews && quick !== undefined && quick.verdict !== 'failed' ? [quick, ...shown] : shown)
        .toSorted((left, right) => (left.atUtc < right.atUtc ? 1 : -1))
        .slice(0, SHOWN);
    },
    async close() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

async function dueNow({ locker, clock }: SelfCheckParts) {
  const history = await locker.listVerifications(SHOWN);
  const { items } = await locker.listItems({ offset: 0, limit: 1 });
  return dueThird(history, items[0]?.capturedAtUtc ?? null, clock.now());
}

/** The check's summary; undefined when it was cancelled or could not run, which is logged and tried again later. */
async function checkAndRecord(
  { locker, verify, clock, log }: SelfCheckParts,
  extent: Extent,
  signal: AbortSignal,
): Promise<SelfCheckView | undefined> {
  const verified = await verify({ directory: locker.directory, extent, signal });
  if (!verified.ok) {
    if (verified.error.code !== 'CANCELLED') log(`self-check ${extent}: ${verified.error.code}`);
    return undefined;
  }
  const { verdict, checks, treeHead, itemsChecked } = verified.value;
  const failedChecks = checks.filter(({ result }) => result === 'FAIL').length;
  const summary = { atUtc: new Date(clock.now()).toISOString(), verdict, failedChecks, itemsChecked, extent };
  const isKept = extent !== 'quick' || verdict === 'failed';
  if (isKept && treeHead !== null && locker.writeProblem === null) {
    const recorded = await locker.recordVerification({
      treeHead,
      verdict,
      failedChecks,
      itemsChecked,
      extent,
    });
    if (!recorded.ok) log(`self-check ${extent} was not recorded: ${recorded.error.code}`);
  }
  return summary;
}
