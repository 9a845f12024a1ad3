import { ed25519 } from '@noble/curves/ed25519.js';
import { fromHex, sha256Bytes, toHex } from '../hex.ts';
import { formatTreeHead, fromBase64, parseTreeHead, type TreeHead, toBase64 } from '../ledger/index.ts';
import { fail, ok, type Result } from '../result.ts';

/** C2SP signed-note: signature type of Ed25519. */
const ED25519 = 0x01;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
/** `—`, U+2014: begins a signature line. */
const DASH = '\u2014';
const SIGNATURE_LINE = /^\u2014 ([^\s+]+) ([0-9A-Za-z+/]{91}=)$/;

export type SignedNoteError = 'CHECKPOINT_MALFORMED';

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

/** Key id of an Ed25519 key (C2SP signed-note): the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
export function keyIdOf(keyName: string, publicKeyHex: string): string {
  const name = new TextEncoder().encode(`${keyName}\n`);
  const key = fromHex(publicKeyHex);
  const bytes = new Uint8Array(name.length + 1 + key.length);
  bytes.set(name);
  bytes[name.length] = ED25519;
  bytes.set(key, name.length + 1);
  return toHex(sha256Bytes(bytes).slice(0, KEY_ID_BYTES));
}

/** What a checkpoint's key signs: the three lines of the tree head, in UTF-8. */
export function signedBytes(head: TreeHead): Uint8Array {
  return new TextEncoder().encode(formatTreeHead(head));
}

/** The whole text of a signed checkpoint: head, empty line, one signature line. Its bytes are what is time-stamped. */
export function formatSignedCheckpoint({ head, keyName, keyId, signature }: SignedCheckpoint): string {
  const blob = new Uint8Array(KEY_ID_BYTES + SIGNATURE_BYTES);
  blob.set(fromHex(keyId));
  blob.set(signature, KEY_ID_BYTES);
  return `${formatTreeHead(head)}\n${DASH} ${keyName} ${toBase64(blob)}\n`;
}

/** Reads a signed checkpoint in the one spelling that {@link formatSignedCheckpoint} writes; anything else is malformed. */
export function parseSignedCheckpoint(text: string): Result<SignedCheckpoint, SignedNoteError> {
  const malformed = fail(
    'CHECKPOINT_MALFORMED',
    '检查点格式不对：应为账本头、空行和一行签名。请使用导出时的原文件。',
  );
  const head = parseTreeHead(text);
  if (!head.ok) return malformed;
  const match = SIGNATURE_LINE.exec(text.split('\n')[4] ?? '');
  if (match === null) return malformed;
  const [, keyName = '', base64 = ''] = match;
  const blob = fromBase64(base64);
  const signed: SignedCheckpoint = {
    head: head.value,
    keyName,
    keyId: toHex(blob.slice(0, KEY_ID_BYTES)),
    signature: blob.slice(KEY_ID_BYTES),
  };
  return formatSignedCheckpoint(signed) === text ? ok(signed) : malformed;
}

/** Whether the signature is that of this key over this head (RFC 8032, strict), and the key's name and id are right. */
export function isSignedBy(checkpoint: SignedCheckpoint, publicKeyHex: string): boolean {
  const { head, keyName, keyId, signature } = checkpoint;
  if (keyName !== head.origin || keyId !== keyIdOf(keyName, publicKeyHex)) return false;
  return isSignature(signature, signedBytes(head), publicKeyHex);
}

/** What the old key signs when a new one takes its place: both keys and the locker, so that it fits nowhere else. */
export function endorsedBytes(origin: string, oldKeyHex: string, newKeyHex: string): Uint8Array {
  return new TextEncoder().encode(`liuhen/key-rotation/v1\n${origin}\n${oldKeyHex}\n${newKeyHex}\n`);
}

/** Whether `signature` is that of an Ed25519 key over these bytes (RFC 8032, no small-order keys, one encoding). */
export function isSignature(signature: Uint8Array, bytes: Uint8Array, publicKeyHex: string): boolean {
  try {
    return ed25519.verify(signature, bytes, fromHex(publicKeyHex), { zip215: false });
  } catch {
    // A key or signature that is no point of the curve: the library throws where others say no.
    return false;
  }
}
