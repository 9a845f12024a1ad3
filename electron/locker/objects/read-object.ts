import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { SHA256_HEX, type Sha256Hex } from '../../../core/hex.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import { codeOf } from '../failures.ts';
import { objectPath } from './examine-object.ts';
import type { ByteRange, ObjectCodec } from './object-codec.ts';

/**
 * The bytes of an object, checked against its name while they are read. `OBJECT_MISSING`, `OBJECT_DAMAGED` (the
 * bytes have another hash), `DISK_FAILED`.
 */
export async function readWholeObject(
  folder: string,
  codec: ObjectCodec,
  sha256: Sha256Hex,
): Promise<Result<Uint8Array, 'OBJECT_MISSING' | 'OBJECT_DAMAGED' | 'DISK_FAILED'>> {
  if (!SHA256_HEX.test(sha256)) return missing();
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of codec.openStream(objectPath(folder, sha256)) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      chunks.push(chunk);
    }
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === undefined) throw thrown;
    if (code === 'ENOENT' || code === 'ENOTDIR') return missing();
    return fail('DISK_FAILED', `读取证据原件出错（${code}）。请检查磁盘或移动硬盘的连接后再试。`, {
      cause: code,
    });
  }
  if (hash.digest('hex') === sha256) return ok(new Uint8Array(Buffer.concat(chunks)));
  return fail(
    'OBJECT_DAMAGED',
    '这件证据的原件与固定时的哈希不一致，已被改动或损坏。请运行校验，并从备份里找回。',
  );
}

function missing() {
  return fail('OBJECT_MISSING', '这件证据的原件文件不见了。请运行校验，并从备份里找回。');
}

/** An object as a stream, not checked on the way; undefined when there is none. */
export async function streamWholeObject(
  folder: string,
  codec: ObjectCodec,
  sha256: Sha256Hex,
  range: ByteRange | undefined,
): Promise<Readable | undefined> {
  if (!SHA256_HEX.test(sha256)) return undefined;
  const path = objectPath(folder, sha256);
  try {
    await stat(path);
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw thrown;
  }
  return codec.openStream(path, range);
}
