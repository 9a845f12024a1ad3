import { expect, test } from 'vitest';
import { archiveTail, centralHeader, localHeader } from '../../../../core/manifest/index.ts';

const view = (bytes: Uint8Array) => Buffer.from(bytes);
const small = { path: 'bag/a.txt', crc32: 0x12345678, sizeBytes: 5 };
const large = { path: 'bag/b.mp4', crc32: 1, sizeBytes: 5 * 2 ** 32 };

test('a small file has a 30-byte header without extra fields', () => {
  const header = view(localHeader(small));
  expect(header.length).toBe(30 + small.path.length);
  expect([header.readUInt32LE(0), header.readUInt16LE(6), header.readUInt16LE(8)]).toEqual([
    0x04034b50, 0x0800, 0,
  ]);
  expect([header.readUInt32LE(14), header.readUInt32LE(18), header.readUInt32LE(22)]).toEqual([
    0x12345678, 5, 5,
  ]);
});

test('sizes and offsets beyond 32 bits go into the 64-bit extra field', () => {
  const header = view(localHeader(large));
  expect(header.readUInt32LE(22)).toBe(0xffffffff);
  expect(header.readBigUInt64LE(30 + large.path.length + 4)).toBe(BigInt(large.sizeBytes));
  const central = view(centralHeader(small, 2 ** 33));
  expect(central.readUInt32LE(42)).toBe(0xffffffff);
  expect(central.readBigUInt64LE(46 + small.path.length + 4)).toBe(BigInt(2 ** 33));
  const tail = view(archiveTail([large, small]));
  expect(tail.readUInt32LE(tail.length - 22 - 20)).toBe(0x07064b50);
});

test('the end record counts files and finds the directory', () => {
  const tail = view(archiveTail([small]));
  const end = tail.subarray(tail.length - 22);
  expect([end.readUInt32LE(0), end.readUInt16LE(10)]).toEqual([0x06054b50, 1]);
  expect(end.readUInt32LE(16)).toBe(localHeader(small).length + small.sizeBytes);
  expect(end.readUInt32LE(12)).toBe(centralHeader(small, 0).length);
});
