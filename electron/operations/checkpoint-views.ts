import { invariant } from '../../core/assert.ts';
import { parseSignedCheckpoint } from '../../core/checkpoints/index.ts';
import type { CheckpointView } from '../../core/contract/index.ts';
import { toHex } from '../../core/hex.ts';
import type { HeldCheckpoint, HeldTimestamp } from '../locker/index.ts';

/** A checkpoint as windows and command line show it. */
export function checkpointView({ seq, atUtc, checkpoint, size, timestamps }: HeldCheckpoint): CheckpointView {
  const signed = parseSignedCheckpoint(checkpoint);
  invariant(signed.ok, 'the locker keeps nothing but signed checkpoints');
  const { head, keyId } = signed.value;
  return { seq, atUtc, size, rootHex: toHex(head.root), keyId, timestamps: timestamps.map(timestampView) };
}

function timestampView({
  authority,
  receivedAtUtc,
  token,
}: HeldTimestamp): CheckpointView['timestamps'][number] {
  const { genTimeUtc, accuracyMs, serialHex, chainExpiresUtc } = token;
  return {
    authority: authority.name,
    url: authority.url,
    genTimeUtc,
    accuracyMs,
    serialHex,
    receivedAtUtc,
    chainExpiresUtc,
  };
}
