import type { Ends } from './sniff.ts';

/**
 * Recognises text by decoding it: UTF-8 (with or without mark), UTF-16 with mark, or GB 18030 (which covers GBK). Markup and
 * comma-separated values are told apart from plain text; all of it is only ever shown as text. Undefined for the rest.
 */
export function sniffText(ends: Ends): string | undefined {
  if (ends.sizeBytes === 0) return undefined;
  const text = decode(ends.head, ends.sizeBytes > ends.head.length);
  if (text === undefined || hasBinaryControls(text)) return undefined;
  const opening = text
    .slice(0, 4096)
    .replace(/^\uFEFF/, '')
    .trimStart();
  const tags = opening.replace(/^(<\?xml[^>]*>|<!--[\s\S]*?-->|<!doctype[^>]*>|\s)+/i, '');
  if (/^<svg[\s>]/i.test(tags)) return 'image/svg+xml';
  if (/^<!doctype html|<(html|head|body|script|iframe|title|meta|div|table)[\s>]/i.test(opening))
    return 'text/html';
  return looksSeparated(text) ? 'text/csv' : 'text/plain';
}

function decode(head: Uint8Array, isCut: boolean): string | undefined {
  const encodings =
    head[0] === 0xff && head[1] === 0xfe
      ? ['utf-16le']
      : head[0] === 0xfe && head[1] === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      // A cut may fall inside a character: streaming leaves the unfinished one out instead of refusing it.
      return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: isCut });
    } catch {
      // Not this encoding: the next one decides, and undefined says that none fits.
    }
  }
  return undefined;
}

/** Text has line ends, tabs, form feeds and escapes; other control characters mean that it only decodes by chance. */
function hasBinaryControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f\ufffd]/.test(text);
}

/** At least two lines, all but the last (which may be cut) with the same number of commas or tabs outside quotes. */
function looksSeparated(text: string): boolean {
  const rows = text
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/, 21)
    .filter((row) => row !== '')
    .slice(0, 20);
  if (rows.length < 2) return false;
  return [',', '\t'].some((separator) => {
    const counts = rows.map((row) => row.split(separator).length);
    return (counts[0] ?? 0) > 1 && counts.slice(0, -1).every((count) => count === counts[0]);
  });
}
