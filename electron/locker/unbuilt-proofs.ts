import type { LockerProofs } from './proofs.ts';

const unbuilt = (): Promise<never> => Promise.reject(new Error('this part of the locker is not built yet'));

/** Stands where the locker's proofs will be: every call is refused. */
export const unbuiltProofs: LockerProofs = {
  signingKey: unbuilt,
  setSigningKey: unbuilt,
  recordCheckpoint: unbuilt,
  recordTimestamp: unbuilt,
  listCheckpoints: unbuilt,
  stampingFigures: unbuilt,
  getItemProof: unbuilt,
  recordClockStep: unbuilt,
  recordClockComparison: unbuilt,
  lastEntryAtUtc: unbuilt,
  listClockEvents: unbuilt,
  beginSession: unbuilt,
  endSession: unbuilt,
  openSession: unbuilt,
  removeItems: unbuilt,
  recordBackup: unbuilt,
  lastBackup: unbuilt,
  listVerifications: unbuilt,
  snapshotDatabase: unbuilt,
};
