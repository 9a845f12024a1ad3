import { fail, ok, type Result } from '../result.ts';

/** The state of a ledger: how many entries, and the RFC 9162 root over them. */
export interface TreeHead {
  /** `liuhen/locker/<locker id>`: names the log, as the C2SP tlog-checkpoint origin line does. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export type TreeHeadError = 'TREE_HEAD_MALFORMED';

/** Origin line of a locker's checkpoints. */
export function originOf(lockerId: string): string {
  return `liuhen/locker/${lockerId}`;
}

/**
 * The body of a C2SP tlog-checkpoint: origin, decimal size, base64 root, each line ended by a line feed. A signed
 * checkpoint is this body, an empty line and signature lines; unsigned heads end after the body.
 */
export function formatTreeHead(head: TreeHead): string {
  return `${head.origin}\n${head.size}\n${toBase64(head.root)}\n`;
}

/** Reads a checkpoint body; whatever follows an empty line (signatures) is left to the caller. */
export function parseTreeHead(text: string): Result<TreeHead, TreeHeadError> {
  const malformed = fail(
    'TREE_HEAD_MALFORMED',
    '账本头格式不对：应为三行（来源、条数、根哈希）。请使用导出包里的原文件。',
  );
  const [origin, size, root, ...rest] = text.split('\n');
  if (
    origin === undefined ||
    size === undefined ||
    root === undefined ||
    rest.length === 0 ||
    rest[0] !== ''
  ) {
    return malformed;
  }
  if (!/^liuhen\/locker\/[0-9a-z-]{8,64}$/.test(origin) || !/^(0|[1-9]\d{0,14})$/.test(size))
    return malformed;
  if (!/^[0-9A-Za-z+/]{43}=$/.test(root)) return malformed;
  const bytes = fromBase64(root);
  if (toBase64(bytes) !== root) return malformed;
  return ok({ origin, size: Number(size), root: bytes });
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648 section 4), without help from any platform. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 3) {
    const group = [bytes[start], bytes[start + 1], bytes[start + 2]];
    const bits = ((group[0] ?? 0) << 16) | ((group[1] ?? 0) << 8) | (group[2] ?? 0);
    for (let position = 0; position < 4; position += 1) {
      const isPadding = position > 1 && group[position - 1] === undefined;
      text += isPadding ? '=' : BASE64.charAt((bits >> (18 - 6 * position)) & 63);
    }
  }
  return text;
}

/** Bytes of base64 text that has only digits of the alphabet and padding; leftover bits are dropped. */
export function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | BASE64.indexOf(digit)) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = (bits >> held) & 0xff;
      at += 1;
    }
  }
  return bytes;
}
