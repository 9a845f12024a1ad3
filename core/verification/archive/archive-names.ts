import type { Finding } from '../report.ts';

/** Longest path inside a package, in bytes: what every system unpacks. */
const MAX_PATH_BYTES = 240;

/**
 * The path of an archive's entry, or why it must not be unpacked anywhere (P17, P18): it would leave the folder, name a
 * device or drive, hide or reverse itself, or is not text.
 */
export function readEntryPath(raw: Uint8Array): { readonly path: string } | { readonly finding: Finding } {
  const path = decodeUtf8(raw);
  if (path === undefined) return refused('ARCHIVE_NAME_INVALID', raw, '文件名不是 UTF-8');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return refused('ARCHIVE_PATH_ABSOLUTE', raw, '文件名是绝对路径');
  if (path.includes('\\')) return refused('ARCHIVE_NAME_INVALID', raw, '文件名里有反斜线');
  if (path.split('/').some((part) => part === '..' || part === '.')) {
    return refused('ARCHIVE_PATH_ESCAPES', raw, '文件名会写到文件夹之外');
  }
  if (/[\p{C}\p{Zl}\p{Zp}:*?"<>|]/u.test(path) || raw.length > MAX_PATH_BYTES || path === '') {
    return refused('ARCHIVE_NAME_INVALID', raw, '文件名里有控制字符、不可见字符或系统不接受的字符，或者过长');
  }
  if (path.endsWith('/')) return refused('ARCHIVE_ENTRY_NOT_REGULAR', raw, '含有文件夹条目');
  if (path.split('/').some((part) => part === '' || /[. ]$/.test(part))) {
    return refused('ARCHIVE_NAME_INVALID', raw, '文件名的一段是空的，或以点、空格结尾');
  }
  return { path };
}

/** Two names that one file system or another takes for the same file. */
export function twinKey(path: string): string {
  return path.normalize('NFKC').toLowerCase();
}

/** A raw name as reports show it: everything unusual escaped. */
export function shownName(raw: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
  const text = decoder.decode(raw.subarray(0, MAX_PATH_BYTES));
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}\uFFFD]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function refused(code: string, raw: Uint8Array, why: string): { readonly finding: Finding } {
  return {
    finding: { code, subject: shownName(raw), detail: `压缩包里的${why}，可能有人动过手脚。不要解压它。` },
  };
}

function decodeUtf8(raw: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    // Not UTF-8: the caller reports it.
    return undefined;
  }
}
