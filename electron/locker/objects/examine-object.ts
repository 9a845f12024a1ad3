import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '../../../core/assert.ts';
import { SHA256_HEX, type Sha256Hex } from '../../../core/hex.ts';
import { codeOf } from '../failures.ts';
import type { ObjectCodec } from './object-codec.ts';

/** What reading an object's file gave, compared with its name. */
export type ObjectCondition =
  | { readonly state: 'intact'; readonly sizeBytes: number }
  | { readonly state: 'missing' }
  | { readonly state: 'damaged'; readonly sizeBytes: number }
  | { readonly state: 'unreadable'; readonly cause: string };

/** Path of an object: `ab/abcd…` below the object folder. */
export function objectPath(folder: string, sha256: Sha256Hex): string {
  invariant(SHA256_HEX.test(sha256), 'an object is named by a SHA-256');
  return join(folder, sha256.slice(0, 2), sha256);
}

/**
 * Reads an object's file to its end and says whether its bytes still have its name; `onBytes` sees them on the way,
 * valid until it returns.
 */
export function examineObject(
  folder: string,
  codec: ObjectCodec,
  sha256: Sha256Hex,
  onBytes?: (bytes: Uint8Array) => void,
): ObjectCondition {
  let file: number;
  try {
    file = openSync(objectPath(folder, sha256), 'r');
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === undefined) throw thrown;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { state: 'missing' }
      : { state: 'unreadable', cause: code };
  }
  try {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for (const chunk of codec.decodeChunks(file)) {
      hash.update(chunk);
      onBytes?.(chunk);
      sizeBytes += chunk.length;
    }
    return { state: hash.digest('hex') === sha256 ? 'intact' : 'damaged', sizeBytes };
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === undefined) throw thrown;
    return { state: 'unreadable', cause: code };
  } finally {
    closeSync(file);
  }
}
