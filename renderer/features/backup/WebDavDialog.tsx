import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { BackupState } from '../../../core/contract/index.ts';
import { type AnyFailure, client, settle } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { Dialog, FailedLine, focusedFirst, onEnter, useReport } from '../../ui/index.ts';

interface WebDavFields {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

interface WebDavDialogProps {
  readonly webDav: BackupState['webDav'];
  onChanged(state: BackupState): void;
  onClose(): void;
}

/** Where on a WebDAV server backups go. The password goes to main and never comes back. */
export function WebDavDialog({ webDav, onChanged, onClose }: WebDavDialogProps) {
  const texts = useTexts();
  const words = texts.backup;
  const report = useReport();
  const [form] = Form.useForm<WebDavFields>();
  const [failure, setFailure] = useState<AnyFailure>();
  const [isBusy, setBusy] = useState(false);
  const configure = async (wanted: WebDavFields | null) => {
    setBusy(true);
    const changed = await settle(client().backup.configureWebDav(wanted));
    setBusy(false);
    if (!changed.ok) {
      setFailure(changed.error);
      return;
    }
    report.done(wanted === null ? words.turnedOff : words.saved);
    onChanged(changed.value);
    onClose();
  };
  const save = ({ url, user, password }: WebDavFields) =>
    void configure({ url: url.trim(), user: user.trim(), password });
  return (
    <Dialog
      title={words.webDavTitle}
      onCancel={onClose}
      footer={
        <div className="row">
          {webDav !== null && (
            <Button data-testid="webdav-off" disabled={isBusy} onClick={() => void configure(null)}>
              {words.turnOff}
            </Button>
          )}
          <span className="grow" />
          <Button onClick={onClose}>{texts.app.cancel}</Button>
          <Button type="primary" loading={isBusy} data-testid="webdav-save" onClick={form.submit}>
            {words.save}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ url: webDav?.url ?? '', user: webDav?.user ?? '', password: '' }}
        onFinish={save}
      >
        <p className="secondary" style={{ marginBottom: 12 }}>
          {words.webDavHint}
        </p>
        <Form.Item
          name="url"
          label={words.url}
          rules={[{ required: true, whitespace: true, message: words.urlMissing }]}
        >
          <Input
            {...focusedFirst}
            maxLength={400}
            placeholder={words.urlPlaceholder}
            data-testid="webdav-url"
          />
        </Form.Item>
        <Form.Item
          name="user"
          label={words.user}
          rules={[{ required: true, whitespace: true, message: words.userMissing }]}
        >
          <Input maxLength={200} autoComplete="off" data-testid="webdav-user" />
        </Form.Item>
        <Form.Item
          name="password"
          label={words.password}
          extra={words.passwordHint}
          rules={[{ required: true, message: words.passwordNeeded }]}
        >
          <Input.Password
            maxLength={400}
            autoComplete="new-password"
            data-testid="webdav-password"
            onPressEnter={onEnter(form.submit)}
          />
        </Form.Item>
        {failure !== undefined && <FailedLine failure={failure} />}
      </Form>
    </Dialog>
  );
}
