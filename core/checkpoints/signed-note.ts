import { ed25519 } from '@noble/curves/ed25519.js';
import { fromHex, sha256Bytes, toHex } from '../hex.ts';
import { fromBase64, toBase64 } from '../ledger/index.ts';
import { fail, ok, type Result } from '../result.ts';

/** C2SP signed-note: signature type of Ed25519. */
const ED25519 = 0x01;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
/** `—`, U+2014: begins a signature line. */
const DASH = '\u2014';
const SIGNATURE_LINE = /^\u2014 ([^\s+]+) ([0-9A-Za-z+/]{91}=)\n$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

export type SignedNoteError = 'NOTE_MALFORMED';

/** A C2SP signed-note with one Ed25519 signature. */
export interface SignedNote {
  /** What is signed: lines, each ended by a line feed. */
  readonly body: string;
  /** Neither white space nor `+`. */
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

/** The whole text of a note: body, empty line, one signature line. */
export function formatSignedNote({ body, keyName, keyId, signature }: SignedNote): string {
  const blob = new Uint8Array(KEY_ID_BYTES + SIGNATURE_BYTES);
  blob.set(fromHex(keyId));
  blob.set(signature, KEY_ID_BYTES);
  return `${body}\n${DASH} ${keyName} ${toBase64(blob)}\n`;
}

/**
 * Reads a note in the one spelling that {@link formatSignedNote} writes; anything else is malformed, also a note with more
 * signatures. The body ends at the last empty line.
 */
export function parseSignedNote(text: string): Result<SignedNote, SignedNoteError> {
  const malformed = fail(
    'NOTE_MALFORMED',
    '签名文件格式不对：应为正文、空行和一行签名。请使用导出时的原文件。',
  );
  const end = text.lastIndexOf('\n\n');
  const body = text.slice(0, end + 1);
  const match = SIGNATURE_LINE.exec(text.slice(end + 2));
  if (end < 0 || match === null || CONTROL.test(text) || !text.isWellFormed()) return malformed;
  const [, keyName = '', base64 = ''] = match;
  const blob = fromBase64(base64);
  const note: SignedNote = {
    body,
    keyName,
    keyId: toHex(blob.slice(0, KEY_ID_BYTES)),
    signature: blob.slice(KEY_ID_BYTES),
  };
  return formatSignedNote(note) === text ? ok(note) : malformed;
}

/** Whether the note's signature is that of this key over its body, and the note names this key. */
export function isNoteSignedBy(note: SignedNote, publicKeyHex: string): boolean {
  if (note.keyId !== keyIdOf(note.keyName, publicKeyHex)) return false;
  return isSignature(note.signature, new TextEncoder().encode(note.body), publicKeyHex);
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
