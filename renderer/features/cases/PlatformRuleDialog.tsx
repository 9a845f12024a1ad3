import { DatePicker, Form, Input } from 'antd';
import dayjs from 'dayjs';
import type { PlatformRule } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { focusedFirst } from '../../ui/index.ts';
import { ItemPicker } from './ItemPicker.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { newRecordId } from './record-id.ts';
import { useOpenCase } from './use-open-case.tsx';

interface RuleFields {
  readonly ruleName: string;
  readonly version?: string;
  readonly publishedOn?: string;
  readonly clause: string;
  readonly quote: string;
  readonly itemIds?: readonly ItemId[];
}

/** A rule of the platform's own, word for word, with the capture that shows it (E10). */
export function PlatformRuleDialog(props: { rule: PlatformRule | undefined; onClose: () => void }) {
  const { platformRule: words } = useTexts().cases;
  const { rule, onClose } = props;
  const { note, view } = useOpenCase();
  const [form] = Form.useForm<RuleFields>();
  const save = async (fields: RuleFields) => {
    const record: PlatformRule = {
      kind: 'platform-rule',
      id: rule?.id ?? newRecordId('r'),
      ruleName: fields.ruleName.trim(),
      version: fields.version?.trim() ?? '',
      publishedOn: fields.publishedOn ?? null,
      clause: fields.clause.trim(),
      quote: fields.quote.trim(),
      itemIds: [...(fields.itemIds ?? [])],
    };
    if (await note([record])) onClose();
  };
  const needed = [{ required: true, whitespace: true, message: words.missing }];
  const captured = view.assessment.kinds.find(({ kind }) => kind === 'E10')?.itemIds ?? [];
  return (
    <RecordDialog
      title={rule === undefined ? words.addTitle : words.editTitle}
      testId="platform-rule-dialog"
      width={600}
      written={rule}
      onSave={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        name="platform-rule"
        layout="vertical"
        requiredMark={false}
        initialValues={rule ?? { itemIds: captured.slice(-1) }}
        onFinish={(fields: RuleFields) => void save(fields)}
      >
        <Form.Item name="ruleName" label={words.ruleName} rules={needed}>
          <Input
            {...focusedFirst}
            maxLength={120}
            placeholder={words.ruleNamePlaceholder}
            data-testid="platform-rule-name"
          />
        </Form.Item>
        <div className="reading-form">
          <Form.Item name="version" label={words.version}>
            <Input maxLength={80} data-testid="platform-rule-version" />
          </Form.Item>
          <Form.Item
            name="publishedOn"
            label={words.publishedOn}
            getValueProps={(day?: string) => ({
              value: day === undefined || day === null ? null : dayjs(day),
            })}
            normalize={(day: dayjs.Dayjs | null) => day?.format('YYYY-MM-DD')}
          >
            <DatePicker style={{ width: '100%' }} data-testid="platform-rule-published" />
          </Form.Item>
          <Form.Item name="clause" label={words.clause} rules={needed}>
            <Input maxLength={60} placeholder={words.clausePlaceholder} data-testid="platform-rule-clause" />
          </Form.Item>
        </div>
        <Form.Item name="quote" label={words.quote} rules={needed}>
          <Input.TextArea
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={2000}
            data-testid="platform-rule-quote"
          />
        </Form.Item>
        <Form.Item name="itemIds" label={words.items}>
          <ItemPicker testId="platform-rule-items" />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </RecordDialog>
  );
}
