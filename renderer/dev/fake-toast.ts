import type { Client, ToastContent } from '../../core/contract/index.ts';
import { ok } from '../../core/result.ts';
import { fakeItem } from './fake-evidence.ts';
import type { FakeWorld } from './fake-main.ts';

/** The toast of the fake. */
export function fakeToast(world: FakeWorld): Pick<Client, 'toast'> {
  let content = contentOf(world);
  return {
    toast: {
      getContent: async () => ok(content),
      undoAssignment: async () => {
        if (content.outcome === 'sealed') content = { ...content, order: null, isUndone: true };
        return ok(content);
      },
      dismiss: async () => ok(undefined),
      openItem: async () => ok(undefined),
    },
  };
}

function contentOf({ scenario, contents }: FakeWorld): ToastContent {
  if (scenario.toast === 'failed') {
    return { outcome: 'failed', code: 'DISK_FULL', message: '磁盘满了，这次没有存下来。' };
  }
  const { id: itemId, sha256 } = fakeItem(3, null, null);
  const [order] = contents.orders;
  const isFiled = scenario.toast === 'order' && order !== undefined;
  return {
    outcome: 'sealed',
    itemId,
    sha256,
    isUndone: false,
    order: isFiled ? { id: order.id, merchant: order.facts.merchant, number: order.facts.number } : null,
  };
}
