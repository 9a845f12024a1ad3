import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { fail, type Result } from '../../../core/result.ts';
import { codeOf } from '../failures.ts';
import type { ImportError } from '../locker.ts';
import { CHUNK_BYTES } from './object-codec.ts';
import type { ChunkSink, ObjectStore, PlacedObject } from './object-store.ts';

type SourceError = Extract<ImportError, `FILE_${string}`>;

const messages: Readonly<Record<SourceError, string>> = {
  FILE_NOT_FOUND: '找不到这个文件，可能已被移动或删除。请重新选择。',
  FILE_UNREADABLE: '这个文件读不出来：没有读取权限，或所在的磁盘出错。请检查权限，或先复制到别处再导入。',
  FILE_EMPTY: '这个文件是空的（0 字节），没有可固定的内容。请检查是否下载或保存完整。',
  FILE_IS_FOLDER: '这是一个文件夹。请选择里面的文件，可以一次选多个。',
  FILE_NOT_REGULAR: '这不是普通文件（而是设备、管道之类），不能导入。请先另存为普通文件。',
  FILE_CHANGED_WHILE_READ: '导入时这个文件还在变化，没有保存。请等它写完（例如下载结束）后再导入。',
};

/** Failure of a file that was to be imported. */
export function sourceFailure(code: SourceError) {
  return fail(code, messages[code]);
}

/**
 * Copies a file into the store chunk by chunk, hashing on the way; never more than a chunk in memory. What is placed
 * is one state of the file: size, time and identity are the same before and after. Throws what the *store's* disk
 * throws; what is wrong with the source is a failure with its own code, and nothing stays in the store.
 */
export function placeFile(store: ObjectStore, path: string): Result<PlacedObject, SourceError> {
  const opened = openSource(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    return { ok: true, value: store.place((sink) => copyUnchanged(file, sink)) };
  } catch (thrown) {
    if (thrown instanceof SourceRefused) return sourceFailure(thrown.code);
    throw thrown;
  } finally {
    closeSync(file);
  }
}

/** Carries a source's failure out of the store's `place`, which then removes its temporary. */
class SourceRefused extends Error {
  override readonly name = 'SourceRefused';
  readonly code: SourceError;
  constructor(code: SourceError) {
    super(code);
    this.code = code;
  }
}

function openSource(path: string): Result<number, SourceError> {
  try {
    const refused = refuse(statSync(path));
    if (refused !== undefined) return sourceFailure(refused);
    // Non-blocking: were a pipe put in its place meanwhile, opening would wait for ever.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const changed = refuse(fstatSync(file));
    if (changed === undefined) return { ok: true, value: file };
    closeSync(file);
    return sourceFailure(changed);
  } catch (thrown) {
    return sourceFailure(sourceErrorOf(thrown));
  }
}

function refuse(found: ReturnType<typeof statSync>): SourceError | undefined {
  if (found === undefined) return 'FILE_NOT_FOUND';
  if (found.isDirectory()) return 'FILE_IS_FOLDER';
  if (!found.isFile()) return 'FILE_NOT_REGULAR';
  return Number(found.size) === 0 ? 'FILE_EMPTY' : undefined;
}

function sourceErrorOf(thrown: unknown): SourceError {
  const code = codeOf(thrown);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'ERR_INVALID_ARG_VALUE':
      return 'FILE_NOT_FOUND';
    case 'EISDIR':
      return 'FILE_IS_FOLDER';
    case undefined:
      throw thrown;
    default:
      return 'FILE_UNREADABLE';
  }
}

function copyUnchanged(file: number, sink: ChunkSink): void {
  const before = fstatSync(file, { bigint: true });
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let sizeBytes = 0;
  for (;;) {
    const length = readChunk(file, chunk);
    if (length === 0) break;
    sizeBytes += length;
    // A file that grows as fast as it is read would never end.
    if (BigInt(sizeBytes) > before.size) throw new SourceRefused('FILE_CHANGED_WHILE_READ');
    sink(chunk.subarray(0, length));
  }
  const after = fstatSync(file, { bigint: true });
  const isSame = before.size === after.size && before.mtimeNs === after.mtimeNs;
  if (!isSame || BigInt(sizeBytes) !== after.size) throw new SourceRefused('FILE_CHANGED_WHILE_READ');
}

function readChunk(file: number, chunk: Buffer): number {
  try {
    return readSync(file, chunk, 0, chunk.length, null);
  } catch (thrown) {
    throw new SourceRefused(sourceErrorOf(thrown));
  }
}
