import { readFile } from 'node:fs/promises';
import type { Handlers, RulesView } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { OpenRules } from '../rules/index.ts';
import type { OperationDeps } from './ports.ts';
import type { Tickets } from './tickets.ts';

/** The rule book: shown whole, replaced only by a signed pack that the user picked. */
export function ruleHandlers(deps: OperationDeps, tickets: Tickets): Handlers['rules'] {
  const { rules, settings } = deps;
  const viewOf = (open: OpenRules): RulesView => ({
    ruleBook: open.ruleBook,
    source: open.source,
    problem: open.problem?.message ?? null,
    calendarUntilYear: open.calendarUntilYear,
    measuredLimits: settings.current().measuredLimits,
  });
  const current = () => {
    const open = rules.current();
    return open.ok ? ok(viewOf(open.value)) : open;
  };
  return {
    getBook: current,
    importPack: async ({ ticket }) => {
      const [path, ...more] = tickets.pathsOf(ticket) ?? [];
      if (path === undefined || more.length > 0) {
        return fail('TICKET_UNKNOWN', '所选文件已经失效，或选了几个。请重新选择一个文件。');
      }
      const bytes = await readFile(path).catch(() => undefined);
      if (bytes === undefined) return fail('FILE_UNREADABLE', '这个文件读不到。请检查权限后再试。');
      const imported = await rules.importPack(bytes);
      if (!imported.ok) return imported;
      tickets.spend(ticket);
      return current();
    },
    setLimit: async ({ channel, limit, value, measuredOn }) => {
      const others = settings
        .current()
        .measuredLimits.filter((known) => known.channel !== channel || known.limit !== limit);
      const measuredLimits = value === null ? others : [...others, { channel, limit, value, measuredOn }];
      const saved = await settings.update({ measuredLimits });
      return saved.ok ? current() : saved;
    },
  };
}
