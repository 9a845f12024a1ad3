import { basename } from 'node:path';
import { invariant } from '../../core/assert.ts';
import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { ExportResult } from '../dossier/index.ts';
import { unknownOrder } from './orders.ts';
import type { OperationDeps } from './ports.ts';

/** Exporting an order: the folder is chosen in a dialog, the work is a job. */
export function dossierHandlers(deps: OperationDeps): Handlers['dossier'] {
  const { jobs, dialogs } = deps;
  return {
    export: async ({ orderId }) => {
      const { locker, exporter } = deps;
      if (!locker.ok) return locker;
      invariant(exporter !== undefined, 'whoever has a locker can export from it');
      const order = await locker.value.getOrder(orderId);
      if (order === undefined) return unknownOrder();
      if (order.itemCount === 0) {
        return fail(
          'EXPORT_EMPTY',
          '这个订单里还没有证据，导不出卷宗。请先截图，或把收件箱里的证据归到这个订单。',
        );
      }
      const folder = await dialogs.pickFolder();
      if (!folder.ok) return folder;
      if (folder.value === undefined) return fail('EXPORT_CANCELLED', '已取消，没有导出。');
      const outFolder = folder.value;
      const { jobId } = jobs.start('export', ({ signal, progress }) =>
        exporter.export({ orderId, outFolder, pdfOnly: false, signal, onProgress: progress }),
      );
      return ok({ jobId });
    },
    getResult: ({ jobId }) => {
      const found = jobs.resultOf('export', jobId);
      return found.ok ? ok(shownResult(found.value as ExportResult)) : found;
    },
    reveal: async ({ jobId }) => {
      const found = jobs.resultOf('export', jobId);
      if (found.ok) return await dialogs.showFile((found.value as ExportResult).dossierPath);
      return fail('JOB_UNKNOWN', '还没有这次导出的文件。请等导出完成，或重新导出。');
    },
  };
}

function shownResult(result: ExportResult) {
  const { packagePath, packageSha256 } = result;
  invariant(packagePath !== null && packageSha256 !== null, 'the window never exports the PDF alone');
  return {
    dossierSha256: result.dossierSha256,
    packageSha256,
    dossierFileName: basename(result.dossierPath),
    packageFileName: basename(packagePath),
    pageCount: result.pageCount,
    exhibitCount: result.exhibitCount,
  };
}
