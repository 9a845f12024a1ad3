import type { ByteSource } from '../ports.ts';
import type { Finding } from '../report.ts';
import { readEntryPath, shownName, twinKey } from './archive-names.ts';
import { type DirectoryEntry, findDirectory, readDirectory } from './central-directory.ts';

/** Most files that a package may hold. */
export const MAX_ENTRIES = 20_000;

/** A file as the archive's directory describes it: stored, regular, with a harmless name. */
export interface ArchiveEntry {
  readonly path: string;
  readonly sizeBytes: number;
  readonly crc32: number;
  /** Of its local header. */
  readonly offset: number;
}

const FILE_TYPE_MASK = 0o170000;
const REGULAR_FILE = 0o100000;
const ENCRYPTED = 0x1;

/**
 * Reads an archive's directory and everything that is wrong with it; nothing is unpacked or decompressed (P18). Undefined
 * when there is no directory to read.
 */
export async function readArchiveEntries(
  source: ByteSource,
): Promise<{ readonly entries: readonly ArchiveEntry[]; readonly findings: readonly Finding[] } | undefined> {
  const place = await findDirectory(source);
  if (place === undefined) return undefined;
  if (place.count > MAX_ENTRIES) {
    const detail = `压缩包自称有 ${place.count} 个文件，超过 ${MAX_ENTRIES} 个的上限，没有继续读。`;
    return { entries: [], findings: [{ code: 'ARCHIVE_TOO_MANY_ENTRIES', detail }] };
  }
  const read = await readDirectory(source, place);
  if (read === undefined) return undefined;
  const findings: Finding[] = [];
  const entries = read.flatMap((entry) => {
    const checked = checkEntry(entry);
    if ('finding' in checked) findings.push(checked.finding);
    return 'finding' in checked ? [] : [checked];
  });
  findings.push(...findTwins(entries), ...findFalseTotal(entries, source.size));
  return { entries, findings };
}

function checkEntry(entry: DirectoryEntry): ArchiveEntry | { readonly finding: Finding } {
  const raw = entry.rawName;
  const named = readEntryPath(raw);
  if ('finding' in named) return named;
  const refuse = (code: string, detail: string) => ({ finding: { code, subject: shownName(raw), detail } });
  const type = (entry.externalAttributes >>> 16) & FILE_TYPE_MASK;
  if (type !== 0 && type !== REGULAR_FILE) {
    return refuse(
      'ARCHIVE_ENTRY_NOT_REGULAR',
      '压缩包里有链接、设备或文件夹条目，证据包里不该有。不要解压它。',
    );
  }
  if ((entry.flags & ENCRYPTED) !== 0) {
    return refuse('ARCHIVE_ENTRY_ENCRYPTED', '压缩包里有加密的文件，证据包里不该有。');
  }
  if (entry.method !== 0) {
    return refuse('ARCHIVE_ENTRY_COMPRESSED', '压缩包里有压缩过的文件：它被重新打包过，不是导出时的原文件。');
  }
  if (entry.compressedBytes !== entry.sizeBytes) {
    return refuse('ARCHIVE_SIZE_FALSE', '压缩包里记的大小前后不一。');
  }
  return {
    path: named.path,
    sizeBytes: entry.sizeBytes,
    crc32: entry.crc32,
    offset: entry.offset,
  };
}

function findTwins(entries: readonly ArchiveEntry[]): readonly Finding[] {
  const seen = new Map<string, string>();
  return entries.flatMap(({ path }): readonly Finding[] => {
    const key = twinKey(path);
    const before = seen.get(key);
    seen.set(key, path);
    if (before === undefined) return [];
    return before === path
      ? [
          {
            code: 'ARCHIVE_NAME_DUPLICATE',
            subject: path,
            detail: '压缩包里有两个同名文件：看到的和核对的可能不是同一个。',
          },
        ]
      : [
          {
            code: 'ARCHIVE_NAME_TWIN',
            subject: path,
            detail: `与“${before}”只差大小写或字符写法，有的系统会当成同一个文件。`,
          },
        ];
  });
}

function findFalseTotal(entries: readonly ArchiveEntry[], sizeBytes: number): readonly Finding[] {
  const total = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  if (total <= sizeBytes) return [];
  return [{ code: 'ARCHIVE_SIZE_FALSE', detail: '压缩包里记的文件总大小超过压缩包本身。' }];
}
