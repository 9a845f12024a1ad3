const LENGTH = 16;
const BASE = 36;
/** Largest multiple of 36 in a byte: bytes above it would favour some characters. */
const LIMIT = 252;

/** A new id for a record, `f-4k2…`: random, so that two windows never choose the same. */
export function newRecordId(prefix: 'f' | 'm' | 'd' | 'l' | 's' | 'r'): string {
  let text = '';
  while (text.length < LENGTH) {
    const [byte = LIMIT] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < LIMIT) text += (byte % BASE).toString(BASE);
  }
  return `${prefix}-${text}`;
}
