import type { OrderSummary } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useLatest, useQuery } from '../../hooks/index.ts';
import { type PickOption, UntrustedText } from '../../ui/index.ts';

const SHOWN = 60;

/** Orders to choose from, the liveliest first; a search looks through all that are not archived. */
export function useOrderChoices(search: string): readonly OrderSummary[] | undefined {
  const query = useQuery(`order-choices ${search}`, () =>
    client().orders.list({
      search: search.trim(),
      sortBy: 'lastActivity',
      isDescending: true,
      includeArchived: false,
    }),
  );
  return useLatest(query.value)?.orders.slice(0, SHOWN);
}

/** An order as something to pick. */
export function orderOption(order: OrderSummary, testIdPrefix: string, isChosen: boolean): PickOption {
  return {
    id: order.id,
    testId: `${testIdPrefix}-${order.id}`,
    isChosen,
    content: <OrderLines order={order} />,
  };
}

/** Merchant and product over the order number: enough to tell orders apart. */
export function OrderLines({ order }: { order: OrderSummary }) {
  const { merchant, product, number } = order.facts;
  return (
    <span className="stack" style={{ gap: 0 }}>
      <span className="ellipsis">
        <UntrustedText text={merchant} /> <span className="secondary">· </span>
        <span className="secondary">
          <UntrustedText text={product} />
        </span>
      </span>
      <span className="tertiary code ellipsis">
        <UntrustedText text={number} />
      </span>
    </span>
  );
}
