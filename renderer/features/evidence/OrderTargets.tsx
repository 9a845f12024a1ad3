import { Button, Input } from 'antd';
import { useState } from 'react';
import type { OrderSummary } from '../../../core/contract/index.ts';
import { useNavigation } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { useDropTarget } from './drag.ts';
import type { Evidence } from './use-evidence.ts';
import { OrderLines, useOrderChoices } from './use-order-choices.tsx';

const SHOWN = 8;

/** Orders to drop evidence on, or to click with evidence selected. */
export function OrderTargets({ evidence }: { evidence: Evidence }) {
  const texts = useTexts();
  const { go } = useNavigation();
  const [search, setSearch] = useState('');
  const orders = useOrderChoices(search);
  const isEmpty = orders !== undefined && orders.length === 0;
  return (
    <section className="side-section" aria-label={texts.inbox.targets}>
      <h2>{texts.inbox.targets}</h2>
      {isEmpty && search === '' ? (
        <>
          <p className="secondary">{texts.inbox.targetsNone}</p>
          <Button type="primary" onClick={() => go({ name: 'orders', isAdding: true })}>
            {texts.orders.add}
          </Button>
        </>
      ) : (
        <>
          <p className="secondary">{texts.inbox.targetsHint}</p>
          <Input
            allowClear
            value={search}
            placeholder={texts.inbox.targetsSearch}
            aria-label={texts.inbox.targetsSearch}
            data-testid="targets-search"
            onChange={(event) => setSearch(event.target.value.slice(0, 200))}
          />
          {orders?.slice(0, SHOWN).map((order) => (
            <OrderTarget key={order.id} order={order} evidence={evidence} />
          ))}
          {isEmpty && <p className="secondary">{texts.orders.nothingFound}</p>}
        </>
      )}
    </section>
  );
}

function OrderTarget({ order, evidence }: { order: OrderSummary; evidence: Evidence }) {
  const texts = useTexts();
  const { isOver, handlers } = useDropTarget((itemIds) => void evidence.assign(itemIds, order.id));
  const ids = [...evidence.selection.ids];
  return (
    <button
      type="button"
      className={isOver ? 'drop-target is-over' : 'drop-target'}
      aria-disabled={ids.length === 0}
      title={ids.length === 0 ? undefined : texts.inbox.targetDrop(ids.length)}
      data-testid={`order-target-${order.id}`}
      onClick={() => {
        if (ids.length > 0) void evidence.assign(ids, order.id);
      }}
      {...handlers}
    >
      <OrderLines order={order} />
    </button>
  );
}
