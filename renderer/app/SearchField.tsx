import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Item } from '../../core/evidence/index.ts';
import { client } from '../client.ts';
import { kindName, orderOption, originName, sortName, useOrderChoices } from '../features/evidence/index.ts';
import { useAppState, useLatest, useNavigation, useQuery } from '../hooks/index.ts';
import { useTexts } from '../locales/index.ts';
import {
  Dialog,
  Keys,
  LocalTime,
  type PickGroup,
  PickList,
  type PickOption,
  UntrustedText,
} from '../ui/index.ts';

const SHOWN_ITEMS = 20;

/** The way to any order or piece of evidence by typing; Ctrl+K (⌘K) from anywhere. */
export function SearchField() {
  const texts = useTexts();
  const { platform } = useAppState().state;
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isShortcut =
        event.key.toLowerCase() === 'k' && (platform === 'darwin' ? event.metaKey : event.ctrlKey);
      if (!isShortcut || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [platform]);
  return (
    <>
      <Button
        className="search-field"
        icon={<SearchOutlined />}
        aria-keyshortcuts={platform === 'darwin' ? 'Meta+K' : 'Control+K'}
        data-testid="search"
        onClick={() => setOpen(true)}
      >
        <span className="tertiary grow ellipsis search-hint">{texts.app.search}</span>
        <span aria-hidden="true">
          <Keys accelerator={platform === 'darwin' ? 'Command+K' : 'Control+K'} />
        </span>
      </Button>
      {isOpen && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function SearchDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const { place, go } = useNavigation();
  const [search, setSearch] = useState('');
  const hereId = place.name === 'order' ? place.orderId : undefined;
  const orders = useOrderChoices(search);
  const inbox = useFoundItems(null, search);
  const here = useFoundItems(hereId ?? null, search);
  const orderIds = new Set((orders ?? []).map((order) => order.id));
  const groups: PickGroup[] = [
    {
      title: texts.app.searchOrders,
      options: (orders ?? []).map((order) => orderOption(order, 'search-order', false)),
    },
  ];
  if (search.trim() !== '') {
    if (hereId !== undefined) groups.push({ title: texts.app.searchHere, options: here });
    groups.push({ title: texts.app.searchInbox, options: inbox });
  }
  const pick = (id: string) => {
    onClose();
    if (orderIds.has(id)) go({ name: 'order', orderId: id });
    else if (hereId !== undefined && here.some((option) => option.id === id)) {
      go({ name: 'order', orderId: hereId, openItemId: id });
    } else go({ name: 'inbox', openItemId: id });
  };
  return (
    <Dialog footer={null} closable={false} width={600} title={texts.app.search} onCancel={onClose}>
      <PickList
        label={texts.app.search}
        placeholder={texts.app.searchPlaceholder}
        search={search}
        groups={groups}
        emptyText={texts.app.searchNothing}
        testId="search"
        onSearch={(text) => setSearch(text.slice(0, 200))}
        onPick={pick}
        onCancel={onClose}
      />
    </Dialog>
  );
}

function useFoundItems(orderId: string | null, search: string): readonly PickOption[] {
  const wanted = search.trim();
  const query = useQuery(`found ${orderId ?? 'inbox'} ${wanted}`, () =>
    client().evidence.list({ orderId, search: wanted, offset: 0, limit: SHOWN_ITEMS }),
  );
  return (useLatest(query.value)?.items ?? []).map((item) => ({
    id: item.id,
    testId: `search-item-${item.id}`,
    content: <FoundItem item={item} />,
  }));
}

function FoundItem({ item }: { item: Item }) {
  const texts = useTexts();
  const origin = originName(item) || (sortName(item, texts) ?? '');
  return (
    <span className="row">
      <span className="grow ellipsis">
        {kindName(item.kind, texts)}{' '}
        <span className="secondary">
          <UntrustedText text={item.note === '' ? origin : item.note} />
        </span>
      </span>
      <span className="tertiary">
        <LocalTime iso={item.capturedAtUtc} />
      </span>
    </span>
  );
}
