import { useCallback } from 'react';
import type { ItemId } from '../../core/evidence/index.ts';
import { type AnyFailure, client, settle } from '../client.ts';
import { useNavigation } from './use-navigation.tsx';

/** Opens the viewer on an item, wherever it is filed now; a failure is returned for the caller to show. */
export function useOpenItem(): (itemId: ItemId) => Promise<AnyFailure | undefined> {
  const { go } = useNavigation();
  return useCallback(
    async (itemId) => {
      const result = await settle(client().evidence.get({ itemId }));
      if (!result.ok) return result.error;
      const { orderId } = result.value.item;
      go(
        orderId === null
          ? { name: 'inbox', openItemId: itemId }
          : { name: 'order', orderId, openItemId: itemId },
      );
      return undefined;
    },
    [go],
  );
}
