import { Form, Input } from 'antd';
import { useState } from 'react';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { Dialog, focusedFirst, onEnter, useReport } from '../../ui/index.ts';

/** What the contract asks of a passphrase. */
const SHORTEST = 8;
const LONGEST = 400;

interface Passphrases {
  readonly passphrase: string;
  readonly again: string;
}

/** Asks for a passphrase, twice; main then asks where to save. */
export function ExportKeyDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const { key: words } = texts.proof;
  const report = useReport();
  const [form] = Form.useForm<Passphrases>();
  const [isBusy, setBusy] = useState(false);
  const save = async ({ passphrase }: Passphrases) => {
    setBusy(true);
    const saved = await report.settled(client().proof.exportKey({ passphrase }));
    setBusy(false);
    if (saved?.value.isSaved !== true) return;
    report.done(words.exported);
    onClose();
  };
  return (
    <Dialog
      title={words.exportTitle}
      okText={words.exportDo}
      okButtonProps={{ 'data-testid': 'key-export-do' }}
      cancelText={texts.app.cancel}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void save(values)}>
        <p className="secondary" style={{ marginBottom: 12 }}>
          {words.exportText}
        </p>
        <Form.Item
          name="passphrase"
          label={words.passphrase}
          extra={words.passphraseHint}
          rules={[{ required: true, min: SHORTEST, message: words.passphraseShort }]}
        >
          <Input.Password
            {...focusedFirst}
            maxLength={LONGEST}
            autoComplete="new-password"
            data-testid="key-passphrase"
          />
        </Form.Item>
        <Form.Item
          name="again"
          label={words.passphraseAgain}
          dependencies={['passphrase']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value: unknown) =>
                value === getFieldValue('passphrase')
                  ? Promise.resolve()
                  : Promise.reject(new Error(words.passphraseDiffers)),
            }),
          ]}
        >
          <Input.Password
            maxLength={LONGEST}
            autoComplete="new-password"
            data-testid="key-passphrase-again"
            onPressEnter={onEnter(form.submit)}
          />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
