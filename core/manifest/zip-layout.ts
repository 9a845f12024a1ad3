import { invariant } from '../assert.ts';

// The bytes around the contents of a package, PKWARE APPNOTE 6.3: every field is a function of path, CRC-32, size and
// offset alone, so that a verifier can say of each byte of the archive what it must be.
//
//   versions 20 (45 with 64-bit fields) · made by 3 (Unix) · flags 0x0800 (UTF-8 names) · method 0 (stored)
//   time 00:00:00 1980-01-01 · attributes -rw-r--r-- · no comments · extra fields only the 64-bit one where needed

/** One stored file of the archive. */
export interface ZipMember {
  /** With the bag's folder in front, `/` between parts. */
  readonly path: string;
  readonly crc32: number;
  readonly sizeBytes: number;
}

const LIMIT_32 = 0xffffffff;
const LIMIT_16 = 0xffff;
const UTF8_NAMES = 0x0800;
const DOS_DATE_1980_01_01 = 0x0021;
const MADE_BY_UNIX = 3 << 8;
const REGULAR_FILE_MODE = 0o100644;

type Field = readonly [size: 2 | 4 | 8, value: number];

/** Local file header (APPNOTE 4.3.7), followed in the archive by exactly the file's bytes. */
export function localHeader(member: ZipMember): Uint8Array {
  const name = new TextEncoder().encode(member.path);
  const isLarge = member.sizeBytes >= LIMIT_32;
  const extra = isLarge ? wideExtra([member.sizeBytes, member.sizeBytes]) : new Uint8Array();
  const size = isLarge ? LIMIT_32 : member.sizeBytes;
  const header = pack([
    [4, 0x04034b50],
    [2, isLarge ? 45 : 20],
    ...commonFields(member.crc32, size),
    [2, name.length],
    [2, extra.length],
  ]);
  return join([header, name, extra]);
}

/** Central directory header (APPNOTE 4.3.12) of a member whose local header starts at `offset`. */
export function centralHeader(member: ZipMember, offset: number): Uint8Array {
  const name = new TextEncoder().encode(member.path);
  const isLarge = member.sizeBytes >= LIMIT_32;
  const isFar = offset >= LIMIT_32;
  const wide = [...(isLarge ? [member.sizeBytes, member.sizeBytes] : []), ...(isFar ? [offset] : [])];
  const extra = wide.length > 0 ? wideExtra(wide) : new Uint8Array();
  const version = wide.length > 0 ? 45 : 20;
  const header = pack([
    [4, 0x02014b50],
    [2, MADE_BY_UNIX | version],
    [2, version],
    ...commonFields(member.crc32, isLarge ? LIMIT_32 : member.sizeBytes),
    [2, name.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, REGULAR_FILE_MODE * 0x10000],
    [4, isFar ? LIMIT_32 : offset],
  ]);
  return join([header, name, extra]);
}

/** Everything after the last file's bytes: central directory and its end records (APPNOTE 4.3.14 to 4.3.16). */
export function archiveTail(members: readonly ZipMember[]): Uint8Array {
  let offset = 0;
  const headers: Uint8Array[] = [];
  for (const member of members) {
    headers.push(centralHeader(member, offset));
    offset += localHeader(member).length + member.sizeBytes;
  }
  const directory = join(headers);
  return join([directory, endRecords(members.length, directory.length, offset)]);
}

function endRecords(count: number, directoryBytes: number, offset: number): Uint8Array {
  const isWide = count >= LIMIT_16 || directoryBytes >= LIMIT_32 || offset >= LIMIT_32;
  const wide = isWide
    ? pack([
        [4, 0x06064b50],
        [8, 44],
        [2, MADE_BY_UNIX | 45],
        [2, 45],
        [4, 0],
        [4, 0],
        [8, count],
        [8, count],
        [8, directoryBytes],
        [8, offset],
        [4, 0x07064b50],
        [4, 0],
        [8, offset + directoryBytes],
        [4, 1],
      ])
    : new Uint8Array();
  const end = pack([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(count, LIMIT_16)],
    [2, Math.min(count, LIMIT_16)],
    [4, Math.min(directoryBytes, LIMIT_32)],
    [4, Math.min(offset, LIMIT_32)],
    [2, 0],
  ]);
  return join([wide, end]);
}

function commonFields(crc32: number, size: number): readonly Field[] {
  return [
    [2, UTF8_NAMES],
    [2, 0],
    [2, 0],
    [2, DOS_DATE_1980_01_01],
    [4, crc32],
    [4, size],
    [4, size],
  ];
}

function wideExtra(values: readonly number[]): Uint8Array {
  return pack([[2, 1], [2, values.length * 8], ...values.map((value): Field => [8, value])]);
}

function pack(fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((total, [size]) => total + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    invariant(Number.isSafeInteger(value) && value >= 0, 'fields of an archive are unsigned');
    if (size === 2) view.setUint16(at, value, true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += size;
  }
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
