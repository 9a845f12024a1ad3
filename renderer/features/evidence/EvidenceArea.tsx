import type { ReactNode } from 'react';
import { useTexts } from '../../locales/index.ts';
import { FailureNotice } from '../../ui/index.ts';
import { EvidenceDialogs } from './EvidenceDialogs.tsx';
import { EvidenceGrid } from './EvidenceGrid.tsx';
import { EvidenceTimeline } from './EvidenceTimeline.tsx';
import { EvidenceToolbar } from './EvidenceToolbar.tsx';
import type { Evidence } from './use-evidence.ts';
import { Viewer } from './viewer/index.ts';

interface EvidenceAreaProps {
  readonly evidence: Evidence;
  readonly view: 'grid' | 'timeline';
  /** Shown when there is nothing here yet. */
  readonly empty: ReactNode;
}

/** A list of evidence with its toolbar, dialogs and viewer. */
export function EvidenceArea({ evidence, view, empty }: EvidenceAreaProps) {
  const texts = useTexts();
  return (
    <>
      <EvidenceToolbar evidence={evidence} />
      <EvidenceContent evidence={evidence} view={view} empty={empty} />
      {evidence.items.length > 0 && <div className="evidence-keys">{texts.evidence.keys}</div>}
      {evidence.viewedId !== undefined && <Viewer evidence={evidence} itemId={evidence.viewedId} />}
      <EvidenceDialogs evidence={evidence} />
    </>
  );
}

function EvidenceContent({ evidence, view, empty }: EvidenceAreaProps) {
  const texts = useTexts();
  const { query } = evidence;
  if (query.value === undefined && query.failure !== undefined) {
    return <FailureNotice failure={query.failure} onRetry={query.refresh} />;
  }
  if (query.value === undefined) return <div className="empty-state secondary">{texts.app.loading}</div>;
  if (evidence.items.length === 0) {
    return evidence.search === '' ? empty : <div className="empty-state">{texts.evidence.filterNone}</div>;
  }
  return view === 'grid' ? <EvidenceGrid evidence={evidence} /> : <EvidenceTimeline evidence={evidence} />;
}
