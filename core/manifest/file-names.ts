/** Longest name we write, in UTF-8 bytes, without extension: leaves room on every file system for temporary suffixes. */
const MAX_STEM_BYTES = 120;

const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/**
 * A text as part of a file name that every desktop system accepts: letters, digits, `-` and `_` stay; runs of anything
 * else (separators, control, bidirectional and invisible characters, trailing dots) become one `-`. Never empty.
 */
export function safeFileNamePart(text: string, maxBytes: number): string {
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const cut = truncateToBytes(plain, maxBytes).replace(/-+$/, '');
  if (cut === '' || RESERVED_ON_WINDOWS.test(cut)) return cut === '' ? '无订单号' : `${cut}_`;
  return cut;
}

/** Names of the two files of an export, such as `留痕-卷宗-20261123140211.pdf`. */
export function exportFileNames(orderNumber: string): { readonly dossier: string; readonly package: string } {
  const stem = (what: string) =>
    `留痕-${what}-${safeFileNamePart(orderNumber, MAX_STEM_BYTES - new TextEncoder().encode(`留痕-${what}-`).length)}`;
  return { dossier: `${stem('卷宗')}.pdf`, package: `${stem('证据包')}.zip` };
}

/** Name of the folder inside the archive: ASCII, so that no unpacking tool can misread it. */
export function bagFolderName(orderId: string): string {
  return `liuhen-${orderId}`;
}

function truncateToBytes(text: string, maxBytes: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
