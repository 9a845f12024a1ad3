import { Form, Input, Radio } from 'antd';
import type { Closing } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { InstantField } from '../../ui/index.ts';
import { fenOf, ItemPicker, RecordDialog, typedZone, useOpenCase, utcOf } from '../cases/index.ts';

const outcomes = ['refunded', 'partly-refunded', 'replaced', 'delivered', 'lost', 'given-up'] as const;

interface ClosingFields {
  readonly outcome: Closing['outcome'];
  readonly refunded?: string;
  readonly at: string;
  readonly note?: string;
  readonly itemIds?: readonly ItemId[];
}

/** How it ended: outcome, what came back, when, and what shows it. */
export function ClosingDialog({ onClose }: { onClose: () => void }) {
  const { progress: words } = useTexts();
  const { note } = useOpenCase();
  const [form] = Form.useForm<ClosingFields>();
  const outcome = Form.useWatch('outcome', form) ?? 'refunded';
  const hasRefund = outcome === 'refunded' || outcome === 'partly-refunded';
  const save = async (fields: ClosingFields) => {
    const atUtc = utcOf(fields.at);
    const refundedFen = hasRefund ? fenOf(fields.refunded) : 0;
    if (atUtc === null || refundedFen === undefined || refundedFen === null) return;
    const closing: Closing = {
      kind: 'closing',
      id: 'closing',
      outcome: fields.outcome,
      refundedFen,
      atUtc,
      note: (fields.note ?? '').trim(),
      itemIds: [...(fields.itemIds ?? [])],
    };
    if (await note([closing])) onClose();
  };
  return (
    <RecordDialog
      title={words.closeTitle}
      testId="closing-dialog"
      width={560}
      written={undefined}
      onSave={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        name="closing"
        layout="vertical"
        requiredMark={false}
        initialValues={{ outcome: 'refunded', at: new Date().toISOString() }}
        onFinish={(fields: ClosingFields) => void save(fields)}
      >
        <Form.Item name="outcome" label={<span id="closing-outcome-label">{words.closingOutcome}</span>}>
          <Radio.Group
            aria-labelledby="closing-outcome-label"
            options={outcomes.map((value) => ({
              value,
              label: <span data-testid={`closing-outcome-${value}`}>{words.closingOutcomes[value]}</span>,
            }))}
          />
        </Form.Item>
        {hasRefund && <RefundedItem />}
        <Form.Item
          name="at"
          label={words.at(typedZone())}
          rules={[{ required: true, message: words.atMissing }]}
        >
          <InstantField testId="closing-at" placeholder={words.atPlaceholder} />
        </Form.Item>
        <Form.Item name="note" label={words.note}>
          <Input.TextArea maxLength={400} autoSize={{ minRows: 2, maxRows: 5 }} />
        </Form.Item>
        <Form.Item name="itemIds" label={words.items}>
          <ItemPicker testId="closing-items" />
        </Form.Item>
      </Form>
    </RecordDialog>
  );
}

function RefundedItem() {
  const { progress: words } = useTexts();
  return (
    <Form.Item
      name="refunded"
      label={words.refunded}
      rules={[
        { required: true, message: words.refundedMissing },
        {
          validator: (_, typed: string | undefined) =>
            fenOf(typed) === undefined ? Promise.reject(new Error(words.amountRefused)) : Promise.resolve(),
        },
      ]}
    >
      <Input inputMode="decimal" maxLength={40} autoComplete="off" data-testid="closing-refunded" />
    </Form.Item>
  );
}
