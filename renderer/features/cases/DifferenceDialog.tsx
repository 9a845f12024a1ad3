import { Form, Input } from 'antd';
import type { Difference } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { focusedFirst } from '../../ui/index.ts';
import { ItemPicker } from './ItemPicker.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { newRecordId } from './record-id.ts';
import { useOpenCase } from './use-open-case.tsx';

interface DifferenceFields {
  readonly feature: string;
  readonly promised: string;
  readonly actual: string;
  readonly promisedItemIds?: readonly ItemId[];
  readonly actualItemIds?: readonly ItemId[];
}

/** One property: as it was promised, as it came, and what shows each. */
export function DifferenceDialog(props: { difference: Difference | undefined; onClose: () => void }) {
  const { compare: words } = useTexts().cases;
  const { difference, onClose } = props;
  const { note } = useOpenCase();
  const [form] = Form.useForm<DifferenceFields>();
  const save = async (fields: DifferenceFields) => {
    const record: Difference = {
      kind: 'difference',
      id: difference?.id ?? newRecordId('d'),
      feature: fields.feature.trim(),
      promised: fields.promised.trim(),
      actual: fields.actual.trim(),
      promisedItemIds: [...(fields.promisedItemIds ?? [])],
      actualItemIds: [...(fields.actualItemIds ?? [])],
    };
    if (await note([record])) onClose();
  };
  const needed = [{ required: true, whitespace: true, message: words.missing }];
  return (
    <RecordDialog
      title={difference === undefined ? words.addTitle : words.editTitle}
      testId="difference-dialog"
      width={640}
      written={difference}
      onSave={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        name="difference"
        layout="vertical"
        requiredMark={false}
        initialValues={difference ?? {}}
        onFinish={(fields: DifferenceFields) => void save(fields)}
      >
        <Form.Item name="feature" label={words.feature} rules={needed}>
          <Input
            {...focusedFirst}
            maxLength={80}
            placeholder={words.featurePlaceholder}
            data-testid="difference-feature"
          />
        </Form.Item>
        <div className="reading-form">
          <Form.Item name="promised" label={words.promised} rules={needed}>
            <Input
              maxLength={200}
              placeholder={words.promisedPlaceholder}
              data-testid="difference-promised"
            />
          </Form.Item>
          <Form.Item name="actual" label={words.actual} rules={needed}>
            <Input maxLength={200} placeholder={words.actualPlaceholder} data-testid="difference-actual" />
          </Form.Item>
          <Form.Item name="promisedItemIds" label={words.promisedItems}>
            <ItemPicker testId="difference-promised-items" />
          </Form.Item>
          <Form.Item name="actualItemIds" label={words.actualItems}>
            <ItemPicker testId="difference-actual-items" />
          </Form.Item>
        </div>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </RecordDialog>
  );
}
