import { Select } from 'antd';
import { useMemo } from 'react';
import type { Item, ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatLocalTime } from '../../ui/index.ts';
import { kindName, Thumbnail } from '../evidence/index.ts';
import { useOpenCase } from './use-open-case.tsx';

interface ItemPickerProps {
  /** Given by the form. */
  readonly id?: string;
  readonly value?: readonly ItemId[];
  onChange?(itemIds: readonly ItemId[]): void;
  readonly testId: string;
  /** Where no label stands beside it. */
  readonly label?: string;
}

/** Items of the order to choose from, with their pictures; as many as one likes. */
export function ItemPicker({ id, value = [], onChange, testId, label }: ItemPickerProps) {
  const { fact: words } = useTexts().cases;
  const options = useItemOptions();
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      mode="multiple"
      value={[...value]}
      options={options}
      showSearch={{ optionFilterProp: 'title' }}
      optionRender={({ data }) => <ItemFace item={data.item} testId={`${testId}-${data.value}`} />}
      maxTagCount="responsive"
      placeholder={options.length === 0 ? words.itemsNone : words.itemsPlaceholder}
      notFoundContent={words.itemsNone}
      data-testid={testId}
      onChange={(itemIds: readonly ItemId[]) => onChange?.(itemIds)}
    />
  );
}

/** The items of the order as options, each with the name it has when it is chosen. */
export function useItemOptions() {
  const texts = useTexts();
  const { items } = useOpenCase();
  return useMemo(
    () =>
      items.map((item) => {
        const time = formatLocalTime(item.capturedAtUtc);
        return {
          value: item.id,
          title: `${kindName(item.kind, texts)} ${time}`,
          label: `${item.kind ?? texts.cases.someItem} ${time.slice(11)}`,
          item,
        };
      }),
    [items, texts],
  );
}

/** An item in a list to choose from: picture, kind, time. */
export function ItemFace({ item, testId }: { item: Item; testId: string }) {
  const texts = useTexts();
  return (
    <span className="item-face" data-testid={testId}>
      <span className="item-face-picture">
        <Thumbnail item={item} />
      </span>
      <span className="grow">
        <span className="ellipsis">{kindName(item.kind, texts)}</span>
        <span className="tertiary figures">{formatLocalTime(item.capturedAtUtc)}</span>
      </span>
    </span>
  );
}
