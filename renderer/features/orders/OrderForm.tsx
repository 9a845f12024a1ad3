import { Form } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../core/contract/index.ts';
import type { DraftField, Order, OrderId } from '../../../core/orders/index.ts';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { Dialog, useReport } from '../../ui/index.ts';
import { DuplicateWarning } from './DuplicateWarning.tsx';
import { OrderFields } from './OrderFields.tsx';
import { changedFields, type DraftTexts, draftTextsOf, refusalText } from './order-draft-texts.ts';

interface OrderFormProps {
  /** The order to change, or none for a new one. */
  readonly order: Order | undefined;
  onClose(): void;
  onSaved(orderId: OrderId): void;
}

/** Adds or changes an order. Refused fields are marked, all at once; duplicates are pointed out, never forbidden. */
export function OrderForm({ order, onClose, onSaved }: OrderFormProps) {
  const texts = useTexts();
  const report = useReport();
  const [form] = Form.useForm<DraftTexts>();
  const [initial] = useState(() => draftTextsOf(order));
  const [isSaving, setSaving] = useState(false);

  const save = async () => {
    const typed: DraftTexts = { ...initial, ...form.getFieldsValue() };
    setSaving(true);
    const saved = await report.settled(
      order === undefined
        ? client().orders.add(typed)
        : client().orders.change({ orderId: order.id, draft: changedFields(initial, typed) }),
    );
    setSaving(false);
    if (saved === undefined) return;
    if ('refused' in saved.value) {
      showRefused(saved.value.refused);
      return;
    }
    report.done(
      saved.value.duplicates.length > 0
        ? texts.orders.duplicateAfter
        : order === undefined
          ? texts.orders.added
          : texts.orders.changed,
    );
    onClose();
    onSaved(saved.value.order.id);
  };

  const showRefused = (refused: Refused) => {
    form.setFields(
      refused.map(({ field, code }) => ({ name: field, errors: [refusalText(field, code, texts)] })),
    );
    const [first] = refused;
    if (first !== undefined) form.scrollToField(first.field, { focus: true });
  };

  return (
    <Dialog
      width={760}
      title={order === undefined ? texts.orders.addTitle : texts.orders.editTitle}
      okText={texts.app.save}
      cancelText={texts.app.cancel}
      confirmLoading={isSaving}
      okButtonProps={{ 'data-testid': 'order-save' }}
      cancelButtonProps={{ 'data-testid': 'order-cancel' }}
      mask={{ closable: false }}
      centered
      styles={{ body: { maxHeight: 'calc(100vh - 170px)', overflowY: 'auto', paddingInline: 4 } }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        requiredMark
        data-testid="order-form"
        onFinish={() => void save()}
        onValuesChange={(changed) => clearErrors(form, Object.keys(changed) as DraftField[])}
      >
        <p className="secondary" style={{ marginBottom: 10 }}>
          {texts.orders.requiredHint}
        </p>
        <OrderFields />
        <DuplicateWarning form={form} exceptOrderId={order?.id ?? null} onOpen={onSaved} onClose={onClose} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Dialog>
  );
}

type Refused = Extract<OutputOf<'orders', 'add'>, { refused: unknown }>['refused'];

function clearErrors(
  form: ReturnType<typeof Form.useForm<DraftTexts>>[0],
  fields: readonly DraftField[],
): void {
  form.setFields(fields.map((name) => ({ name, errors: [] })));
}
