import type { SettingsStore } from '../settings/index.ts';
import type { LockerAccess } from './ports.ts';

/**
 * Forgets 正在取证的订单 when this locker does not have it (another locker was opened): captures must not fail for it.
 * Without a locker it stays, because nothing can be captured anyway.
 */
export async function forgetUnknownActiveOrder(locker: LockerAccess, settings: SettingsStore): Promise<void> {
  const { activeOrderId } = settings.current();
  if (activeOrderId === null || !locker.ok) return;
  if ((await locker.value.getOrder(activeOrderId)) === undefined)
    await settings.update({ activeOrderId: null });
}
