import type { ToastContent } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { type Failure, ok, type Result } from '../../core/result.ts';
import type { LockerError } from '../locker/index.ts';
import type { LockerAccess } from './ports.ts';

/** What the toast says now. The next capture replaces it. */
export interface ToastBoard {
  content(): ToastContent | undefined;
  saySealed(item: Item): Promise<void>;
  sayFailed(failure: Failure<string>): void;
  /** About a recording; a warning stays until it is dismissed. */
  sayRecording(content: RecordingContent): void;
  /** Takes the item out of its order again, back to 收件箱; undefined when there is nothing to undo. */
  undoAssignment(): Promise<Result<ToastContent, LockerError> | undefined>;
  dismiss(): void;
}

/** The window the toast is shown in. */
export interface ToastScreen {
  show(stays: boolean): void;
  hide(): void;
}

type RecordingContent = Extract<ToastContent, { readonly outcome: 'recording' }>;
type Sealed = Extract<ToastContent, { readonly outcome: 'sealed' }>;

/** A {@link ToastBoard} that tells the toast window what changed and shows it. */
export function createToastBoard(
  locker: LockerAccess,
  screen: ToastScreen,
  changed: (content: ToastContent) => void,
): ToastBoard {
  let current: ToastContent | undefined;
  const put = (content: ToastContent) => {
    current = content;
    changed(content);
  };
  return {
    content: () => current,
    saySealed: async (item) => {
      put(await sealedContent(locker, item));
      screen.show(false);
    },
    sayFailed: ({ code, message }) => {
      put({ outcome: 'failed', code, message });
      screen.show(true);
    },
    sayRecording: (content) => {
      put(content);
      screen.show(content.isWarning);
    },
    undoAssignment: async () => {
      const content = current;
      if (content?.outcome !== 'sealed' || content.order === null || !locker.ok) return undefined;
      const undone = await locker.value.assignItems([content.itemId], null, 'undo');
      if (!undone.ok) return undone;
      const after: Sealed = { ...content, order: null, isUndone: true };
      if (current === content) put(after);
      return ok(after);
    },
    dismiss: () => screen.hide(),
  };
}

async function sealedContent(locker: LockerAccess, item: Item): Promise<Sealed> {
  const found = item.orderId === null || !locker.ok ? undefined : await locker.value.getOrder(item.orderId);
  const order =
    found === undefined
      ? null
      : { id: found.order.id, merchant: found.order.facts.merchant, number: found.order.facts.number };
  return { outcome: 'sealed', itemId: item.id, sha256: item.sha256, order, isUndone: false };
}
