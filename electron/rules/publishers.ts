/**
 * Public keys (Ed25519, hexadecimal) that may sign a rule pack. None yet: the key is to be made, and kept offline, before
 * the first pack is published. Until then no pack is accepted.
 */
export const publishers: ReadonlySet<string> = new Set();
