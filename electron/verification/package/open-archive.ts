import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { equalBytes } from '../../../core/ledger/index.ts';
import { archiveTail, localHeader } from '../../../core/manifest/index.ts';
import type { Finding } from '../report.ts';
import { type ArchiveEntry, readArchiveEntries } from './archive-entries.ts';

/** A file of the bag and where its bytes lie in the archive. */
export interface BagMember {
  /** Relative to the bag's folder. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly crc32: number;
  /** Position of its first byte in the archive. */
  readonly start: number;
}

export interface OpenedArchive {
  readonly members: ReadonlyMap<string, BagMember>;
  /** Why the archive is not the one that was exported; without any, every byte outside the files is as it must be. */
  readonly findings: readonly Finding[];
}

/**
 * Opens an archive as a package: one folder with stored files, laid out byte for byte as the exporter lays it out, so that
 * no byte is left in which anything could hide or change unnoticed. Undefined when it is no archive at all; throws what
 * the file system throws.
 */
export async function openArchive(path: string): Promise<OpenedArchive | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const looksLikeOne = (await readAt(file, 0, 4)).toString('latin1').startsWith('PK');
    const directory = await readArchiveEntries(path, size);
    if (directory === undefined) return looksLikeOne ? unreadable : undefined;
    const { entries, findings } = directory;
    if (findings.length > 0) return { members: new Map(), findings };
    const misfits = await findLayoutMisfits(file, size, entries);
    if (misfits.length > 0) return { members: new Map(), findings: misfits };
    return membersOf(entries);
  } finally {
    await file.close();
  }
}

const unreadable: OpenedArchive = {
  members: new Map(),
  findings: [
    { code: 'ARCHIVE_UNREADABLE', detail: '压缩包不完整或已损坏，读不出里面的文件。请重新传送或重新导出。' },
  ],
};

/** The bytes of a file of the bag, straight from the archive. */
export function memberStream(archivePath: string, member: BagMember): AsyncIterable<Uint8Array> {
  if (member.sizeBytes === 0) return emptyStream();
  return createReadStream(archivePath, {
    start: member.start,
    end: member.start + member.sizeBytes - 1,
    highWaterMark: 1024 * 1024,
  });
}

async function* emptyStream(): AsyncGenerator<Uint8Array> {}

/** The first place where the archive's own bytes are not what its directory makes them. */
async function findLayoutMisfits(
  file: FileHandle,
  sizeBytes: number,
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
    if (entry.offset !== offset || !equalBytes(header, await readAt(file, offset, header.length))) {
      return misfit(entry.path);
    }
    offset += header.length + entry.sizeBytes;
  }
  const tail = archiveTail(entries);
  const isWhole =
    offset + tail.length === sizeBytes && equalBytes(tail, await readAt(file, offset, tail.length));
  return isWhole ? [] : misfit('central-directory');
}

function membersOf(entries: readonly ArchiveEntry[]): OpenedArchive {
  const folder = entries[0]?.path.split('/')[0] ?? '';
  const members = new Map<string, BagMember>();
  for (const entry of entries) {
    const { path: fullPath, sizeBytes, crc32, offset } = entry;
    const path = fullPath.slice(folder.length + 1);
    if (!fullPath.startsWith(`${folder}/`) || path === '') {
      const detail = '证据包应只有一个文件夹，所有文件都在里面。';
      return { members: new Map(), findings: [{ code: 'BAG_FOLDER_INVALID', subject: fullPath, detail }] };
    }
    members.set(path, { path, sizeBytes, crc32, start: offset + localHeader(entry).length });
  }
  return { members, findings: [] };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
