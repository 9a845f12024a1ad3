/**
 * The machine's clock: watched, compared with the ledger, compared with time servers.
 *
 * Promise (P06): whatever happens to the clock while a program of ours runs is an entry before the next piece of evidence; a
 * clock that is behind the ledger is an entry at the next start; nothing leaves the machine unless the user allowed it. What
 * happens to the clock while nothing of ours runs, forwards, is seen only against a trusted time.
 */
export { recordIfBehindLedger } from './behind-ledger.ts';
export {
  type ClockComparer,
  type ClockComparisonError,
  createClockComparer,
  defaultTimeServers,
  readTimeServers,
} from './comparer.ts';
export { machineClocks, type WatchedClocks } from './machine-clocks.ts';
export type { TimeServer } from './ntp/exchange.ts';
export { type ClockWatch, type ClockWatchDeps, createClockWatch } from './watch.ts';
