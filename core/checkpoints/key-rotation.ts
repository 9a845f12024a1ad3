/** What the old key signs when a new one takes its place: both keys and the locker, so that it fits nowhere else. */
export function endorsedBytes(origin: string, oldKeyHex: string, newKeyHex: string): Uint8Array {
  return new TextEncoder().encode(`liuhen/key-rotation/v1\n${origin}\n${oldKeyHex}\n${newKeyHex}\n`);
}
