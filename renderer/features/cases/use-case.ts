import type { CaseView, EventName, RulesView } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import type { ChannelId } from '../../../core/rules/index.ts';
import { client } from '../../client.ts';
import { type Query, useLatest, useQuery } from '../../hooks/index.ts';

// Rules change only when a pack is imported, on another page.
const never: readonly EventName[] = [];

/**
 * The case of an order as it stands, for one reader; read again after every write to the locker. While another reader is
 * looked up, what was shown stays.
 */
export function useCase(orderId: OrderId, channel: ChannelId | null): Query<CaseView> {
  const query = useQuery(`case ${orderId} ${channel ?? ''}`, () =>
    client().cases.get({ orderId, channel, scenario: null }),
  );
  const value = useLatest(query.value);
  return { ...query, value };
}

/** The rules in force. */
export function useRules(): Query<RulesView> {
  return useQuery('rules', () => client().rules.getBook(), never);
}
