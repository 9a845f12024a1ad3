import { useCallback, useState } from 'react';
import type { OutputOf } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import type { ChannelId } from '../../../core/rules/index.ts';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailureNotice } from '../../ui/index.ts';
import { CaseSide, useCase, useRules } from '../cases/index.ts';
import { EvidenceDialogs, RunningImports, SelectionPanel, useEvidence, Viewer } from '../evidence/index.ts';
import { CaseFrame } from './CaseFrame.tsx';
import { OrderHeader } from './OrderHeader.tsx';
import { OrderSide } from './OrderSide.tsx';
import { OrderTabBody } from './OrderTabBody.tsx';
import { type EvidenceView, OrderTabs, type Tab } from './OrderTabs.tsx';
import './orders.css';

/** One order: its evidence, what happened, what is missing, what to do next. */
export function OrderPage({ orderId }: { orderId: OrderId }) {
  const texts = useTexts();
  const query = useQuery(`order ${orderId}`, () => client().orders.get({ orderId }));
  if (query.value !== undefined) return <LoadedOrderPage found={query.value} />;
  if (query.failure !== undefined) return <FailureNotice failure={query.failure} onRetry={query.refresh} />;
  return <div className="empty-state secondary">{texts.app.loading}</div>;
}

function LoadedOrderPage({ found }: { found: OutputOf<'orders', 'get'> }) {
  const texts = useTexts();
  const { order } = found;
  const [tab, setTab] = useState<Tab>('grid');
  const [view, setView] = useState<EvidenceView>('grid');
  const [channel, setChannel] = useState<ChannelId | null>(null);
  const evidence = useEvidence(order.id, view === 'grid');
  const caseQuery = useCase(order.id, channel);
  const rules = useRules();
  const { view: openItem, setSearch } = evidence;
  const open = useCallback(
    (itemId: string) => {
      // The viewer goes through the list as it is on screen; a filter might hide the item.
      setSearch('');
      openItem(itemId);
    },
    [setSearch, openItem],
  );
  const go = (next: Tab) => {
    if (next !== 'grid') setSearch('');
    setTab(next);
  };
  const frame = { order, caseQuery, rules, items: evidence.items, onOpenItem: open };
  return (
    <div className="page">
      <div className="page-head order-head">
        <OrderHeader order={order} />
        <OrderTabs tab={tab} view={view} onTab={go} onView={setView} />
      </div>
      <div className="page-body">
        <OrderTabBody tab={tab} view={view} found={found} evidence={evidence} frame={frame} />
        {tab !== 'grid' && evidence.viewedId !== undefined && (
          <>
            <Viewer evidence={evidence} itemId={evidence.viewedId} />
            <EvidenceDialogs evidence={evidence} />
          </>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a column that scrolls must be reached by keyboard */}
      <aside className="page-side" aria-label={texts.orders.next} tabIndex={0}>
        <RunningImports />
        {tab === 'grid' && <SelectionPanel evidence={evidence} />}
        <CaseFrame {...frame}>
          {() => <CaseSide channel={channel} onChannel={setChannel} onBills={() => go('money')} />}
        </CaseFrame>
        <OrderSide
          order={order}
          evidence={evidence}
          itemCount={found.itemCount}
          onLabel={() => {
            go('grid');
            setView('grid');
            const unlabelled = evidence.items.filter((item) => item.kind === null).map((item) => item.id);
            const [first] = unlabelled;
            evidence.select(() => ({ ids: new Set(unlabelled), activeId: first, anchorId: first }));
            document.querySelector<HTMLElement>('[data-testid="evidence-list"]')?.focus();
          }}
        />
      </aside>
    </div>
  );
}
