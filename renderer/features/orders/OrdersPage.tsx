import { PlusOutlined, SortAscendingOutlined, SortDescendingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select, Space } from 'antd';
import { useState } from 'react';
import type { InputOf, OrderSummary } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useAppState, useLatest, useNavigation, useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { EmptyState, FailureNotice } from '../../ui/index.ts';
import { OrderForm } from './OrderForm.tsx';
import { OrderTable } from './OrderTable.tsx';
import './orders.css';

type ListInput = InputOf<'orders', 'list'>;
const sorts = ['lastActivity', 'added', 'paid', 'amount', 'merchant'] as const;

/** All orders: search, sort, archived or not, and the form for a new one. */
export function OrdersPage() {
  const texts = useTexts();
  const { place, go } = useNavigation();
  const { lockerProblem } = useAppState().state;
  const [isAdding, setAdding] = useState(place.name === 'orders' && place.isAdding === true);
  const [wanted, setWanted] = useState<ListInput>({
    search: '',
    sortBy: 'lastActivity',
    isDescending: true,
    includeArchived: false,
  });
  const query = useQuery(`orders ${JSON.stringify(wanted)}`, () =>
    client().orders.list({ ...wanted, search: wanted.search.trim() }),
  );
  const orders = useLatest(query.value)?.orders;
  const isUnfiltered = wanted.search === '';
  return (
    <div className="orders-page">
      <header className="page-head row">
        <div className="grow">
          <h1>{texts.orders.title}</h1>
          <p className="secondary">
            {orders === undefined ? texts.app.loading : texts.orders.subtitle(orders.length)}
          </p>
        </div>
        <Button
          type="primary"
          icon={<PlusOutlined />}
          disabled={lockerProblem !== null}
          data-testid="order-add"
          onClick={() => setAdding(true)}
        >
          {texts.orders.add}
        </Button>
      </header>
      <OrdersToolbar wanted={wanted} onChange={setWanted} />
      {query.failure !== undefined && orders === undefined ? (
        <FailureNotice failure={query.failure} onRetry={query.refresh} />
      ) : (
        <OrdersList orders={orders} isUnfiltered={isUnfiltered} onAdd={() => setAdding(true)} />
      )}
      {isAdding && (
        <OrderForm
          order={undefined}
          onClose={() => setAdding(false)}
          onSaved={(orderId) => go({ name: 'order', orderId })}
        />
      )}
    </div>
  );
}

function OrdersList(props: {
  orders: readonly OrderSummary[] | undefined;
  isUnfiltered: boolean;
  onAdd: () => void;
}) {
  const texts = useTexts();
  if (props.orders === undefined) return null;
  if (props.orders.length > 0) return <OrderTable orders={props.orders} />;
  if (!props.isUnfiltered) return <div className="empty-state">{texts.orders.nothingFound}</div>;
  return (
    <EmptyState title={texts.orders.emptyTitle} text={texts.orders.emptyText} testId="orders-empty">
      <Button type="primary" onClick={props.onAdd}>
        {texts.orders.add}
      </Button>
    </EmptyState>
  );
}

function OrdersToolbar({ wanted, onChange }: { wanted: ListInput; onChange: (wanted: ListInput) => void }) {
  const texts = useTexts();
  const direction = wanted.isDescending ? texts.orders.descending : texts.orders.ascending;
  return (
    <div className="evidence-toolbar">
      <Input
        allowClear
        style={{ width: 280 }}
        value={wanted.search}
        placeholder={texts.orders.search}
        aria-label={texts.orders.search}
        data-testid="orders-search"
        onChange={(event) => onChange({ ...wanted, search: event.target.value.slice(0, 200) })}
      />
      <Space.Compact>
        <Select
          style={{ width: 130 }}
          value={wanted.sortBy}
          aria-label={texts.orders.sort}
          data-testid="orders-sort"
          options={sorts.map((sort) => ({ value: sort, label: texts.orders.sorts[sort] }))}
          onChange={(sortBy) => onChange({ ...wanted, sortBy })}
        />
        <Button
          icon={wanted.isDescending ? <SortDescendingOutlined /> : <SortAscendingOutlined />}
          aria-label={direction}
          title={direction}
          data-testid="orders-direction"
          onClick={() => onChange({ ...wanted, isDescending: !wanted.isDescending })}
        />
      </Space.Compact>
      <Checkbox
        checked={wanted.includeArchived}
        data-testid="orders-archived"
        onChange={(event) => onChange({ ...wanted, includeArchived: event.target.checked })}
      >
        {texts.orders.showArchived}
      </Checkbox>
    </div>
  );
}
