import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fail, ok, type Result } from '../../core/result.ts';

/** SHA-256 of a file's bytes in lower-case hexadecimal, read in pieces. */
export async function sha256OfFile(path: string): Promise<Result<string, 'FILE_NOT_FOUND'>> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return fail('FILE_NOT_FOUND', '这个文件读不到。请检查路径。');
  }
  return ok(hash.digest('hex'));
}
