import { Select } from 'antd';
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
  const options = useItemOptions(testId);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      mode="multiple"
      value={[...value]}
      options={options}
      showSearch={{ optionFilterProp: 'title' }}
      optionRender={(option) => option.data.face}
      maxTagCount="responsive"
      placeholder={options.length === 0 ? words.itemsNone : words.itemsPlaceholder}
      notFoundContent={words.itemsNone}
      data-testid={testId}
      onChange={(itemIds: readonly ItemId[]) => onChange?.(itemIds)}
    />
  );
}

/** The items of the order as options: a name to show when chosen, a face to choose by. */
export function useItemOptions(testId: string) {
  const texts = useTexts();
  const { items } = useOpenCase();
  return items.map((item) => {
    const time = formatLocalTime(item.capturedAtUtc);
    const name = kindName(item.kind, texts);
    return {
      value: item.id,
      title: `${name} ${time}`,
      label: `${item.kind ?? texts.cases.someItem} ${time.slice(11)}`,
      face: <ItemFace item={item} name={name} time={time} testId={`${testId}-${item.id}`} />,
    };
  });
}

function ItemFace(props: { item: Item; name: string; time: string; testId: string }) {
  return (
    <span className="item-face" data-testid={props.testId}>
      <span className="item-face-picture">
        <Thumbnail item={props.item} />
      </span>
      <span className="grow">
        <span className="ellipsis item-face-name">{props.name}</span>
        <span className="tertiary figures">{props.time}</span>
      </span>
    </span>
  );
}
