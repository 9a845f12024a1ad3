import { crc32, inflateRawSync } from 'node:zlib';
import { type BillError, refuseBill } from '../../core/bills/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { MAX_UNPACKED_BYTES } from './limits.ts';

const END_BYTES = 22;
const END_SIGNATURE = 0x06054b50;
const ENTRY_BYTES = 46;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_BYTES = 30;
const LOCAL_SIGNATURE = 0x04034b50;
const MAX_ENTRIES = 1000;
const ENCRYPTED = 0x1;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

/** Whether bytes begin as a ZIP does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) <= 0x07;
}

/**
 * Looks at a ZIP before the sheet reader does, which neither limits what it unpacks nor compares checksums: locked or
 * ordinary archives are told apart from workbooks, and every entry must unpack to its stated length and CRC-32 within
 * {@link MAX_UNPACKED_BYTES} (APPNOTE 4.3.7, 4.3.12, 4.3.16).
 */
export function checkWorkbook(bytes: Uint8Array): Result<null, BillError> {
  const entries = readDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (entries === undefined) return refuseBill('BILL_DAMAGED');
  if (entries.some(({ flags }) => (flags & ENCRYPTED) !== 0)) return refuseBill('BILL_LOCKED');
  if (!entries.some(({ name }) => name === 'xl/workbook.xml')) return refuseBill('BILL_IN_ARCHIVE');
  const unpackedBytes = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (unpackedBytes > MAX_UNPACKED_BYTES) return refuseBill('BILL_TOO_LARGE');
  const isSound = entries.every((entry) => unpacksAsStated(bytes, entry));
  return isSound ? ok(null) : refuseBill('BILL_DAMAGED');
}

function readDirectory(bytes: Buffer): readonly Entry[] | undefined {
  const end = findEnd(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) return undefined;
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return undefined;
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedBytes: bytes.readUInt32LE(at + 20),
      unpackedBytes: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return at <= end && entries.length > 0 ? entries : undefined;
}

/** The end record, closing the file with its comment. */
function findEnd(bytes: Buffer): number | undefined {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - 0xffff); at -= 1) {
    const isEnd = bytes.readUInt32LE(at) === END_SIGNATURE;
    if (isEnd && bytes.readUInt16LE(at + 20) === bytes.length - END_BYTES - at) return at;
  }
  return undefined;
}

function unpacksAsStated(archive: Uint8Array, entry: Entry): boolean {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const { offset, packedBytes, unpackedBytes } = entry;
  if (offset + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_SIGNATURE) return false;
  const start = offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedBytes);
  if (packed.length !== packedBytes) return false;
  const unpacked = unpack(packed, entry.method, unpackedBytes);
  return unpacked !== undefined && unpacked.length === unpackedBytes && crc32(unpacked) === entry.crc;
}

function unpack(packed: Uint8Array, method: number, maxBytes: number): Uint8Array | undefined {
  if (method === STORED) return packed;
  if (method !== DEFLATED) return undefined;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, maxBytes) });
  } catch {
    // Broken or longer than stated: the caller refuses the file.
    return undefined;
  }
}
