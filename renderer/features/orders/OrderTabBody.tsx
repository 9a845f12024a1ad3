import type { CaseView, OutputOf } from '../../../core/contract/index.ts';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { EmptyState, Keys } from '../../ui/index.ts';
import { CompareTab, StoryTab } from '../cases/index.ts';
import { type Evidence, EvidenceArea } from '../evidence/index.ts';
import { LettersTab } from '../letters/index.ts';
import { MoneyTab } from '../money/index.ts';
import { ProgressTab } from '../progress/index.ts';
import { CaseFrame, type CaseFrameProps } from './CaseFrame.tsx';
import { OrderFactsTab } from './OrderFactsTab.tsx';
import type { EvidenceView, Tab } from './OrderTabs.tsx';

interface OrderTabBodyProps {
  readonly tab: Tab;
  readonly view: EvidenceView;
  readonly found: OutputOf<'orders', 'get'>;
  readonly evidence: Evidence;
  readonly frame: Omit<CaseFrameProps, 'children'>;
}

/** What the chosen tab shows. */
export function OrderTabBody({ tab, view, found, evidence, frame }: OrderTabBodyProps) {
  if (tab === 'grid') return <EvidenceArea evidence={evidence} view={view} empty={<EmptyOrder />} />;
  if (tab === 'facts') return <OrderFactsTab order={found.order} history={found.history} />;
  const { refresh } = frame.caseQuery;
  return (
    <CaseFrame {...frame}>
      {(caseView) => <CaseTab tab={tab} orderId={found.order.id} view={caseView} onChanged={refresh} />}
    </CaseFrame>
  );
}

interface CaseTabProps {
  readonly tab: Exclude<Tab, 'grid' | 'facts'>;
  readonly orderId: string;
  readonly view: CaseView;
  onChanged(): void;
}

function CaseTab({ tab, orderId, view, onChanged }: CaseTabProps) {
  const given = { orderId, view, onChanged };
  switch (tab) {
    case 'story':
      return <StoryTab />;
    case 'compare':
      return <CompareTab />;
    case 'money':
      return <MoneyTab {...given} />;
    case 'letters':
      return <LettersTab {...given} />;
    case 'progress':
      return <ProgressTab {...given} />;
  }
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
