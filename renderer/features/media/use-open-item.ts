import { useCallback } from 'react';
import type { ItemId } from '../../../core/evidence/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { client, settle } from '../../client.ts';
import { useNavigation } from '../../hooks/index.ts';

/** Opens the viewer on another item, wherever it is filed now; `lastKnown` is where it was. */
export function useOpenItem(): (itemId: ItemId, lastKnown: OrderId | null) => Promise<void> {
  const { go } = useNavigation();
  return useCallback(
    async (itemId, lastKnown) => {
      const found = await settle(client().evidence.get({ itemId }));
      const orderId = found.ok ? found.value.item.orderId : lastKnown;
      go(
        orderId === null
          ? { name: 'inbox', openItemId: itemId }
          : { name: 'order', orderId, openItemId: itemId },
      );
    },
    [go],
  );
}
