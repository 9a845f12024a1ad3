import { PictureOutlined } from '@ant-design/icons';
import { useState } from 'react';
import type { ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatLocalTime } from '../../ui/index.ts';
import { kindName } from '../evidence/index.ts';
import { useOpenCase } from './use-open-case.tsx';

const SHOWN = 3;

/** The items that something rests on; each opens the viewer. */
export function ItemLinks({ itemIds }: { itemIds: readonly ItemId[] }) {
  const [isWhole, setWhole] = useState(false);
  if (itemIds.length === 0) return null;
  const shown = isWhole ? itemIds : itemIds.slice(0, SHOWN);
  return (
    <span className="item-links">
      {shown.map((itemId) => (
        <ItemLink key={itemId} itemId={itemId} />
      ))}
      {shown.length < itemIds.length && (
        <button type="button" className="item-link" onClick={() => setWhole(true)}>
          +{itemIds.length - shown.length}
        </button>
      )}
    </span>
  );
}

function ItemLink({ itemId }: { itemId: ItemId }) {
  const texts = useTexts();
  const { items, openItem } = useOpenCase();
  const item = items.find(({ id }) => id === itemId);
  const time = item === undefined ? '' : formatLocalTime(item.capturedAtUtc);
  const name = item === undefined ? texts.cases.someItem : kindName(item.kind, texts);
  const seen = `${item?.kind ?? texts.cases.someItem} ${time.slice(11)}`;
  return (
    <button
      type="button"
      className="item-link figures"
      title={`${name} ${time}`}
      aria-label={`${seen} ${texts.cases.openItem(`${name} ${time}`)}`}
      data-testid={`case-item-${itemId}`}
      onClick={() => openItem(itemId)}
    >
      <PictureOutlined aria-hidden /> {seen}
    </button>
  );
}
