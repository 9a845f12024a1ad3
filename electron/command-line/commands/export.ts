import { resolve } from 'node:path';
import { fail } from '../../../core/result.ts';
import { done, failed, type Outcome } from '../output.ts';
import { type CommandContext, findOrder, textOption, withLocker } from './command-context.ts';

/** `export ORDER --out DIR [--pdf-only]`: the dossier and its package. */
export async function exportOrder(context: CommandContext): Promise<Outcome> {
  const outFolder = textOption(context, 'out');
  if (outFolder === undefined || outFolder === '') return failed(fail('USAGE', '请写 --out 文件夹。').error);
  if (textOption(context, 'channel') !== undefined) {
    return failed(fail('NOT_YET', '按渠道导出还没有做好；请去掉 --channel。').error);
  }
  return withLocker(context, false, async (locker) => {
    const order = await findOrder(locker, context.commandLine.operands[0] ?? '');
    if (!order.ok) return failed(order.error);
    const exporter = await context.exporter(locker);
    try {
      const exported = await exporter.export({
        orderId: order.value.id,
        outFolder: resolve(outFolder),
        pdfOnly: context.commandLine.options['pdf-only'] === true,
        signal: context.signal,
        onProgress: context.progress,
      });
      if (!exported.ok) return failed(exported.error);
      const { dossierPath, packagePath } = exported.value;
      return done({ ...exported.value }, `卷宗：${dossierPath}\n证据包：${packagePath ?? '（未要求）'}`);
    } finally {
      await exporter.close();
    }
  });
}
