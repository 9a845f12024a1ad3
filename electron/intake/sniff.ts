import { type Signature, signatures } from './signatures.ts';
import { sniffText } from './sniff-text.ts';

/** The parts of a file that tell its type: all of a small one, else both ends. */
export interface Ends {
  readonly head: Uint8Array;
  /** The last bytes; the same as `head` when that is the whole file. */
  readonly tail: Uint8Array;
  readonly sizeBytes: number;
}

/** How much of each end {@link sniff} looks at. */
export const END_BYTES = 64 * 1024;

export interface Sniffed {
  readonly mediaType: string;
  readonly ambiguousWith?: string;
}

const UNKNOWN = 'application/octet-stream';

/**
 * Decides what bytes are by their content. A file that begins as one format and also carries another that programs look
 * for elsewhere (a ZIP's directory at the end, a PDF's header within the first kilobyte, markup in the head) is
 * ambiguous: its type is `application/octet-stream` and both are named (P21). Never fails.
 */
export function sniff(ends: Ends): Sniffed {
  const text = Buffer.from(ends.head.buffer, ends.head.byteOffset, ends.head.byteLength).toString('latin1');
  const first = signatures.find((signature) => signature.matches(text));
  const others = hiddenFormats(text, ends, first);
  if (first !== undefined) {
    const primary = first.refine?.(text, ends) ?? first.mediaType;
    const other = others.find((mediaType) => mediaType !== first.mediaType);
    return other === undefined
      ? { mediaType: primary }
      : { mediaType: UNKNOWN, ambiguousWith: `${primary} + ${other}` };
  }
  const written = sniffText(ends);
  const other = others[0];
  if (other !== undefined) {
    return { mediaType: UNKNOWN, ambiguousWith: written === undefined ? other : `${written} + ${other}` };
  }
  return { mediaType: written ?? UNKNOWN };
}

/** Formats that readers find even when the file does not begin with them. */
function hiddenFormats(head: string, ends: Ends, first: Signature | undefined): readonly string[] {
  const found: string[] = [];
  if (first?.mediaType !== 'application/pdf' && hasLatePdfHeader(head, first)) found.push('application/pdf');
  if (first?.mediaType !== 'application/zip' && endsAsZip(ends)) found.push('application/zip');
  const opening = head.slice(0, 4096).toLowerCase();
  if (first !== undefined) {
    if (/<(script|html|svg|body|iframe)[\s>]/.test(opening)) found.push('text/html');
    if (opening.includes('<?php')) found.push('application/x-httpd-php');
  }
  return found;
}

/** PDF readers accept a header anywhere in the first kilobyte. A PDF stored first in a ZIP is an ordinary member. */
function hasLatePdfHeader(head: string, first: Signature | undefined): boolean {
  const at = head.slice(0, 1024).indexOf('%PDF-');
  if (at < 0) return false;
  if (first?.mediaType !== 'application/zip') return true;
  const header = Buffer.from(head.slice(0, 30).padEnd(30, '\0'), 'latin1');
  return at !== 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Whether an end-of-central-directory record closes the file (its comment reaching exactly to the end). */
function endsAsZip(ends: Ends): boolean {
  const tail = Buffer.from(ends.tail.buffer, ends.tail.byteOffset, ends.tail.byteLength);
  let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  while (at >= 0) {
    if (at + 22 <= tail.length && tail.readUInt16LE(at + 20) === tail.length - at - 22) return true;
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
  }
  return false;
}
