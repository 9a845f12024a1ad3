import { basename } from 'node:path';
import type { Handlers, InputOf, OutputOf } from '../../core/contract/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { importFile } from '../imports/index.ts';
import type { JobContext } from '../jobs/index.ts';
import type { Locker } from '../locker/index.ts';
import { unknownOrder } from './orders.ts';
import type { OperationDeps } from './ports.ts';
import type { Tickets } from './tickets.ts';

type Import = Omit<InputOf<'intake', 'importFiles'>, 'ticket'>;
type Imported = Omit<OutputOf<'intake', 'importFiles'>, 'jobId'>;

/** Files from elsewhere. Paths stay here: the window holds a ticket that is good for one import. */
export function intakeHandlers(deps: OperationDeps, tickets: Tickets): Handlers['intake'] {
  return {
    pickFiles: async () => {
      const picked = await deps.dialogs.pickFiles();
      if (!picked.ok) return picked;
      if (picked.value.length === 0) return ok({ ticket: null, fileNames: [] });
      const ticket = tickets.issue(picked.value);
      return ok({ ticket, fileNames: picked.value.map(nameOf) });
    },
    importFiles: async ({ ticket, ...rest }) => {
      if (!deps.locker.ok) return deps.locker;
      const locker = deps.locker.value;
      const paths = tickets.pathsOf(ticket);
      if (paths === undefined) return fail('TICKET_UNKNOWN', '所选文件已经失效。请重新选择文件。');
      if (rest.orderId !== null && (await locker.getOrder(rest.orderId)) === undefined) return unknownOrder();
      tickets.spend(ticket);
      const job = deps.jobs.start('import', (context) => importAll(deps, locker, paths, rest, context));
      const ended = await job.ended;
      if (!ended.ok) throw new Error('an import names what went wrong file by file');
      return ok({ jobId: job.jobId, ...ended.value });
    },
  };
}

async function importAll(
  deps: OperationDeps,
  locker: Locker,
  paths: readonly string[],
  { orderId, kind }: Import,
  context: JobContext,
): Promise<Result<Imported, never>> {
  const imported: Imported = { items: [], refused: [] };
  const { intake, clock, environment } = deps;
  for (const [index, path] of paths.entries()) {
    const fileName = nameOf(path);
    context.progress(fileName, index, paths.length);
    if (context.signal.aborted) {
      imported.refused.push({ fileName, code: 'IMPORT_CANCELLED', message: '已取消，这个文件没有导入。' });
      continue;
    }
    const request = { path, orderId, ...(kind === null ? {} : { kind }) };
    const sealed = await importFile({ locker, intake, clock, environment }, request);
    if (sealed.ok) {
      imported.items.push(sealed.value);
      deps.announce('itemSealed', { item: sealed.value });
      deps.prepareSoon?.(sealed.value);
    } else {
      imported.refused.push({ fileName, code: sealed.error.code, message: sealed.error.message });
    }
  }
  context.progress('', paths.length, paths.length);
  return ok(imported);
}

function nameOf(path: string): string {
  return basename(path).toWellFormed();
}
