import { Button, Input } from 'antd';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { ImportButton } from './ImportButton.tsx';
import { emptySelection, selectAll } from './selection.ts';
import type { Evidence } from './use-evidence.ts';

/** Count, selection, filter and import above a list of evidence. */
export function EvidenceToolbar({ evidence }: { evidence: Evidence }) {
  const texts = useTexts();
  const { lockerProblem } = useAppState().state;
  const ids = [...evidence.selection.ids];
  return (
    <div className={ids.length === 0 ? 'evidence-toolbar' : 'evidence-toolbar has-selection'}>
      <span
        className="secondary figures"
        style={{ whiteSpace: 'nowrap' }}
        data-testid="evidence-count"
        aria-live="polite"
      >
        {ids.length === 0 ? texts.evidence.count(evidence.items.length) : texts.evidence.selected(ids.length)}
      </span>
      {ids.length === 0 ? (
        <Button
          size="small"
          type="text"
          disabled={evidence.items.length === 0}
          data-testid="select-all"
          onClick={() => evidence.select(selectAll)}
        >
          {texts.evidence.selectAll}
        </Button>
      ) : (
        <SelectionButtons evidence={evidence} ids={ids} />
      )}
      <span className="grow" />
      <span className="row evidence-tools">
        <Input
          allowClear
          style={{ width: 200, minWidth: 96 }}
          value={evidence.search}
          placeholder={texts.evidence.filter}
          aria-label={texts.evidence.filter}
          data-testid="evidence-filter"
          onChange={(event) => evidence.setSearch(event.target.value.slice(0, 200))}
        />
        <ImportButton orderId={evidence.orderId} isDisabled={lockerProblem !== null} />
      </span>
    </div>
  );
}

function SelectionButtons({ evidence, ids }: { evidence: Evidence; ids: readonly string[] }) {
  const texts = useTexts();
  const isLocked = useAppState().state.lockerProblem !== null;
  return (
    <>
      <Button size="small" data-testid="bulk-label" onClick={() => evidence.ask('kind', ids)}>
        {texts.evidence.label}
      </Button>
      <Button size="small" data-testid="bulk-assign" onClick={() => evidence.ask('order', ids)}>
        {texts.evidence.assign}
      </Button>
      <Button
        size="small"
        danger
        disabled={isLocked}
        data-testid="bulk-remove"
        onClick={() => evidence.ask('remove', ids)}
      >
        {texts.proof.removal.action}
      </Button>
      <Button
        size="small"
        type="text"
        data-testid="bulk-clear"
        onClick={() => evidence.select(() => emptySelection)}
      >
        {texts.evidence.clear}
      </Button>
    </>
  );
}
