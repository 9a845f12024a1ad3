import { invariant } from '../../core/assert.ts';
import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { OperationDeps } from './ports.ts';
import type { Tickets } from './tickets.ts';

/** Bill exports of payment providers. Files come in as tickets, never as paths. */
export function billHandlers(deps: OperationDeps, tickets: Tickets): Handlers['bills'] {
  const { locker } = deps;
  const desk = () => {
    invariant(deps.bills !== undefined, 'whoever has a locker can read bills');
    return deps.bills;
  };
  return {
    import: async ({ ticket, orderId }) => {
      if (!locker.ok) return locker;
      const [path, ...more] = tickets.pathsOf(ticket) ?? [];
      if (path === undefined) return fail('TICKET_UNKNOWN', '所选文件已经失效。请重新选择文件。');
      if (more.length > 0) return fail('TICKET_UNKNOWN', '账单一次选一个文件。请重新选择。');
      const imported = await desk().import(orderId, path);
      if (!imported.ok) return imported;
      tickets.spend(ticket);
      deps.announce('itemSealed', { item: imported.value.item });
      return imported;
    },
    read: async ({ orderId, itemId }) => (locker.ok ? await desk().read(orderId, itemId) : locker),
    take: async ({ orderId, itemId, lines }) => {
      if (!locker.ok) return locker;
      const taken = await desk().take(orderId, itemId, lines);
      return taken.ok ? ok({ records: taken.value }) : taken;
    },
  };
}
