import { Form, type FormInstance } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../core/contract/index.ts';
import type { DraftField, Order, OrderId } from '../../../core/orders/index.ts';
import { client } from '../../client.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
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
  const [form] = Form.useForm<DraftTexts>();
  const [initial] = useState(() => draftTextsOf(order));
  const { isSaving, save } = useSaveOrder(form, initial, { order, onClose, onSaved });
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
        data-testid="order-form"
        onFinish={() => void save()}
        onValuesChange={(changed) => clearErrors(form, Object.keys(changed) as DraftField[])}
      >
        <p className="secondary order-form-hint">{texts.orders.requiredHint}</p>
        <OrderFields />
        <DuplicateWarning form={form} exceptOrderId={order?.id ?? null} onLeave={onClose} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Dialog>
  );
}

/** Sends what was typed: a new order whole, of a known one what changed; marks what was refused. */
function useSaveOrder(form: FormInstance<DraftTexts>, initial: DraftTexts, props: OrderFormProps) {
  const texts = useTexts();
  const report = useReport();
  const [isSaving, setSaving] = useState(false);
  const { order, onClose, onSaved } = props;
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
      markRefused(form, saved.value.refused, texts);
      return;
    }
    const { added, changed, duplicateAfter } = texts.orders;
    const done = order === undefined ? added : changed;
    report.done(saved.value.duplicates.length > 0 ? duplicateAfter : done);
    onClose();
    onSaved(saved.value.order.id);
  };
  return { isSaving, save };
}

type Refused = Extract<OutputOf<'orders', 'add'>, { refused: unknown }>['refused'];

function markRefused(form: FormInstance<DraftTexts>, refused: Refused, texts: Texts): void {
  form.setFields(
    refused.map(({ field, code }) => ({ name: field, errors: [refusalText(field, code, texts)] })),
  );
  const [first] = refused;
  if (first !== undefined) form.scrollToField(first.field, { focus: true });
}

function clearErrors(form: FormInstance<DraftTexts>, fields: readonly DraftField[]): void {
  form.setFields(fields.map((name) => ({ name, errors: [] })));
}
