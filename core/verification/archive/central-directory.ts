import { type ByteSource, readWhole } from '../ports.ts';

/** A file as an archive's central directory states it, believed in nothing. */
export interface DirectoryEntry {
  readonly rawName: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  readonly externalAttributes: number;
  /** Of its local header. */
  readonly offset: number;
}

/** Where the directory lies, and how many entries it says it has. */
export interface DirectoryPlace {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const WIDE_END_BYTES = 56;
const ENTRY_BYTES = 46;
const LIMIT_16 = 0xffff;
const LIMIT_32 = 0xffffffff;
const WIDE_EXTRA = 1;
/** More than any package needs; a directory that is larger is not read. */
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;

/** Finds the central directory by the end record (APPNOTE 4.3.14 to 4.3.16); undefined when there is none to read. */
export async function findDirectory(source: ByteSource): Promise<DirectoryPlace | undefined> {
  const tailStart = Math.max(0, source.size - END_BYTES - LIMIT_16);
  const tail = viewOf(await readWhole(source, tailStart));
  for (let at = tail.byteLength - END_BYTES; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue;
    if (tail.getUint16(at + 20, true) !== tail.byteLength - END_BYTES - at) return undefined;
    if (tail.getUint16(at + 4, true) !== 0) return undefined;
    const count = tail.getUint16(at + 10, true);
    const start = tail.getUint32(at + 16, true);
    const end = tailStart + at;
    if (count === LIMIT_16 || start === LIMIT_32 || tail.getUint32(at + 12, true) === LIMIT_32) {
      return await findWideDirectory(source, end);
    }
    return start <= end ? { count, start, end } : undefined;
  }
  return undefined;
}

async function findWideDirectory(source: ByteSource, end: number): Promise<DirectoryPlace | undefined> {
  if (end < LOCATOR_BYTES) return undefined;
  const locator = viewOf(await readWhole(source, end - LOCATOR_BYTES, end));
  const at = number64(locator, 8);
  if (locator.getUint32(0, true) !== 0x07064b50 || at === undefined || at + WIDE_END_BYTES > end) {
    return undefined;
  }
  const record = viewOf(await readWhole(source, at, at + WIDE_END_BYTES));
  const [count, start] = [number64(record, 32), number64(record, 48)];
  if (record.getUint32(0, true) !== 0x06064b50 || count === undefined || start === undefined)
    return undefined;
  return start <= at ? { count, start, end: at } : undefined;
}

/** Reads the directory's entries (APPNOTE 4.3.12); undefined when they do not fit into it. */
export async function readDirectory(
  source: ByteSource,
  { count, start, end }: DirectoryPlace,
): Promise<readonly DirectoryEntry[] | undefined> {
  const bytes = await readWhole(source, start, Math.min(end, start + MAX_DIRECTORY_BYTES));
  const view = viewOf(bytes);
  const entries: DirectoryEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined;
    const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > bytes.length) return undefined;
    const entry = readEntry(view, at, bytes.subarray(at + ENTRY_BYTES, nameEnd), { nameEnd, extraEnd });
    if (entry === undefined) return undefined;
    entries.push(entry);
    at = next;
  }
  return entries;
}

function readEntry(
  view: DataView,
  at: number,
  rawName: Uint8Array,
  extra: { readonly nameEnd: number; readonly extraEnd: number },
): DirectoryEntry | undefined {
  const narrow = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  const wide = widened(view, narrow, extra.nameEnd, extra.extraEnd);
  if (wide === undefined) return undefined;
  const [sizeBytes = 0, compressedBytes = 0, offset = 0] = wide;
  return {
    rawName,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    compressedBytes,
    sizeBytes,
    externalAttributes: view.getUint32(at + 38, true),
    offset,
  };
}

/** Size, compressed size and offset, with their 64-bit forms where the 32-bit ones say so (APPNOTE 4.5.3). */
function widened(
  view: DataView,
  narrow: readonly number[],
  start: number,
  end: number,
): readonly number[] | undefined {
  if (narrow.every((value) => value !== LIMIT_32)) return narrow;
  for (let at = start; at + 4 <= end; ) {
    const fieldEnd = at + 4 + view.getUint16(at + 2, true);
    if (fieldEnd > end) return undefined;
    if (view.getUint16(at, true) === WIDE_EXTRA) return replaceNarrow(view, narrow, at + 4, fieldEnd);
    at = fieldEnd;
  }
  return undefined;
}

function replaceNarrow(
  view: DataView,
  narrow: readonly number[],
  start: number,
  end: number,
): readonly number[] | undefined {
  let at = start;
  const values: number[] = [];
  for (const value of narrow) {
    if (value !== LIMIT_32) {
      values.push(value);
      continue;
    }
    const wide = at + 8 <= end ? number64(view, at) : undefined;
    if (wide === undefined) return undefined;
    values.push(wide);
    at += 8;
  }
  return values;
}

function number64(view: DataView, at: number): number | undefined {
  const value = Number(view.getBigUint64(at, true));
  return Number.isSafeInteger(value) ? value : undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
