import { useCallback, useRef, useState } from 'react';
import type { CaptureMode, EvidenceKind, ItemId } from '../../../core/evidence/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { client, settle } from '../../client.ts';
import { useAppState, useEvent } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { useReport } from '../../ui/index.ts';
import { kindName } from '../evidence/index.ts';

/** Ways to get an item of a wanted kind. */
export interface GuidedCapture {
  /** The kind that is being captured or imported right now. */
  readonly busyKind: EvidenceKind | undefined;
  capture(kind: EvidenceKind, mode: CaptureMode, delaySeconds: 0 | 5): void;
  /** Opens the choice of what to record; the recording gets its kind when it ends. */
  record(kind: EvidenceKind): void;
  importFile(kind: EvidenceKind): void;
}

/** Makes the order the active one, captures, and names the kind of what was sealed. */
export function useGuidedCapture(orderId: OrderId): GuidedCapture {
  const report = useReport();
  const texts = useTexts();
  const { state, update } = useAppState();
  const [busyKind, setBusyKind] = useState<EvidenceKind>();
  const { activeOrderId } = state.settings;

  const activate = useCallback(async () => {
    if (activeOrderId === orderId) return true;
    const failure = await update({ activeOrderId: orderId });
    if (failure !== undefined) report.failed(failure);
    return failure === undefined;
  }, [activeOrderId, orderId, update, report]);
  const label = useCallback(
    async (itemIds: readonly ItemId[], kind: EvidenceKind) => {
      if (itemIds.length === 0) return;
      const done = await report.settled(client().evidence.label({ itemIds: [...itemIds], kind }));
      if (done !== undefined) report.done(texts.cases.guided.labelled(kindName(kind, texts)));
    },
    [report, texts],
  );
  const expectRecording = useExpectedRecording(orderId, label);
  const during = (kind: EvidenceKind, work: () => Promise<void>) => {
    setBusyKind(kind);
    void work().finally(() => setBusyKind(undefined));
  };

  return {
    busyKind,
    capture: (kind, mode, delaySeconds) =>
      during(kind, async () => {
        if (!(await activate())) return;
        const taken = await settle(client().capture.take({ mode, delaySeconds }));
        if (taken.ok) {
          const itemIds = taken.value.items.map(({ id }) => id);
          await label(itemIds, kind);
        } else if (taken.error.code !== 'CAPTURE_CANCELLED') {
          report.failed(taken.error, texts.cases.guided.failed);
        }
      }),
    record: (kind) => {
      expectRecording(kind);
      void activate().then((isActive) => {
        // The choice of what to record belongs to the top bar, and there is one of it.
        if (isActive) document.querySelector<HTMLElement>('[data-testid="record"]')?.click();
      });
    },
    importFile: (kind) =>
      during(kind, async () => {
        const picked = await report.settled(client().intake.pickFiles());
        if (picked === undefined || picked.value.ticket === null) return;
        const { ticket } = picked.value;
        const imported = await report.settled(client().intake.importFiles({ ticket, orderId, kind }));
        if (imported === undefined) return;
        const [refused] = imported.value.refused;
        if (refused !== undefined) report.failed(refused);
        else report.done(texts.imports.done(imported.value.items.length));
      }),
  };
}

/** Names the kind of the next recording that ends in this order without one. */
function useExpectedRecording(
  orderId: OrderId,
  label: (itemIds: readonly ItemId[], kind: EvidenceKind) => Promise<void>,
): (kind: EvidenceKind) => void {
  const expected = useRef<EvidenceKind>(undefined);
  useEvent('recordingEnded', ({ itemId }) => {
    const kind = expected.current;
    expected.current = undefined;
    if (kind === undefined || itemId === null) return;
    void settle(client().evidence.get({ itemId })).then((found) => {
      // The recording's own notice says what became of it; here only its name is at stake.
      if (found.ok && found.value.item.orderId === orderId && found.value.item.kind === null) {
        void label([itemId], kind);
      }
    });
  });
  return useCallback((kind) => {
    expected.current = kind;
  }, []);
}
