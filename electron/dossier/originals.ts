import type { Readable } from 'node:stream';
import type { Item } from '../../core/evidence/index.ts';
import type { Sha256Hex } from '../../core/hex.ts';
import { journalPath, type NumberedItem, originalPath } from '../../core/manifest/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Locker, OrderLedger } from '../locker/index.ts';
import { type Measured, measure } from '../platform/index.ts';
import type { ExportError } from './dossier.ts';
import { cancelled } from './failures.ts';
import { stampsOf } from './ledger-proofs.ts';
import type { BagFile } from './package-contents.ts';

/** An object of the locker as it goes into the bag. */
interface Wanted {
  /** As messages name it: `证据 2-1 的原始文件`. */
  readonly name: string;
  readonly path: string;
  readonly sha256: Sha256Hex;
  readonly sizeBytes: number;
}

type ObjectSource = Pick<Locker, 'streamObject'>;

/**
 * The originals as files of the bag. Each is read once here and compared with its name in the ledger, so that a package
 * never carries a damaged original under a good number: `OBJECT_MISSING`, `OBJECT_DAMAGED` with what it is.
 */
export function gatherOriginals(
  numbered: readonly NumberedItem<Item>[],
  locker: ObjectSource,
  signal: AbortSignal | undefined,
): Promise<Result<readonly BagFile[], ExportError>> {
  const wanted = numbered.map(({ item, number }): Wanted => {
    const { kind, sha256, mediaType, sizeBytes } = item;
    const path = originalPath({ number, kind, sha256, mediaType });
    return { name: `证据 ${number} 的原始文件`, path, sha256, sizeBytes };
  });
  return gather(wanted, locker, signal);
}

/** The journals of recordings, in the same way. */
export function gatherJournals(
  numbered: readonly NumberedItem<Item>[],
  locker: ObjectSource,
  signal: AbortSignal | undefined,
): Promise<Result<readonly BagFile[], ExportError>> {
  const wanted = numbered.flatMap(({ item: { provenance }, number }): readonly Wanted[] =>
    provenance.source === 'recording'
      ? [{ name: `证据 ${number} 的录屏流水`, path: journalPath(number), ...provenance.recording.journal }]
      : [],
  );
  return gather(wanted, locker, signal);
}

/** Requests, responses and chains of all tokens, in the same way. */
export function gatherTimestamps(
  ledger: Pick<OrderLedger, 'checkpoints'>,
  locker: ObjectSource,
  signal: AbortSignal | undefined,
): Promise<Result<readonly BagFile[], ExportError>> {
  const wanted = stampsOf(ledger).flatMap(({ label, paths, held }): readonly Wanted[] => [
    { name: `时间戳 ${label} 的请求`, path: paths.request, ...held.request },
    { name: `时间戳 ${label} 的应答`, path: paths.response, ...held.response },
    { name: `时间戳 ${label} 的证书链`, path: paths.chain, ...held.chain },
  ]);
  return gather(wanted, locker, signal);
}

async function gather(
  wanted: readonly Wanted[],
  locker: ObjectSource,
  signal: AbortSignal | undefined,
): Promise<Result<readonly BagFile[], ExportError>> {
  const files: BagFile[] = [];
  for (const { name, path, sha256, sizeBytes } of wanted) {
    if (signal?.aborted) return cancelled();
    const first = await locker.streamObject(sha256);
    if (first === undefined) {
      const message = `${name}不在证据库里。请先运行校验，再从备份恢复。`;
      return fail('OBJECT_MISSING', message, { name });
    }
    const measured = await measureOrFail(first, name);
    if (!measured.ok) return measured;
    if (measured.value.sha256 !== sha256 || measured.value.sizeBytes !== sizeBytes) {
      const message = `${name}已损坏，与写入账本时不同。请先运行校验，再从备份恢复。`;
      return fail('OBJECT_DAMAGED', message, { name });
    }
    files.push({ path, ...measured.value, content: () => reopen(locker, sha256) });
  }
  return ok(files);
}

async function measureOrFail(stream: Readable, name: string): Promise<Result<Measured, 'DISK_FAILED'>> {
  try {
    return ok(await measure(stream));
  } catch (error) {
    const message = `读取${name}时出错。请检查磁盘后再试。`;
    return fail('DISK_FAILED', message, { name, reason: String(error) });
  }
}

async function reopen(locker: ObjectSource, sha256: Sha256Hex): Promise<AsyncIterable<Uint8Array>> {
  const stream = await locker.streamObject(sha256);
  if (stream === undefined) throw new Error(`object ${sha256} vanished during the export`);
  return stream;
}
