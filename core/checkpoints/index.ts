/**
 * Checkpoints: tree heads signed by the locker's key, in the public formats C2SP tlog-checkpoint and signed-note, so
 * that other people's tools read them. Pure. Promises P05, P25.
 */
export {
  endorsedBytes,
  formatSignedCheckpoint,
  isSignature,
  isSignedBy,
  keyIdOf,
  parseSignedCheckpoint,
  type SignedCheckpoint,
  type SignedNoteError,
  signedBytes,
} from './signed-note.ts';
