import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import { appStateOf, type OperationDeps } from './ports.ts';

/** Settings, hotkeys and what the app is. */
export function appHandlers(deps: OperationDeps): Handlers['app'] {
  return {
    getState: () => ok(appStateOf(deps)),
    updateSettings: async (change) => {
      const { activeOrderId } = change;
      if (activeOrderId !== undefined && activeOrderId !== null && !(await hasOrder(deps, activeOrderId))) {
        return fail('ORDER_UNKNOWN', '没有这个订单，它可能在别处被改动。请刷新后重新选择。');
      }
      const saved = await deps.settings.update(withoutAbsent(change));
      if (!saved.ok) return saved;
      if (change.hotkeys !== undefined) deps.hotkeys.apply(saved.value.hotkeys);
      const state = appStateOf(deps);
      deps.announce('appStateChanged', state);
      return ok(state);
    },
    tryHotkey: ({ action, accelerator }) => ok(deps.hotkeys.tryOut(action, accelerator)),
  };
}

async function hasOrder({ locker }: OperationDeps, orderId: string): Promise<boolean> {
  return locker.ok && (await locker.value.getOrder(orderId)) !== undefined;
}

/** A member that is present but undefined changes nothing. */
function withoutAbsent<Change extends object>(
  change: Change,
): { [Key in keyof Change]?: Exclude<Change[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Change]?: Exclude<Change[Key], undefined>;
  };
}
