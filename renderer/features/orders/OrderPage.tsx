import { Tabs } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { client } from '../../client.ts';
import { useAppState, useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { EmptyState, FailureNotice, Keys } from '../../ui/index.ts';
import { EvidenceArea, RunningImports, SelectionPanel, useEvidence } from '../evidence/index.ts';
import { OrderFactsTab } from './OrderFactsTab.tsx';
import { OrderHeader } from './OrderHeader.tsx';
import { OrderSide } from './OrderSide.tsx';
import './orders.css';

const tabs = ['grid', 'timeline', 'facts'] as const;
type Tab = (typeof tabs)[number];

/** One order: its facts, its evidence, what to do next. */
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
  const evidence = useEvidence(order.id, tab !== 'timeline');
  const names: Readonly<Record<Tab, string>> = {
    grid: texts.app.evidence,
    timeline: texts.evidence.timeline,
    facts: texts.orders.factsTitle,
  };
  return (
    <div className="page">
      <div className="page-head order-head">
        <OrderHeader order={order} />
        <Tabs
          activeKey={tab}
          onChange={(key) => setTab(tabs.find((name) => name === key) ?? 'grid')}
          items={tabs.map((name) => ({
            key: name,
            label: <span data-testid={`order-tab-${name}`}>{names[name]}</span>,
          }))}
        />
      </div>
      <div className="page-body">
        {tab === 'facts' ? (
          <OrderFactsTab order={order} history={found.history} />
        ) : (
          <EvidenceArea evidence={evidence} view={tab} empty={<EmptyOrder />} />
        )}
      </div>
      <aside className="page-side" aria-label={texts.orders.next}>
        <RunningImports />
        {tab !== 'facts' && <SelectionPanel evidence={evidence} />}
        <OrderSide
          order={order}
          evidence={evidence}
          itemCount={found.itemCount}
          onLabel={() => {
            setTab('grid');
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

function EmptyOrder() {
  const texts = useTexts();
  const { hotkeys } = useAppState().state;
  const screen = hotkeys.find((hotkey) => hotkey.action === 'screen' && hotkey.state === 'active');
  return (
    <EmptyState title={texts.orders.emptyTitle2} text={texts.orders.emptyText2} testId="order-empty">
      {screen !== undefined && <Keys accelerator={screen.accelerator} isLarge />}
    </EmptyState>
  );
}
