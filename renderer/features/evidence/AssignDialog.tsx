import { useState } from 'react';
import type { OrderId } from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';
import { Dialog, type PickGroup, PickList } from '../../ui/index.ts';
import { orderOption, useOrderChoices } from './use-order-choices.tsx';

const INBOX = 'inbox';

interface AssignDialogProps {
  readonly count: number;
  /** Where they are now. */
  readonly current: OrderId | null;
  onPick(orderId: OrderId | null): void;
  onClose(): void;
}

/** Files some items under an order, or puts them back into the inbox. */
export function AssignDialog({ count, current, onPick, onClose }: AssignDialogProps) {
  const texts = useTexts();
  const [search, setSearch] = useState('');
  const orders = useOrderChoices(search);
  const groups: PickGroup[] = [
    {
      title: texts.app.orders,
      options: (orders ?? []).map((order) => orderOption(order, 'assign-option', order.id === current)),
    },
  ];
  if (current !== null && search === '') {
    groups.push({
      title: '',
      options: [{ id: INBOX, content: texts.evidence.assignInbox, testId: 'assign-option-inbox' }],
    });
  }
  return (
    <Dialog title={texts.evidence.assignTitle(count)} footer={null} width={520} onCancel={onClose}>
      <div data-testid="assign-dialog">
        <PickList
          label={texts.evidence.assign}
          placeholder={texts.evidence.assignSearch}
          search={search}
          groups={groups}
          emptyText={emptyText(search, orders === undefined, texts)}
          testId="assign"
          onSearch={setSearch}
          onPick={(id) => onPick(id === INBOX ? null : id)}
          onCancel={onClose}
        />
      </div>
    </Dialog>
  );
}

function emptyText(search: string, isLoading: boolean, texts: ReturnType<typeof useTexts>): string {
  if (isLoading) return texts.app.loading;
  return search === '' ? texts.evidence.noOrders : texts.orders.nothingFound;
}
