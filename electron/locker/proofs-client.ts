import type { LockerProofs } from './proofs.ts';
import type { LockerCalls } from './protocol.ts';
import type { CallingThread } from './thread-calls.ts';

/** The part of the locker that keeps proofs, done by the locker's thread. */
export function proofsThrough(call: CallingThread<LockerCalls>['call']): LockerProofs {
  return {
    signingKey: () => call('signingKey', []),
    setSigningKey: (...input) => call('setSigningKey', input),
    recordCheckpoint: (...input) => call('recordCheckpoint', input),
    recordTimestamp: (...input) => call('recordTimestamp', input),
    listCheckpoints: (...input) => call('listCheckpoints', input),
    stampingFigures: () => call('stampingFigures', []),
    getItemProof: (...input) => call('getItemProof', input),
    recordClockStep: (...input) => call('recordClockStep', input),
    recordClockComparison: (...input) => call('recordClockComparison', input),
    lastEntryAtUtc: () => call('lastEntryAtUtc', []),
    listClockEvents: (...input) => call('listClockEvents', input),
    beginSession: (...input) => call('beginSession', input),
    endSession: (...input) => call('endSession', input),
    openSession: () => call('openSession', []),
    removeItems: (...input) => call('removeItems', input),
    recordBackup: (...input) => call('recordBackup', input),
    lastBackup: () => call('lastBackup', []),
    listVerifications: (...input) => call('listVerifications', input),
    snapshotDatabase: (...input) => call('snapshotDatabase', input),
  };
}
