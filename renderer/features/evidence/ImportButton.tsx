import { ImportOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { client } from '../../client.ts';

import { failureText, useLocale, useTexts } from '../../locales/index.ts';
import { Dialog, UntrustedText, useReport } from '../../ui/index.ts';

type Refused = OutputOf<'intake', 'importFiles'>['refused'];

/** Imports files that the user picks in a dialog of the main process; those that were refused are listed with why. */
export function ImportButton({ orderId, isDisabled }: { orderId: OrderId | null; isDisabled: boolean }) {
  const texts = useTexts();
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>([]);

  const importPicked = async () => {
    const picked = await report.settled(client().intake.pickFiles());
    if (picked === undefined || picked.value.ticket === null) return;
    const call = client().intake.importFiles({ ticket: picked.value.ticket, orderId, kind: null });
    const imported = await report.settled(call);
    if (imported === undefined) return;
    if (imported.value.items.length > 0) report.done(texts.imports.done(imported.value.items.length));
    setRefused(imported.value.refused);
  };
  return (
    <>
      <Button
        icon={<ImportOutlined />}
        loading={isBusy}
        disabled={isDisabled}
        data-testid="import-files"
        onClick={() => {
          setBusy(true);
          void importPicked().finally(() => setBusy(false));
        }}
      >
        {texts.imports.button}
      </Button>
      {refused.length > 0 && <RefusedFiles refused={refused} onClose={() => setRefused([])} />}
    </>
  );
}

function RefusedFiles({ refused, onClose }: { refused: Refused; onClose: () => void }) {
  const texts = useTexts();
  const locale = useLocale();
  return (
    <Dialog
      width={680}
      title={texts.imports.refusedTitle(refused.length)}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{texts.app.close}</Button>}
    >
      <p className="secondary" style={{ marginBottom: 8 }}>
        {texts.imports.refusedHint}
      </p>
      <Table
        size="small"
        rowKey={(row) => `${row.fileName} ${row.code}`}
        dataSource={[...refused]}
        pagination={refused.length > 10 ? { pageSize: 10 } : false}
        data-testid="import-refused"
        columns={[
          {
            title: texts.imports.file,
            dataIndex: 'fileName',
            width: '45%',
            render: (name: string) => <UntrustedText text={name} />,
          },
          {
            title: texts.imports.reason,
            dataIndex: 'code',
            render: (_, row) => (
              <>
                {failureText(row, texts, locale)} <code className="tertiary">{row.code}</code>
              </>
            ),
          },
        ]}
      />
    </Dialog>
  );
}
