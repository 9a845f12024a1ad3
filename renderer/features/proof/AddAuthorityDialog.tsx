import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { type AnyFailure, client, settle } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { Dialog, FailedLine, focusedFirst, onEnter, UntrustedText, useReport } from '../../ui/index.ts';

interface AuthorityFields {
  readonly name: string;
  readonly url: string;
}

interface PickedRoot {
  readonly ticket: string;
  readonly fileName: string;
}

/** Adds an authority of the user's own; its root certificate comes by a file dialog of the main process. */
export function AddAuthorityDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const words = texts.trustedTime;
  const report = useReport();
  const [form] = Form.useForm<AuthorityFields>();
  const [root, setRoot] = useState<PickedRoot>();
  const [failure, setFailure] = useState<AnyFailure>();
  const [isBusy, setBusy] = useState(false);
  const add = async ({ name, url }: AuthorityFields) => {
    setBusy(true);
    const wanted = { name: name.trim(), url: url.trim(), rootTicket: root?.ticket ?? null };
    const added = await settle(client().timestamps.addAuthority(wanted));
    setBusy(false);
    if (added.ok) {
      report.done(words.added(wanted.name));
      onClose();
    } else setFailure(added.error);
  };
  return (
    <Dialog
      title={words.addTitle}
      okText={words.addDo}
      okButtonProps={{ 'data-testid': 'authority-add-do' }}
      cancelText={texts.app.cancel}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void add(values)}>
        <p className="secondary" style={{ marginBottom: 12 }}>
          {words.addText}
        </p>
        <Form.Item
          name="name"
          label={words.name}
          rules={[{ required: true, whitespace: true, message: words.nameMissing }]}
        >
          <Input
            {...focusedFirst}
            maxLength={80}
            placeholder={words.namePlaceholder}
            data-testid="authority-name"
          />
        </Form.Item>
        <Form.Item
          name="url"
          label={words.url}
          rules={[{ required: true, pattern: /^\s*https?:\/\/\S+\s*$/, message: words.urlInvalid }]}
        >
          <Input
            maxLength={300}
            placeholder={words.urlPlaceholder}
            data-testid="authority-url"
            onPressEnter={onEnter(form.submit)}
          />
        </Form.Item>
        <RootCertificate root={root} onPick={setRoot} />
        {failure !== undefined && <FailedLine failure={failure} />}
      </Form>
    </Dialog>
  );
}

function RootCertificate(props: {
  root: PickedRoot | undefined;
  onPick: (root: PickedRoot | undefined) => void;
}) {
  const words = useTexts().trustedTime;
  const report = useReport();
  const pick = async () => {
    const picked = await report.settled(client().intake.pickFiles());
    if (picked === undefined || picked.value.ticket === null) return;
    props.onPick({ ticket: picked.value.ticket, fileName: picked.value.fileNames[0] ?? '' });
  };
  return (
    <div className="stack" style={{ gap: 4 }}>
      <span className="secondary">{words.root}</span>
      <div className="row">
        <Button data-testid="authority-root" onClick={() => void pick()}>
          {words.rootPick}
        </Button>
        {props.root !== undefined && (
          <>
            <span className="ellipsis">
              <UntrustedText text={props.root.fileName} />
            </span>
            <Button type="text" size="small" onClick={() => props.onPick(undefined)}>
              {words.rootClear}
            </Button>
          </>
        )}
      </div>
      <span className="tertiary settings-hint">{words.rootHint}</span>
    </div>
  );
}
