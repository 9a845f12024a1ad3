import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { activeKeys, EmptyState, Keys } from '../../ui/index.ts';
import { EvidenceArea } from './EvidenceArea.tsx';
import { OrderTargets } from './OrderTargets.tsx';
import { RunningImports } from './RunningImports.tsx';
import { SelectionPanel } from './SelectionPanel.tsx';
import { useEvidence } from './use-evidence.ts';

/** Evidence that belongs to no order yet, and the orders to file it under. */
export function InboxPage() {
  const texts = useTexts();
  const evidence = useEvidence(null, true);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{texts.inbox.title}</h1>
        <p className="secondary">{texts.inbox.subtitle(evidence.items.length)}</p>
      </header>
      <div className="page-body">
        <EvidenceArea evidence={evidence} view="grid" empty={<EmptyInbox />} />
      </div>
      <aside className="page-side" aria-label={texts.inbox.targets}>
        <RunningImports />
        <OrderTargets evidence={evidence} />
        <SelectionPanel evidence={evidence} />
      </aside>
    </div>
  );
}

function EmptyInbox() {
  const texts = useTexts();
  const { hotkeys } = useAppState().state;
  const screen = activeKeys(hotkeys, 'screen');
  const record = activeKeys(hotkeys, 'record');
  return (
    <EmptyState title={texts.inbox.emptyTitle} text={texts.inbox.emptyText} testId="inbox-empty">
      {screen !== '' && <Keys accelerator={screen} isLarge />}
      {record !== '' && (
        <p>
          {texts.inbox.emptyRecord} <Keys accelerator={record} />
        </p>
      )}
    </EmptyState>
  );
}
