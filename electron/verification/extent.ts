import type { NamedObject } from './named-objects.ts';

/**
 * How much of a locker is read: everything; a third of the objects by the first digit of their hash, the ledger always
 * whole; or (`quick`) no object's bytes at all, only whether it is there with its size.
 */
export type Extent = 'full' | 'quick' | 'first-third' | 'second-third' | 'last-third';

/** First digits of the hashes that belong to a third: 5, 5 and 6 of 16. */
const DIGITS: Readonly<Record<Exclude<Extent, 'full' | 'quick'>, string>> = {
  'first-third': '01234',
  'second-third': '56789',
  'last-third': 'abcdef',
};

/** Whether an object's bytes are read at this extent. */
export function isWithin(extent: Extent, { sha256 }: Pick<NamedObject, 'sha256'>): boolean {
  if (extent === 'full' || extent === 'quick') return extent === 'full';
  return DIGITS[extent].includes(sha256.charAt(0));
}
