import { formatTreeHead, parseTreeHead, type TreeHead } from '../ledger/index.ts';
import { fail, ok, type Result } from '../result.ts';
import { formatSignedNote, isNoteSignedBy, parseSignedNote, type SignedNote } from './signed-note.ts';

export type SignedCheckpointError = 'CHECKPOINT_MALFORMED';

/** A signed checkpoint (C2SP tlog-checkpoint in a C2SP signed-note), with one signature: that of the locker's key. */
export interface SignedCheckpoint {
  readonly head: TreeHead;
  /** Name of the key: the origin, as tlog-checkpoint recommends. */
  readonly keyName: string;
  /** First four bytes of the key's hash, hexadecimal: says which key, proves nothing. */
  readonly keyId: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/** What a checkpoint's key signs: the three lines of the tree head, in UTF-8. */
export function signedBytes(head: TreeHead): Uint8Array {
  return new TextEncoder().encode(formatTreeHead(head));
}

/** The whole text of a signed checkpoint: head, empty line, one signature line. Its bytes are what is time-stamped. */
export function formatSignedCheckpoint(checkpoint: SignedCheckpoint): string {
  return formatSignedNote(noteOf(checkpoint));
}

/** Reads a signed checkpoint in the one spelling that {@link formatSignedCheckpoint} writes; anything else is malformed. */
export function parseSignedCheckpoint(text: string): Result<SignedCheckpoint, SignedCheckpointError> {
  const malformed = fail(
    'CHECKPOINT_MALFORMED',
    '检查点格式不对：应为账本头、空行和一行签名。请使用导出时的原文件。',
  );
  const note = parseSignedNote(text);
  if (!note.ok) return malformed;
  const { body, keyName, keyId, signature } = note.value;
  const head = parseTreeHead(body);
  if (!head.ok || formatTreeHead(head.value) !== body) return malformed;
  return ok({ head: head.value, keyName, keyId, signature });
}

/** Whether the signature is that of this key over this head (RFC 8032, strict), and the key's name and id are right. */
export function isSignedBy(checkpoint: SignedCheckpoint, publicKeyHex: string): boolean {
  return checkpoint.keyName === checkpoint.head.origin && isNoteSignedBy(noteOf(checkpoint), publicKeyHex);
}

function noteOf({ head, keyName, keyId, signature }: SignedCheckpoint): SignedNote {
  return { body: formatTreeHead(head), keyName, keyId, signature };
}
