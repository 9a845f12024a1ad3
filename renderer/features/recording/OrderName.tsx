import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';

/** Merchant and number of an order, or 收件箱. */
export function OrderName({ orderId }: { orderId: string | null }) {
  const texts = useTexts();
  return orderId === null ? texts.recording.goesToInbox : <NamedOrder orderId={orderId} />;
}

function NamedOrder({ orderId }: { orderId: string }) {
  const order = useQuery(`order ${orderId}`, () => client().orders.get({ orderId })).value?.order;
  if (order === undefined) return null;
  return (
    <>
      <UntrustedText text={order.facts.merchant} />{' '}
      <span className="code">
        #<UntrustedText text={order.facts.number} />
      </span>
    </>
  );
}
