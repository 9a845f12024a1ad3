import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import { createCaseDesk, noteCase } from '../cases/index.ts';
import type { Locker } from '../locker/index.ts';
import { replaceFileDurably } from '../platform/index.ts';
import type { OperationDeps } from './ports.ts';

/** What happened, what is missing, whom to ask. */
export function caseHandlers(deps: OperationDeps): Handlers['cases'] {
  const { locker } = deps;
  const nowUtc = () => deps.clock.facts().utc;
  return {
    get: async ({ orderId, channel, scenario }) => {
      if (!locker.ok) return locker;
      const desk = caseDeskOf(deps, locker.value);
      return desk.ok ? await desk.value.view(orderId, { channel, scenario, atUtc: nowUtc() }) : desk;
    },
    note: async ({ orderId, noted, withdrawn }) => {
      if (!locker.ok) return locker;
      const written = await noteCase(locker.value, orderId, { noted, withdrawn }, nowUtc());
      return written.ok ? ok({ records: written.value }) : written;
    },
    listTodo: async () => {
      if (!locker.ok) return locker;
      const desk = caseDeskOf(deps, locker.value);
      if (!desk.ok) return desk;
      const { entries, statistics } = await desk.value.todo(nowUtc());
      return ok({ entries: entries.map(({ action: _, ...entry }) => entry), statistics });
    },
    exportCalendar: async () => {
      if (!locker.ok) return locker;
      const desk = caseDeskOf(deps, locker.value);
      if (!desk.ok) return desk;
      return await saveAs(deps, '留痕-期限.ics', await desk.value.calendarFile(nowUtc()));
    },
  };
}

/** What follows from the cases of an open locker, with the rules in force now. */
export function caseDeskOf({ rules, settings }: Pick<OperationDeps, 'rules' | 'settings'>, locker: Locker) {
  const open = rules.current();
  if (!open.ok) return open;
  const { measuredLimits } = settings.current();
  return ok(createCaseDesk({ locker, rules: open.value, measuredLimits }));
}

/** Asks where to save and saves; a file that is there already was asked about by the dialog. */
export async function saveAs({ dialogs }: OperationDeps, name: string, content: string | Uint8Array) {
  const picked = await dialogs.pickSaveFile(name);
  if (!picked.ok) return picked;
  if (picked.value === undefined) return ok({ isSaved: false });
  try {
    await replaceFileDurably(picked.value, content);
    return ok({ isSaved: true });
  } catch {
    return fail('FILE_NOT_SAVED', '文件没有保存：这个位置写不进去。请换一个文件夹再试。');
  }
}
