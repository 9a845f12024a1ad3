import { AppstoreOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { useTexts } from '../../locales/index.ts';

const tabs = ['grid', 'story', 'compare', 'money', 'letters', 'progress', 'facts'] as const;
/** The parts of an order's page; `grid` is its evidence. */
export type Tab = (typeof tabs)[number];
/** How the evidence lies: as cards, or one below the other by time. */
export type EvidenceView = 'grid' | 'timeline';

interface OrderTabsProps {
  readonly tab: Tab;
  readonly view: EvidenceView;
  onTab(tab: Tab): void;
  onView(view: EvidenceView): void;
}

/** The tabs of an order, and beside them how the evidence lies. */
export function OrderTabs({ tab, view, onTab, onView }: OrderTabsProps) {
  const { tabs: names } = useTexts().cases;
  const nameOf = (name: Tab) => (name === 'grid' ? names.evidence : names[name]);
  return (
    // Beside the tabs, not among them: a list of tabs holds nothing else.
    <div className="order-tabs">
      <Tabs
        activeKey={tab}
        onChange={(key) => onTab(tabs.find((name) => name === key) ?? 'grid')}
        items={tabs.map((name) => ({
          key: name,
          label: <span data-testid={`order-tab-${name}`}>{nameOf(name)}</span>,
        }))}
      />
      {tab === 'grid' && <Views view={view} onView={onView} />}
    </div>
  );
}

function Views({ view, onView }: Pick<OrderTabsProps, 'view' | 'onView'>) {
  const { evidenceView, views } = useTexts().cases;
  const icons = { grid: <AppstoreOutlined />, timeline: <UnorderedListOutlined /> };
  const testIds = { grid: 'order-view-grid', timeline: 'order-tab-timeline' };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a pair of toggles is a group by role, there is no element
    <span className="order-views" role="group" aria-label={evidenceView}>
      {(['grid', 'timeline'] as const).map((name) => (
        <Button
          key={name}
          type="text"
          size="small"
          icon={icons[name]}
          aria-pressed={view === name}
          aria-label={views[name]}
          title={views[name]}
          className={view === name ? 'is-pressed' : ''}
          data-testid={testIds[name]}
          onClick={() => onView(name)}
        />
      ))}
    </span>
  );
}
