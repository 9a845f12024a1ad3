import type { Readable } from 'node:stream';
import type { Item } from '../../core/evidence/index.ts';
import { type NumberedItem, originalPath } from '../../core/manifest/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Locker } from '../locker/index.ts';
import { type Measured, measure } from '../platform/index.ts';
import type { ExportError } from './dossier.ts';
import { cancelled } from './failures.ts';
import type { BagFile } from './package-contents.ts';

/**
 * The originals as files of the bag. Each is read once here and compared with its name in the ledger, so that a package
 * never carries a damaged original under a good number: `OBJECT_MISSING`, `OBJECT_DAMAGED` with the exhibit's number.
 */
export async function gatherOriginals(
  numbered: readonly NumberedItem<Item>[],
  locker: Pick<Locker, 'streamObject'>,
  signal: AbortSignal | undefined,
): Promise<Result<readonly BagFile[], ExportError>> {
  const files: BagFile[] = [];
  for (const { item, number } of numbered) {
    if (signal?.aborted) return cancelled();
    const first = await locker.streamObject(item.sha256);
    if (first === undefined) {
      return fail('OBJECT_MISSING', `证据 ${number} 的原始文件不在证据库里。请先运行校验，再从备份恢复。`, {
        number,
      });
    }
    const measured = await measureOrFail(first, number);
    if (!measured.ok) return measured;
    if (measured.value.sha256 !== item.sha256 || measured.value.sizeBytes !== item.sizeBytes) {
      return fail(
        'OBJECT_DAMAGED',
        `证据 ${number} 的原始文件已损坏，与固定时不同。请先运行校验，再从备份恢复。`,
        { number },
      );
    }
    const path = originalPath({ number, kind: item.kind, sha256: item.sha256, mediaType: item.mediaType });
    files.push({ path, ...measured.value, content: () => reopen(locker, item) });
  }
  return ok(files);
}

async function measureOrFail(stream: Readable, number: string): Promise<Result<Measured, 'DISK_FAILED'>> {
  try {
    return ok(await measure(stream));
  } catch (error) {
    const message = `读取证据 ${number} 的原始文件时出错。请检查磁盘后再试。`;
    return fail('DISK_FAILED', message, { number, reason: String(error) });
  }
}

async function reopen(locker: Pick<Locker, 'streamObject'>, item: Item): Promise<AsyncIterable<Uint8Array>> {
  const stream = await locker.streamObject(item.sha256);
  if (stream === undefined) throw new Error(`object ${item.sha256} vanished during the export`);
  return stream;
}
