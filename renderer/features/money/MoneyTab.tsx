import { ImportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { CaseView } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { type AnyFailure, client, settle } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { FailedLine, useReport } from '../../ui/index.ts';
import { useOpenCase } from '../cases/index.ts';
import { BillSection } from './BillSection.tsx';
import { Payments } from './Payments.tsx';
import { Settlement } from './Settlement.tsx';

/** What a tab of the order's page is given. */
export interface MoneyTabProps {
  readonly orderId: OrderId;
  readonly view: CaseView;
  /** Reads the case again after something was written. */
  readonly onChanged: () => void;
}

/** 钱款: bills of the order, what they say, what was taken over, the sum. */
export function MoneyTab({ orderId, view, onChanged }: MoneyTabProps) {
  const { money: words } = useTexts();
  const { items } = useOpenCase();
  const bills = items.filter(({ kind, mediaType }) => kind === 'E16' && isBill(mediaType));
  return (
    <div className="case-tab" data-testid="money">
      <ImportBar orderId={orderId} onChanged={onChanged} />
      {bills.length === 0 && <p className="tertiary">{words.empty}</p>}
      {bills.map((item) => (
        <BillSection key={item.id} orderId={orderId} item={item} onChanged={onChanged} />
      ))}
      <Payments />
      <Settlement settlement={view.settlement} />
    </div>
  );
}

/** Bills are tables; a picture of one is evidence too, but cannot be read line by line. */
function isBill(mediaType: string): boolean {
  return mediaType.startsWith('text/') || /spreadsheet|excel/.test(mediaType);
}

function ImportBar({ orderId, onChanged }: Omit<MoneyTabProps, 'view'>) {
  const { money: words } = useTexts();
  const { isLocked } = useOpenCase();
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AnyFailure>();
  const importPicked = async () => {
    setFailure(undefined);
    const picked = await report.settled(client().intake.pickFiles());
    if (picked === undefined || picked.value.ticket === null) return;
    const answer = await settle(client().bills.import({ ticket: picked.value.ticket, orderId }));
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    report.done(words.imported);
    onChanged();
  };
  return (
    <>
      <div className="row row-wrap case-tab-bar">
        <span className="secondary grow" title={words.howTo}>
          {words.intro} {words.howTo} {words.oneAtATime}
        </span>
        <Button
          type="primary"
          icon={<ImportOutlined />}
          loading={isBusy}
          disabled={isLocked}
          data-testid="money-import"
          onClick={() => {
            setBusy(true);
            void importPicked().finally(() => setBusy(false));
          }}
        >
          {words.import}
        </Button>
      </div>
      {failure !== undefined && <FailedLine failure={failure} />}
    </>
  );
}
