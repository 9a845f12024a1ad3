import { fail } from '../../core/result.ts';
import { outputFailure } from './output-files.ts';
import type { TypesetterAnswer } from './typesetter-protocol.ts';

/** A refusal of the typesetting process as the exporter reports it. */
export function typesettingFailure({ code, reason }: TypesetterAnswer & { readonly ok: false }) {
  if (code !== 'EXPORT_TYPESETTING_FAILED') return outputFailure(code, reason);
  return fail(code, '排版没有成功，证据没有受影响。请再导出一次；若仍不行，请把这个订单的编号告诉我们。', {
    reason,
  });
}

/** The user stopped the export. */
export function cancelled() {
  return fail('EXPORT_CANCELLED', '导出已取消，没有留下文件。');
}

/** The check page is not where the app has it. */
export function incompleteInstallation() {
  return fail(
    'EXPORT_INCOMPLETE_INSTALLATION',
    '安装不完整：缺少随证据包附带的校验页 verify.html，没有导出。请重新安装留痕；从源代码运行时，请先构建一次。证据没有受影响。',
  );
}
