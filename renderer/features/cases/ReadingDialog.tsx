import { Checkbox, Form, type FormInstance, Input, Select } from 'antd';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { type Reading, recordsOf } from '../../../core/cases/index.ts';
import type { Item, ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { InstantField, UntrustedText } from '../../ui/index.ts';
import { altText, isShownAsPicture, originalUrl, Thumbnail } from '../evidence/index.ts';
import { ItemFace, useItemOptions } from './ItemPicker.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import {
  type ReadingFields,
  type ReadingLine,
  readingFields,
  readingLineNames,
  readingLines,
  readingOf,
  suggestions,
} from './reading-fields.ts';
import { fenOf, typedZone } from './typed.ts';
import { useOpenCase } from './use-open-case.tsx';

/** 从证据取来: the picture on one side, what can be read in it on the other. */
export function ReadingDialog(props: {
  /** Items that the question is about: the first of them that was not read comes first. */
  about?: readonly ItemId[];
  onClose: () => void;
}) {
  const { about = [], onClose } = props;
  const { reading: words } = useTexts().cases;
  const { items, view, note } = useOpenCase();
  const readings = useMemo(
    () =>
      recordsOf(
        view.records.map(({ record }) => record),
        'reading',
      ),
    [view.records],
  );
  const [itemId, setItemId] = useState(() => {
    const asked = items.filter(({ id }) => about.includes(id));
    return (firstUnread(asked, readings) ?? firstUnread(items, readings))?.id;
  });
  const item = items.find(({ id }) => id === itemId);
  const written = readings.find(({ id }) => id === itemId);
  const [form] = Form.useForm<ReadingFields>();
  const [isRefused, setRefused] = useState(false);
  const loadedFor = useRef<ItemId>(undefined);
  useEffect(() => {
    // Only when another item is chosen: what is being typed outlives every refresh of the case.
    if (loadedFor.current === itemId) return;
    loadedFor.current = itemId;
    form.resetFields();
    form.setFieldsValue(readingFields(written));
    setRefused(false);
  }, [form, itemId, written]);
  const save = async (fields: ReadingFields) => {
    if (item === undefined) return;
    const record = readingOf(item.id, fields);
    setRefused(record === undefined);
    if (record !== undefined && (await note([record]))) onClose();
  };
  return (
    <RecordDialog
      title={words.title}
      testId="reading-dialog"
      width={980}
      written={written}
      onSave={() => form.submit()}
      onClose={onClose}
    >
      <div className="reading">
        <div className="stack">
          <ReadItem itemId={itemId} readings={readings} onItem={setItemId} />
          {item !== undefined && <Original item={item} />}
          <p className="secondary">{words.hint}</p>
        </div>
        <Form
          form={form}
          name="reading"
          layout="vertical"
          className="reading-form"
          initialValues={readingFields(written)}
          onFinish={(fields: ReadingFields) => void save(fields)}
        >
          <Shows item={item} />
          <ReadingInputs form={form} />
          {isRefused && (
            <p className="failed-line reading-wide" role="alert" data-testid="reading-refused">
              {words.empty}
            </p>
          )}
          <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
        </Form>
      </div>
    </RecordDialog>
  );
}

/** Items with a kind come first: they are what the rules ask for. */
function firstUnread(items: readonly Item[], readings: readonly Reading[]): Item | undefined {
  const unread = items.filter(({ id }) => !readings.some((reading) => reading.id === id));
  return unread.find(({ kind }) => kind !== null) ?? unread[0] ?? items[0];
}

function ReadItem(props: {
  itemId: ItemId | undefined;
  readings: readonly Reading[];
  onItem: (itemId: ItemId) => void;
}) {
  const { reading: words, fact } = useTexts().cases;
  const id = useId();
  const options = useItemOptions().map((option) =>
    props.readings.some((reading) => reading.id === option.value)
      ? { ...option, label: `${option.label} · ${words.isRead}` }
      : option,
  );
  return (
    <div className="row">
      <label htmlFor={id} className="secondary">
        {words.pick}
      </label>
      <Select
        id={id}
        className="grow"
        value={props.itemId ?? null}
        options={options}
        showSearch={{ optionFilterProp: 'title' }}
        optionRender={({ data }) => <ItemFace item={data.item} testId={`reading-item-${data.value}`} />}
        notFoundContent={fact.itemsNone}
        placeholder={fact.itemsNone}
        data-testid="reading-item"
        onChange={props.onItem}
      />
    </div>
  );
}

function Original({ item }: { item: Item }) {
  const texts = useTexts();
  return (
    <div className="reading-picture">
      {isShownAsPicture(item) ? (
        <img src={originalUrl(item.id)} alt={altText(item, texts)} data-testid="reading-picture" />
      ) : (
        <Thumbnail item={item} />
      )}
    </div>
  );
}

function Shows({ item }: { item: Item | undefined }) {
  const { reading: words } = useTexts().cases;
  const { book } = useOpenCase();
  const kind = item?.kind ?? null;
  const mustShow = kind === null ? [] : book.evidenceKinds[kind].mustShow;
  if (mustShow.length === 0) return <p className="tertiary reading-wide">{words.showsNone}</p>;
  return (
    <Form.Item
      name="shows"
      className="reading-wide"
      label={<span id="reading-shows-label">{words.shows}</span>}
    >
      <Checkbox.Group
        aria-labelledby="reading-shows-label"
        data-testid="reading-shows"
        options={mustShow.map((what) => ({ value: what, label: what }))}
      />
    </Form.Item>
  );
}

function ReadingInputs({ form }: { form: FormInstance<ReadingFields> }) {
  const { reading: words, fact } = useTexts().cases;
  const known = suggestions(useOpenCase().order.facts);
  const extra = (name: ReadingLine | 'amount') => {
    const value = known[name];
    return value === undefined ? undefined : (
      <button
        type="button"
        className="suggestion"
        data-testid={`reading-${name}-same`}
        onClick={() => form.setFieldsValue({ [name]: value })}
      >
        <UntrustedText text={words.suggestion(value)} />
      </button>
    );
  };
  return (
    <>
      {readingLineNames.slice(0, 2).map((name) => (
        <LineItem key={name} name={name} extra={extra(name)} />
      ))}
      <Form.Item
        name="amount"
        label={words.fields.amount}
        extra={extra('amount')}
        rules={[
          {
            validator: (_, typed: string | undefined) =>
              fenOf(typed) === undefined ? Promise.reject(new Error(fact.amountRefused)) : Promise.resolve(),
          },
        ]}
      >
        <Input inputMode="decimal" maxLength={40} autoComplete="off" data-testid="reading-amount" />
      </Form.Item>
      <Form.Item name="shownAt" label={words.shownAt(typedZone())}>
        <InstantField testId="reading-shownAt" placeholder={fact.atPlaceholder} />
      </Form.Item>
      {readingLineNames.slice(2).map((name) => (
        <LineItem key={name} name={name} extra={extra(name)} />
      ))}
    </>
  );
}

function LineItem({ name, extra }: { name: ReadingLine; extra: ReactNode }) {
  const { reading: words } = useTexts().cases;
  return (
    <Form.Item
      name={name}
      label={words.fields[name]}
      extra={extra}
      {...(name === 'shownText' ? { className: 'reading-wide' } : {})}
    >
      <Input maxLength={readingLines[name]} autoComplete="off" data-testid={`reading-${name}`} />
    </Form.Item>
  );
}
