import type { ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatLocalTime } from '../../ui/index.ts';
import { kindName, Thumbnail } from '../evidence/index.ts';
import { useOpenCase } from './use-open-case.tsx';

/** Small pictures of the items that show something; each opens the viewer. Nothing when there are none. */
export function ItemThumbs({ itemIds }: { itemIds: readonly ItemId[] }) {
  const texts = useTexts();
  const { items, openItem } = useOpenCase();
  const found = items.filter(({ id }) => itemIds.includes(id));
  if (found.length === 0) return null;
  return (
    <span className="item-thumbs">
      {found.map((item) => {
        const name = `${kindName(item.kind, texts)} ${formatLocalTime(item.capturedAtUtc)}`;
        return (
          <button
            key={item.id}
            type="button"
            className="item-thumb"
            title={name}
            aria-label={texts.cases.openItem(name)}
            data-testid={`case-thumb-${item.id}`}
            onClick={() => openItem(item.id)}
          >
            <Thumbnail item={item} />
            <span className="item-thumb-kind">{item.kind ?? texts.cases.someItem}</span>
          </button>
        );
      })}
    </span>
  );
}
