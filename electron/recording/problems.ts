import { MAX_LISTED } from '../../core/recording/index.ts';
import { fail } from '../../core/result.ts';

/** `RECORDING_IN_PROGRESS`. */
export function alreadyRecording() {
  return fail('RECORDING_IN_PROGRESS', '正在录屏，不能同时录两段。请先停止并固定这一段。');
}

/** `RECORDING_NOT_RUNNING`. */
export function notRecording() {
  return fail('RECORDING_NOT_RUNNING', '没有正在进行的录屏。按录屏快捷键，或在窗口里点“录屏”开始。');
}

/** `DISK_FULL` before anything is recorded. */
export function noRoom(freeBytes: number) {
  const freeMib = Math.floor(freeBytes / 1024 / 1024);
  return fail('DISK_FULL', `磁盘只剩 ${freeMib} MiB，录不了多久就会满，没有开始。请先腾出至少 1 GB 再录。`, {
    freeMib,
  });
}

/** `RECORDING_MARKS_FULL`. */
export function marksFull() {
  return fail('RECORDING_MARKS_FULL', `一段录屏最多 ${MAX_LISTED} 个标记，这个没有记下。请停止并另录一段。`);
}
