import { Table, Tag } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import type { KeyboardEvent } from 'react';
import type { OrderSummary } from '../../../core/contract/index.ts';
import { formatMoney } from '../../../core/orders/index.ts';
import { useAppState, useNavigation } from '../../hooks/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { RelativeTime, UntrustedText } from '../../ui/index.ts';

const PAGE = 50;

/** Orders as a table; a row is opened by click, Enter or Space, the arrows go from row to row. */
export function OrderTable({ orders }: { orders: readonly OrderSummary[] }) {
  const texts = useTexts();
  const { go } = useNavigation();
  const { activeOrderId } = useAppState().state.settings;
  return (
    <div className="orders-table">
      <Table
        aria-label={texts.orders.table}
        rowKey="id"
        dataSource={[...orders]}
        columns={columns(texts, activeOrderId)}
        pagination={orders.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        rowClassName={(order) => (order.isArchived ? 'order-row order-archived' : 'order-row')}
        onRow={(order) => ({
          'data-testid': `order-row-${order.id}`,
          tabIndex: 0,
          onClick: () => go({ name: 'order', orderId: order.id }),
          onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
            if (event.key === 'Enter' || event.key === ' ') go({ name: 'order', orderId: order.id });
            else if (!moveToRow(event)) return;
            event.preventDefault();
          },
        })}
      />
    </div>
  );
}

function moveToRow(event: KeyboardEvent<HTMLElement>): boolean {
  const row = event.currentTarget;
  const target =
    event.key === 'ArrowDown'
      ? row.nextElementSibling
      : event.key === 'ArrowUp'
        ? row.previousElementSibling
        : undefined;
  if (target === undefined) return false;
  if (target instanceof HTMLElement) target.focus();
  return true;
}

function columns(texts: Texts, activeOrderId: string | null): ColumnsType<OrderSummary> {
  const names = texts.orders.columns;
  return [
    {
      title: names.order,
      key: 'order',
      width: '26%',
      render: (_, order) => <OrderName order={order} isActive={order.id === activeOrderId} />,
    },
    {
      title: names.product,
      key: 'product',
      render: (_, { facts }) => (
        <span>
          <UntrustedText text={facts.product} />{' '}
          <span className="tertiary">{texts.domain.categories[facts.category]}</span>
        </span>
      ),
    },
    {
      title: names.amount,
      key: 'amount',
      align: 'right',
      width: 110,
      className: 'figures',
      render: (_, { facts }) => (facts.amountFen === null ? texts.app.none : formatMoney(facts.amountFen)),
    },
    {
      title: names.status,
      key: 'status',
      width: 110,
      render: (_, { facts }) => texts.domain.statuses[facts.status],
    },
    { title: names.items, dataIndex: 'itemCount', align: 'right', width: 70, className: 'figures' },
    {
      title: names.lastActivity,
      key: 'lastActivity',
      width: 120,
      render: (_, order) => <RelativeTime iso={order.lastActivityUtc} />,
    },
  ];
}

function OrderName({ order, isActive }: { order: OrderSummary; isActive: boolean }) {
  const texts = useTexts();
  return (
    <div className="stack" style={{ gap: 0 }}>
      <span>
        <strong>
          <UntrustedText text={order.facts.merchant} />
        </strong>{' '}
        <span className="tertiary">
          <UntrustedText text={order.facts.platform} />
        </span>{' '}
        {isActive && <Tag color="processing">{texts.orders.isActive}</Tag>}
        {order.isArchived && <Tag>{texts.orders.archived}</Tag>}
      </span>
      <span className="code secondary">
        <UntrustedText text={order.facts.number} />
      </span>
    </div>
  );
}
