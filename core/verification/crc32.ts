const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 of ZIP archives (ISO 3309, reflected) for platforms that bring none; `before` is 0 to begin. */
export function crc32(bytes: Uint8Array, before: number): number {
  let checksum = ~before;
  for (const byte of bytes) checksum = (checksum >>> 8) ^ (TABLE[(checksum ^ byte) & 0xff] ?? 0);
  return ~checksum >>> 0;
}
