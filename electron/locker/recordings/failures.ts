import { type Failure, fail } from '../../../core/result.ts';
import { freeBytesOf, guarded } from '../failures.ts';

/** Why a piece of a recording could not be kept. */
export type WriteError = 'DISK_FULL' | 'DISK_FAILED';

const KEPT = '已经录下的部分都在';

/** Runs `work` on a recording's files; what the disk did wrong comes back as one of two failures, the rest is thrown on. */
export function guardedWrite<Value>(
  directory: string,
  work: () => Value,
): Value | { readonly ok: false; readonly error: Failure<WriteError> } {
  const done = guarded(directory, () => ({ kept: work() }));
  if ('kept' in done) return done.kept;
  return writeFailure(done.error.code, directory, String(done.error.details?.cause ?? ''));
}

function writeFailure(code: string, directory: string, cause: string) {
  if (code !== 'DISK_FULL')
    return fail(
      'DISK_FAILED',
      `录屏时读写磁盘出错（${cause}），${KEPT}。请检查磁盘连接，不要删除证据库里的文件。`,
      {
        cause,
      },
    );
  const freeBytes = freeBytesOf(directory);
  return fail('DISK_FULL', `磁盘空间不足，录屏到此为止，${KEPT}。请清理出空间。`, {
    cause,
    ...(freeBytes === undefined ? {} : { freeBytes }),
  });
}

/** Failure of a recording without a single byte. */
export function emptyRecording() {
  return fail('RECORDING_EMPTY', '这次录屏没有录到任何内容，没有可固定的东西。请检查录制来源后再录一次。');
}

/** Failure of a recording whose file is not what was acknowledged; nothing was deleted. */
export function damagedRecording(folder: string) {
  return fail(
    'RECORDING_DAMAGED',
    `录屏文件与写入时的哈希不一致，磁盘可能有故障。文件原样留在 ${folder}，请先整个复制一份，再运行校验。`,
  );
}

/** Failure of a recording whose journal cannot be read; nothing was deleted. */
export function unreadableRecording(folder: string) {
  return fail(
    'RECORDING_UNREADABLE',
    `这次录屏的流水读不出来，无法固定。文件原样留在 ${folder}，请先整个复制一份，再把其中的 stream.webm 导入。`,
  );
}
