import { equalBytes } from '../../ledger/index.ts';
import { archiveTail, localHeader } from '../../manifest/index.ts';
import { type ByteSource, partOf, readWhole } from '../ports.ts';
import type { Finding } from '../report.ts';
import { type ArchiveEntry, readArchiveEntries } from './archive-entries.ts';

/** A file of the bag. */
export interface BagMember {
  /** Relative to the bag's folder. */
  readonly path: string;
  /** As the archive states it; undefined of a folder that was unpacked. */
  readonly crc32: number | undefined;
  readonly content: ByteSource;
}

export interface OpenedArchive {
  readonly members: ReadonlyMap<string, BagMember>;
  /** Why the archive is not the one that was exported; without any, every byte outside the files is as it must be. */
  readonly findings: readonly Finding[];
}

/**
 * Opens an archive as a package: one folder with stored files, laid out byte for byte as the exporter lays it out, so that
 * no byte is left in which anything could hide or change unnoticed. Undefined when it is no archive at all; throws what
 * the source throws.
 */
export async function openArchive(source: ByteSource): Promise<OpenedArchive | undefined> {
  const [first, second] = await readWhole(source, 0, Math.min(2, source.size));
  const looksLikeOne = first === 0x50 && second === 0x4b;
  const directory = await readArchiveEntries(source);
  if (directory === undefined) return looksLikeOne ? unreadable : undefined;
  const { entries, findings } = directory;
  if (findings.length > 0) return { members: new Map(), findings };
  const misfits = await findLayoutMisfits(source, entries);
  if (misfits.length > 0) return { members: new Map(), findings: misfits };
  return membersOf(source, entries);
}

const unreadable: OpenedArchive = {
  members: new Map(),
  findings: [
    { code: 'ARCHIVE_UNREADABLE', detail: '压缩包不完整或已损坏，读不出里面的文件。请重新传送或重新导出。' },
  ],
};

/** The first place where the archive's own bytes are not what its directory makes them. */
async function findLayoutMisfits(
  source: ByteSource,
  entries: readonly ArchiveEntry[],
): Promise<readonly Finding[]> {
  const misfit = (subject: string): readonly Finding[] => [
    {
      code: 'ARCHIVE_NOT_AS_EXPORTED',
      subject,
      detail: '压缩包的结构与导出时不同：被改动、附加过内容，或用别的软件重新打包过。请使用导出时的原文件。',
    },
  ];
  let offset = 0;
  for (const entry of entries) {
    const header = localHeader(entry);
    if (entry.offset !== offset || !equalBytes(header, await readAt(source, offset, header.length))) {
      return misfit(entry.path);
    }
    offset += header.length + entry.sizeBytes;
  }
  const tail = archiveTail(entries);
  const isWhole =
    offset + tail.length === source.size && equalBytes(tail, await readAt(source, offset, tail.length));
  return isWhole ? [] : misfit('central-directory');
}

function membersOf(source: ByteSource, entries: readonly ArchiveEntry[]): OpenedArchive {
  const folder = entries[0]?.path.split('/')[0] ?? '';
  const members = new Map<string, BagMember>();
  for (const entry of entries) {
    const { path: fullPath, sizeBytes, crc32, offset } = entry;
    const path = fullPath.slice(folder.length + 1);
    if (!fullPath.startsWith(`${folder}/`) || path === '') {
      const detail = '证据包应只有一个文件夹，所有文件都在里面。';
      return { members: new Map(), findings: [{ code: 'BAG_FOLDER_INVALID', subject: fullPath, detail }] };
    }
    const start = offset + localHeader(entry).length;
    members.set(path, { path, crc32, content: partOf(source, start, sizeBytes) });
  }
  return { members, findings: [] };
}

function readAt(source: ByteSource, start: number, length: number): Promise<Uint8Array> {
  return readWhole(source, Math.min(start, source.size), Math.min(start + length, source.size));
}
