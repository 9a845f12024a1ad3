import { Form, Input, Select } from 'antd';
import { type Reply, type ReplyOutcome, replyOutcomes, type Submission } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { focusedFirst, InstantField } from '../../ui/index.ts';
import { ItemPicker, newRecordId, RecordDialog, typedZone, useOpenCase, utcOf } from '../cases/index.ts';

interface ReplyFields {
  readonly outcome: ReplyOutcome;
  readonly at: string;
  readonly text?: string;
  readonly itemIds?: readonly ItemId[];
}

/** What the other side answered, when, in which words, and what shows it. */
export function ReplyDialog({ submission, onClose }: { submission: Submission; onClose: () => void }) {
  const { progress: words } = useTexts();
  const { note } = useOpenCase();
  const [form] = Form.useForm<ReplyFields>();
  const save = async (fields: ReplyFields) => {
    const atUtc = utcOf(fields.at);
    if (atUtc === null) return;
    const reply: Reply = {
      kind: 'reply',
      id: newRecordId('r'),
      submissionId: submission.id,
      atUtc,
      outcome: fields.outcome,
      text: (fields.text ?? '').trim(),
      itemIds: [...(fields.itemIds ?? [])],
    };
    if (await note([reply])) onClose();
  };
  return (
    <RecordDialog
      title={words.replyTitle}
      testId="reply-dialog"
      width={560}
      written={undefined}
      onSave={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        name="reply"
        layout="vertical"
        requiredMark={false}
        initialValues={{ at: new Date().toISOString() }}
        onFinish={(fields: ReplyFields) => void save(fields)}
      >
        <Form.Item
          name="outcome"
          label={words.outcome}
          rules={[{ required: true, message: words.outcomeMissing }]}
        >
          <Select
            {...focusedFirst}
            data-testid="reply-outcome"
            options={replyOutcomes.map((value) => ({
              value,
              label: <span data-testid={`reply-outcome-${value}`}>{words.outcomes[value]}</span>,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="at"
          label={words.at(typedZone())}
          rules={[{ required: true, message: words.atMissing }]}
        >
          <InstantField testId="reply-at" placeholder={words.atPlaceholder} />
        </Form.Item>
        <Form.Item name="text" label={words.text}>
          <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} data-testid="reply-text" />
        </Form.Item>
        <Form.Item name="itemIds" label={words.items}>
          <ItemPicker testId="reply-items" />
        </Form.Item>
      </Form>
    </RecordDialog>
  );
}
