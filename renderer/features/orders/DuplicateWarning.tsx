import { Alert, Button, Form, type FormInstance } from 'antd';
import type { OrderId } from '../../../core/orders/index.ts';
import { ok } from '../../../core/result.ts';
import { client } from '../../client.ts';
import { useLatest, useNavigation, useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import type { DraftTexts } from './order-draft-texts.ts';

interface DuplicateWarningProps {
  readonly form: FormInstance<DraftTexts>;
  readonly exceptOrderId: OrderId | null;
  /** Before another order is opened. */
  onLeave(): void;
}

/** While typing: the same platform and number are already in the locker. A warning, not a refusal. */
export function DuplicateWarning({ form, exceptOrderId, onLeave }: DuplicateWarningProps) {
  const texts = useTexts();
  const { go } = useNavigation();
  const platform = (Form.useWatch('platform', form) ?? '').trim().slice(0, 4000);
  const number = (Form.useWatch('number', form) ?? '').trim().slice(0, 4000);
  const isComplete = platform !== '' && number !== '';
  const query = useQuery(`duplicates ${JSON.stringify([platform, number])}`, async () =>
    isComplete ? client().orders.findDuplicates({ platform, number, exceptOrderId }) : ok({ orders: [] }),
  );
  const orders = useLatest(query.value)?.orders ?? [];
  if (!isComplete || orders.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="order-duplicate"
      title={texts.orders.duplicate}
      description={orders.slice(0, 3).map((order) => (
        <div key={order.id} className="row">
          <span className="grow ellipsis">
            <UntrustedText text={order.facts.merchant} /> · <UntrustedText text={order.facts.product} />
          </span>
          <Button
            size="small"
            onClick={() => {
              onLeave();
              go({ name: 'order', orderId: order.id });
            }}
          >
            {texts.orders.openOther}
          </Button>
        </div>
      ))}
    />
  );
}
