import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { formatMoney, type Order } from '../../../core/orders/index.ts';
import { client } from '../../client.ts';
import { useAppState, useNavigation } from '../../hooks/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { CopyButton, LocalTime, UntrustedText, useNowMs, useReport } from '../../ui/index.ts';
import { OrderForm } from './OrderForm.tsx';
import { overdueMinutes } from './overdue.ts';

/** Which order this is, at a glance: merchant, product, amount, number, payment, promise. */
export function OrderHeader({ order }: { order: Order }) {
  const texts = useTexts();
  const { go } = useNavigation();
  const { facts } = order;
  return (
    <header className="stack" style={{ gap: 2 }}>
      <div className="row">
        <Button
          type="text"
          size="small"
          icon={<ArrowLeftOutlined />}
          aria-label={texts.orders.back}
          title={texts.orders.back}
          data-testid="order-back"
          onClick={() => go({ name: 'orders' })}
        />
        <h1 className="grow ellipsis" data-testid="order-title">
          <UntrustedText text={facts.merchant} /> <span className="secondary">·</span>{' '}
          <UntrustedText text={facts.product} />
        </h1>
        {facts.amountFen !== null && (
          <span className="figures order-amount">{formatMoney(facts.amountFen)}</span>
        )}
        <OrderActions order={order} />
      </div>
      <div className="row row-wrap secondary order-line">
        <Tag>{texts.domain.statuses[facts.status]}</Tag>
        {order.isArchived && <Tag>{texts.orders.archived}</Tag>}
        <span>
          <UntrustedText text={facts.platform} /> <span className="code">#</span>
          <span className="code">
            <UntrustedText text={facts.number} />
          </span>
          <CopyButton text={facts.number} what={texts.orders.fields.number} />
        </span>
        {facts.paidAtUtc !== null && (
          <span>
            {texts.orders.columns.paid} <LocalTime iso={facts.paidAtUtc} />
          </span>
        )}
        <PromisedDelivery order={order} />
      </div>
    </header>
  );
}

function OrderActions({ order }: { order: Order }) {
  const texts = useTexts();
  const report = useReport();
  const { lockerProblem } = useAppState().state;
  const [isEditing, setEditing] = useState(false);
  const toggleArchived = () =>
    report.settled(client().orders.setArchived({ orderId: order.id, isArchived: !order.isArchived }));
  return (
    <>
      <Button disabled={lockerProblem !== null} data-testid="order-edit" onClick={() => setEditing(true)}>
        {texts.orders.edit}
      </Button>
      <Button
        type="text"
        disabled={lockerProblem !== null}
        data-testid="order-archive"
        onClick={() => void toggleArchived()}
      >
        {order.isArchived ? texts.orders.unarchive : texts.orders.archive}
      </Button>
      {isEditing && <OrderForm order={order} onClose={() => setEditing(false)} onSaved={() => undefined} />}
    </>
  );
}

/** The promised delivery, and while it is awaited how it stands. */
function PromisedDelivery({ order }: { order: Order }) {
  const texts = useTexts();
  const nowMs = useNowMs();
  const { promiseMinutes, promiseText } = order.facts;
  if (promiseMinutes === null) return promiseText === null ? null : <UntrustedText text={promiseText} />;
  const overdue = overdueMinutes(order, nowMs);
  return (
    <span>
      {texts.orders.promise(texts.orders.promiseDuration(promiseMinutes))}
      {overdue !== undefined && (
        <>
          {' · '}
          <strong className={overdue > 0 ? 'order-overdue' : undefined} data-testid="order-overdue">
            {overdueText(overdue, texts)}
          </strong>
        </>
      )}
    </span>
  );
}

function overdueText(minutes: number, texts: Texts): string {
  const { overdue, notDue, elapsed } = texts.orders;
  return minutes > 0 ? overdue(elapsed(minutes)) : notDue(elapsed(-minutes));
}
