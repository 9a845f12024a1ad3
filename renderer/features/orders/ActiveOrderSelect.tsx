import { AimOutlined, DownOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useRef, useState } from 'react';
import { client } from '../../client.ts';
import { useAppState, useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { type PickGroup, PickList, UntrustedText, useReport } from '../../ui/index.ts';
import { orderOption, useOrderChoices } from '../evidence/index.ts';

const NONE = 'none';

/** 正在取证: which order new captures go to. */
export function ActiveOrderSelect() {
  const texts = useTexts();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const { activeOrderId } = useAppState().state.settings;
  return (
    <Popover
      open={isOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      onOpenChange={setOpen}
      content={<ActiveOrderChoices onDone={close} />}
    >
      <Button
        ref={button}
        className="active-order"
        icon={<AimOutlined />}
        data-testid="active-order"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
      >
        <span className="secondary">{texts.activeOrder.label}</span>
        <span className="ellipsis grow active-order-name">
          {activeOrderId === null ? texts.activeOrder.none : <ActiveOrderName orderId={activeOrderId} />}
        </span>
        <DownOutlined style={{ fontSize: 10 }} />
      </Button>
    </Popover>
  );
}

function ActiveOrderName({ orderId }: { orderId: string }) {
  const order = useQuery(`order ${orderId}`, () => client().orders.get({ orderId })).value?.order;
  if (order === undefined) return null;
  return (
    <>
      <UntrustedText text={order.facts.merchant} /> #<UntrustedText text={order.facts.number} />
    </>
  );
}

function ActiveOrderChoices({ onDone }: { onDone: () => void }) {
  const texts = useTexts();
  const report = useReport();
  const { state, update } = useAppState();
  const [search, setSearch] = useState('');
  const orders = useOrderChoices(search);
  const { activeOrderId } = state.settings;
  const none = {
    id: NONE,
    content: texts.activeOrder.noneOption,
    testId: 'active-order-option-none',
    isChosen: activeOrderId === null,
  };
  const groups: PickGroup[] = [
    {
      title: texts.app.orders,
      options: (orders ?? []).map((order) =>
        orderOption(order, 'active-order-option', order.id === activeOrderId),
      ),
    },
    { title: '', options: search === '' ? [none] : [] },
  ];
  const pick = async (id: string) => {
    onDone();
    const failure = await update({ activeOrderId: id === NONE ? null : id });
    if (failure !== undefined) report.failed(failure);
  };
  return (
    <div style={{ width: 360 }}>
      <p className="secondary" style={{ marginBottom: 8 }}>
        {texts.activeOrder.hint}
      </p>
      <PickList
        label={texts.activeOrder.placeholder}
        placeholder={texts.evidence.assignSearch}
        search={search}
        groups={groups}
        emptyText={texts.orders.nothingFound}
        testId="active-order"
        onSearch={setSearch}
        onPick={(id) => void pick(id)}
        onCancel={onDone}
      />
    </div>
  );
}
