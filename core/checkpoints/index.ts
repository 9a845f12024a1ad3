/**
 * Checkpoints: tree heads signed by the locker's key, in the public formats C2SP tlog-checkpoint and signed-note, so
 * that other people's tools read them. Pure. Promises P05, P25.
 */
export { endorsedBytes } from './key-rotation.ts';
export {
  formatSignedCheckpoint,
  isSignedBy,
  parseSignedCheckpoint,
  type SignedCheckpoint,
  type SignedCheckpointError,
  signedBytes,
} from './signed-checkpoint.ts';
export {
  formatSignedNote,
  isNoteSignedBy,
  isSignature,
  keyIdOf,
  parseSignedNote,
  type SignedNote,
  type SignedNoteError,
} from './signed-note.ts';
