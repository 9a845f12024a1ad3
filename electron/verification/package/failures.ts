import { fail } from '../../../core/result.ts';

/** Why a file could not be looked at. */
export function fileFailure(error: unknown) {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  if (code === 'ENOENT') return fail('NOT_FOUND', '找不到要校验的文件，请核对路径。');
  if (code === 'EISDIR') return fail('NOT_RECOGNISED', '这是一个文件夹，请选择导出的证据包或卷宗。');
  return fail('NOT_READABLE', '读不了要校验的文件，请检查权限或磁盘后再试。', { reason: code });
}
