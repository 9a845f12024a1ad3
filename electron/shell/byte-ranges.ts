/** Inclusive, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header (RFC 9110, one range in bytes): the part of `sizeBytes` bytes it names, `whole` without a
 * header, `unsatisfiable` for a range outside, several ranges, and everything that is not exactly a range.
 */
export function readRange(header: string | null, sizeBytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  if (header === null) return 'whole';
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header);
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return 'unsatisfiable';
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  return start <= end && start < sizeBytes ? { start, end } : 'unsatisfiable';
}
