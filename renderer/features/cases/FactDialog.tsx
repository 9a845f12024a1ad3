import { Form, Input, Select } from 'antd';
import { type CaseFact, type FactKind, factKinds } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { focusedFirst, InstantField } from '../../ui/index.ts';
import { ItemPicker } from './ItemPicker.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { newRecordId } from './record-id.ts';
import { fenOf, typedFen, typedZone, utcOf } from './typed.ts';
import { useOpenCase } from './use-open-case.tsx';

interface FactFields {
  readonly what?: FactKind;
  readonly at?: string;
  readonly amount?: string;
  readonly text?: string;
  readonly itemIds?: readonly ItemId[];
}

/** Facts in which money changes hands. */
const withAmount: ReadonlySet<FactKind> = new Set([
  'ordered',
  'paid',
  'charged',
  'charged-again',
  'refund-demanded',
  'merchant-promised',
  'refund-received',
  'loss',
  'other',
]);

/** One thing that happened: what, when, how much, in words, and what shows it. */
export function FactDialog({ fact, onClose }: { fact: CaseFact | undefined; onClose: () => void }) {
  const { fact: words } = useTexts().cases;
  const { note } = useOpenCase();
  const [form] = Form.useForm<FactFields>();
  const what = Form.useWatch('what', form) ?? fact?.what;
  const save = async (fields: FactFields) => {
    const amountFen = fenOf(fields.amount);
    if (fields.what === undefined || amountFen === undefined) return;
    const record: CaseFact = {
      kind: 'fact',
      id: fact?.id ?? newRecordId('f'),
      what: fields.what,
      atUtc: utcOf(fields.at),
      amountFen: withAmount.has(fields.what) ? amountFen : null,
      text: (fields.text ?? '').trim(),
      itemIds: [...(fields.itemIds ?? [])],
    };
    if (await note([record])) onClose();
  };
  return (
    <RecordDialog
      title={fact === undefined ? words.addTitle : words.editTitle}
      testId="fact-dialog"
      width={560}
      written={fact}
      onSave={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        name="fact"
        layout="vertical"
        requiredMark={false}
        initialValues={fieldsOf(fact)}
        onFinish={(fields: FactFields) => void save(fields)}
      >
        <Form.Item name="what" label={words.what} rules={[{ required: true, message: words.kindMissing }]}>
          <Select
            {...focusedFirst}
            showSearch={{ optionFilterProp: 'title' }}
            data-testid="fact-what"
            options={factKinds.map((kind) => ({
              value: kind,
              title: words.kinds[kind],
              label: <span data-testid={`fact-what-${kind}`}>{words.kinds[kind]}</span>,
            }))}
          />
        </Form.Item>
        <Form.Item name="at" label={words.at(typedZone())} extra={words.atHint}>
          <InstantField testId="fact-at" placeholder={words.atPlaceholder} />
        </Form.Item>
        {what !== undefined && withAmount.has(what) && <AmountItem />}
        <Form.Item name="text" label={words.text} extra={words.textHint}>
          <Input.TextArea maxLength={400} autoSize={{ minRows: 2, maxRows: 5 }} data-testid="fact-text" />
        </Form.Item>
        <Form.Item name="itemIds" label={words.items}>
          <ItemPicker testId="fact-items" />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </RecordDialog>
  );
}

function AmountItem() {
  const { fact: words } = useTexts().cases;
  return (
    <Form.Item
      name="amount"
      label={words.amount}
      rules={[
        {
          validator: (_, typed: string | undefined) =>
            fenOf(typed) === undefined ? Promise.reject(new Error(words.amountRefused)) : Promise.resolve(),
        },
      ]}
    >
      <Input inputMode="decimal" maxLength={40} autoComplete="off" data-testid="fact-amount" />
    </Form.Item>
  );
}

function fieldsOf(fact: CaseFact | undefined): FactFields {
  if (fact === undefined) return {};
  return {
    what: fact.what,
    at: fact.atUtc ?? '',
    amount: typedFen(fact.amountFen),
    text: fact.text,
    itemIds: fact.itemIds,
  };
}
