import type { EvidenceKind, Item } from '../../../core/evidence/index.ts';
import { AssignDialog } from './AssignDialog.tsx';
import { KindDialog } from './KindDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import type { Evidence } from './use-evidence.ts';

/** The dialogs that an evidence list may have open. */
export function EvidenceDialogs({ evidence }: { evidence: Evidence }) {
  const { dialog } = evidence;
  if (dialog === undefined) return null;
  const { itemIds } = dialog;
  if (dialog.about === 'kind') {
    return (
      <KindDialog
        count={itemIds.length}
        current={commonKind(evidence.items, itemIds)}
        onClose={evidence.closeDialog}
        onPick={(kind) => {
          evidence.closeDialog();
          void evidence.label(itemIds, kind);
        }}
      />
    );
  }
  if (dialog.about === 'remove') {
    return (
      <RemoveDialog
        count={itemIds.length}
        onClose={evidence.closeDialog}
        onRemove={(reason) => {
          evidence.closeDialog();
          void evidence.remove(itemIds, reason);
        }}
      />
    );
  }
  return (
    <AssignDialog
      count={itemIds.length}
      current={evidence.orderId}
      onClose={evidence.closeDialog}
      onPick={(orderId) => {
        evidence.closeDialog();
        void evidence.assign(itemIds, orderId);
      }}
    />
  );
}

function commonKind(items: readonly Item[], itemIds: readonly string[]): EvidenceKind | null | undefined {
  const chosen = new Set(itemIds);
  const kinds = new Set(items.filter((item) => chosen.has(item.id)).map((item) => item.kind));
  const [only] = kinds;
  return kinds.size === 1 ? only : undefined;
}
