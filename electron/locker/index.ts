/**
 * The locker: what was acknowledged is on disk, unchanged, and chained. The only module that opens the database or the
 * object folder; it knows nothing of screens, windows or papers, and repairs nothing. Callers get a client of the
 * locker's own thread; verification gets a reader that cannot write. Promises P01, P02, P04, P05, P07–P10.
 */
export type { CaseChange, CaseError, LockerCases } from './cases.ts';
export { keepDatabaseLoaded } from './database/keep-loaded.ts';
export type {
  ImportError,
  ItemQuery,
  Locker,
  LockerError,
  LockerFigures,
  LockerOpenError,
  LockerOptions,
  OrderLedger,
  OrderQuery,
  ProvenEntry,
  SealRequest,
} from './locker.ts';
export { openLocker } from './open-locker.ts';
export type {
  CheckpointRefusal,
  HeldCheckpoint,
  HeldSession,
  HeldTimestamp,
  ItemProof,
  LockerProofs,
  PackagedCheckpoint,
  ReceivedTimestamp,
  Removal,
  SigningKey,
} from './proofs.ts';
export {
  examineLockerObject,
  isTooNew,
  type LedgerRow,
  type LockerReader,
  listObjects,
  listUnfinishedRecordings,
  lockerPresence,
  type ObjectListing,
  openLockerReader,
  readLockerObject,
  rootsAt,
  sizeOfLockerObject,
  wasRestored,
  witnessedHead,
} from './reader.ts';
export type {
  OpenRecording,
  RecordingDestination,
  RecordingError,
  RecordingNote,
  RecoveredRecording,
  RecoveryError,
  SealingError,
} from './recording.ts';
export { type ChunkCheck, type ChunkComparison, createChunkCheck } from './recordings/chunk-check.ts';
export { beginRestoration, type LockerRestoration } from './restoration.ts';
