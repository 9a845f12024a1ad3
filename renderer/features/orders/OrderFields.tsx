import { Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  type DraftField,
  orderCategories,
  orderStatuses,
  paymentChannels,
} from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';
import { focusedFirst, HiddenCharacters, hasHiddenCharacters, InstantField } from '../../ui/index.ts';

/** What the contract lets through: a longer paste would be refused as a wrong call, not as a wrong field. */
const MAX_TYPED = 4000;

/** The fields of an order in the order in which a buyer finds them. */
export function OrderFields() {
  const texts = useTexts();
  return (
    <>
      <Section title={texts.orders.sections.what}>
        <LineField field="platform" isRequired />
        <LineField field="merchant" isRequired />
        <LineField field="number" isRequired />
        <LineField field="product" isRequired />
        <Field field="category" isWide>
          <Radio.Group
            optionType="button"
            data-testid="order-form-category"
            options={orderCategories.map((category) => ({
              value: category,
              label: texts.domain.categories[category],
            }))}
          />
        </Field>
      </Section>
      <Section title={texts.orders.sections.money}>
        <LineField field="amount" />
        <Field field="paymentChannel">
          <Choice
            field="paymentChannel"
            choices={paymentChannels}
            names={texts.domain.paymentChannels}
            isClearable
          />
        </Field>
        <Instant field="orderedAt" />
        <Instant field="paidAt" />
        <LineField field="transactionNumber" />
      </Section>
      <Section title={texts.orders.sections.promise}>
        <LineField field="promiseMinutes" />
        <LineField field="promiseText" />
        <Field field="status">
          <Choice field="status" choices={orderStatuses} names={texts.domain.statuses} />
        </Field>
        <Field field="notes" isWide>
          <Input.TextArea
            maxLength={MAX_TYPED}
            autoSize={{ minRows: 2, maxRows: 6 }}
            data-testid="order-form-notes"
          />
        </Field>
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="order-form-section">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Field(props: {
  field: DraftField;
  isRequired?: boolean;
  isWide?: boolean;
  extra?: ReactNode;
  children: ReactNode;
}) {
  const texts = useTexts();
  return (
    <Form.Item
      name={props.field}
      label={texts.orders.fields[props.field]}
      required={props.isRequired === true}
      extra={props.extra}
      {...(props.isWide === true ? { className: 'order-form-wide' } : {})}
    >
      {props.children}
    </Form.Item>
  );
}

function LineField({ field, isRequired = false }: { field: DraftField; isRequired?: boolean }) {
  const texts = useTexts();
  const typed: unknown = Form.useWatch(field);
  // Order numbers are pasted from web pages, which like to hide zero-width characters in them.
  const extra =
    typeof typed === 'string' && hasHiddenCharacters(typed) ? <HiddenCharacters text={typed} /> : undefined;
  return (
    <Field field={field} isRequired={isRequired} extra={extra}>
      <Input
        maxLength={MAX_TYPED}
        placeholder={texts.orders.placeholders[field]}
        data-testid={`order-form-${field}`}
        autoComplete="off"
        inputMode={field === 'amount' ? 'decimal' : 'text'}
        {...(field === 'platform' ? focusedFirst : {})}
      />
    </Field>
  );
}

function Instant({ field }: { field: 'orderedAt' | 'paidAt' }) {
  const texts = useTexts();
  return (
    <Field field={field}>
      <InstantField testId={`order-form-${field}`} placeholder={texts.orders.placeholders[field]} />
    </Field>
  );
}

function Choice(props: {
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
  field: DraftField;
  choices: readonly string[];
  names: Readonly<Record<string, string>>;
  isClearable?: boolean;
}) {
  const texts = useTexts();
  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      value={props.value === '' ? undefined : props.value}
      allowClear={props.isClearable === true}
      placeholder={texts.orders.placeholders[props.field]}
      data-testid={`order-form-${props.field}`}
      options={props.choices.map((choice) => ({ value: choice, label: props.names[choice] }))}
      onChange={(value: string | undefined) => props.onChange?.(value ?? '')}
    />
  );
}
