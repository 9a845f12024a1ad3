import { Form, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { Submission } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import type { ChannelId } from '../../../core/rules/index.ts';
import { client } from '../../client.ts';
import { useJob } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { HashText, InstantField, useReport } from '../../ui/index.ts';
import { ItemPicker, newRecordId, RecordDialog, typedZone, useOpenCase, utcOf } from '../cases/index.ts';
import { letterToKeep, type WrittenLetter } from './versions.ts';

interface SubmissionFields {
  readonly channel: ChannelId;
  readonly at: string;
  readonly receipt?: string;
  readonly text: string;
  readonly itemIds?: readonly ItemId[];
}

/** 我已提交: to whom, when, the receipt, the exact words and the package that went along. */
export function SubmissionDialog(props: { orderId: OrderId; written: WrittenLetter; onClose: () => void }) {
  const { letters } = useTexts();
  const words = letters.submission;
  const { book, view, note } = useOpenCase();
  const packageSha256 = useLastPackage(props.orderId);
  const [form] = Form.useForm<SubmissionFields>();
  const save = async (fields: SubmissionFields) => {
    const atUtc = utcOf(fields.at);
    if (atUtc === null) return;
    const sent = { ...props.written, channel: fields.channel, text: fields.text };
    const kept = letterToKeep(view.records, {
      ...sent,
      isEdited: sent.isEdited || sent.text !== props.written.text,
    });
    const submission: Submission = {
      kind: 'submission',
      id: newRecordId('s'),
      channel: fields.channel,
      atUtc,
      receivedAtUtc: null,
      receiptNumber: (fields.receipt ?? '').trim(),
      packageSha256,
      letterId: kept.record.id,
      text: fields.text,
      itemIds: [...(fields.itemIds ?? [])],
    };
    if (await note(kept.isNew ? [kept.record, submission] : [submission])) props.onClose();
  };
  return (
    <RecordDialog
      title={words.title}
      testId="submission-dialog"
      width={620}
      written={undefined}
      onSave={() => form.submit()}
      onClose={props.onClose}
    >
      <p className="secondary">{words.intro}</p>
      <Form
        form={form}
        name="submission"
        layout="vertical"
        requiredMark={false}
        initialValues={{
          channel: props.written.channel,
          at: new Date().toISOString(),
          text: props.written.text,
        }}
        onFinish={(fields: SubmissionFields) => void save(fields)}
      >
        <Form.Item name="channel" label={letters.channel}>
          <Select options={book.channels.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item
          name="at"
          label={words.at(typedZone())}
          rules={[{ required: true, message: words.atMissing }]}
        >
          <InstantField testId="submission-at" placeholder={words.atPlaceholder} />
        </Form.Item>
        <Form.Item name="receipt" label={words.receipt} extra={words.receiptHint}>
          <Input maxLength={80} autoComplete="off" data-testid="submission-receipt" />
        </Form.Item>
        <Form.Item name="text" label={words.text}>
          <Input.TextArea
            maxLength={20_000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            data-testid="submission-text"
          />
        </Form.Item>
        <Form.Item name="itemIds" label={words.items}>
          <ItemPicker testId="submission-items" />
        </Form.Item>
      </Form>
      <p className="secondary">{words.package}</p>
      {packageSha256 === null ? <p>{words.packageNone}</p> : <HashText hash={packageSha256} />}
    </RecordDialog>
  );
}

/** Hash of the package that was exported last while the window is open; null when none was. */
function useLastPackage(orderId: OrderId): string | null {
  const { jobId, progress } = useJob(`export ${orderId}`);
  const { settled } = useReport();
  const [sha256, setSha256] = useState<string | null>(null);
  const isDone = progress?.state === 'done';
  useEffect(() => {
    if (jobId === undefined || !isDone) return undefined;
    let isStale = false;
    void settled(client().dossier.getResult({ jobId })).then((answer) => {
      if (!isStale && answer !== undefined) setSha256(answer.value.packageSha256);
    });
    return () => {
      isStale = true;
    };
  }, [jobId, isDone, settled]);
  return sha256;
}
