import { CheckCircleFilled, RightCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Order } from '../../../core/orders/index.ts';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { Keys, useReport } from '../../ui/index.ts';
import { ExportPanel } from '../dossier/index.ts';
import type { Evidence } from '../evidence/index.ts';

interface OrderSideProps {
  readonly order: Order;
  readonly evidence: Evidence;
  readonly itemCount: number;
  onLabel(): void;
}

/** What is here, what to do next, and the way out of the machine. */
export function OrderSide({ order, evidence, itemCount, onLabel }: OrderSideProps) {
  const texts = useTexts();
  const unlabelled = (evidence.query.value ?? []).filter((item) => item.kind === null).length;
  return (
    <>
      <section className="side-section" aria-label={texts.orders.next}>
        <h2>{texts.orders.next}</h2>
        <ActiveStep order={order} />
        <CaptureStep itemCount={itemCount} />
        {itemCount > 0 && (
          <Step isDone={unlabelled === 0}>
            {unlabelled === 0 ? (
              texts.orders.nextExport
            ) : (
              <>
                <p>{texts.orders.nextLabel(unlabelled)}</p>
                <Button size="small" data-testid="label-unlabelled" onClick={onLabel}>
                  {texts.orders.nextLabelAction}
                </Button>
              </>
            )}
          </Step>
        )}
      </section>
      <ExportPanel orderId={order.id} itemCount={itemCount} />
    </>
  );
}

function ActiveStep({ order }: { order: Order }) {
  const texts = useTexts();
  const report = useReport();
  const { state, update } = useAppState();
  const isActive = state.settings.activeOrderId === order.id;
  const set = async (activeOrderId: string | null) => {
    const failure = await update({ activeOrderId });
    if (failure !== undefined) report.failed(failure);
  };
  return (
    <Step isDone={isActive}>
      <p>{isActive ? texts.activeOrder.isActive : texts.orders.nextActive}</p>
      <Button
        size="small"
        type={isActive ? 'text' : 'primary'}
        data-testid={isActive ? 'order-deactivate' : 'order-activate'}
        onClick={() => void set(isActive ? null : order.id)}
      >
        {isActive ? texts.activeOrder.stop : texts.activeOrder.set}
      </Button>
    </Step>
  );
}

function CaptureStep({ itemCount }: { itemCount: number }) {
  const texts = useTexts();
  const { hotkeys } = useAppState().state;
  // Pausing and marking mean nothing before a recording.
  const usable = hotkeys.filter(
    ({ action, state }) => state === 'active' && action !== 'pause' && action !== 'mark',
  );
  // Whoever has pressed a key once knows it.
  const hints = itemCount === 0 ? usable : [];
  return (
    <Step isDone={itemCount > 0}>
      <p>
        <strong data-testid="order-item-count">{texts.orders.nowItems(itemCount)}</strong>
        {hints.length > 0 && <span className="secondary"> · {texts.orders.nextCapture}</span>}
      </p>
      {hints.map((hotkey) => (
        <div key={hotkey.action} className="row">
          <Keys accelerator={hotkey.accelerator} />
          <span className="secondary">{texts.capture[hotkey.action]}</span>
        </div>
      ))}
    </Step>
  );
}

function Step({ isDone, children }: { isDone: boolean; children: ReactNode }) {
  return (
    <div className="step">
      {isDone ? (
        <CheckCircleFilled style={{ color: 'var(--lh-green)' }} aria-hidden />
      ) : (
        <RightCircleOutlined style={{ color: 'var(--lh-ink)' }} aria-hidden />
      )}
      <div className="stack grow" style={{ gap: 4, alignItems: 'flex-start' }}>
        {children}
      </div>
    </div>
  );
}
