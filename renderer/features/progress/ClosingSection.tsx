import { Button } from 'antd';
import { useState } from 'react';
import { recordsOf } from '../../../core/cases/index.ts';
import { formatMoney } from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';
import { LocalTime, UntrustedText } from '../../ui/index.ts';
import { ItemLinks, useOpenCase } from '../cases/index.ts';
import { ClosingDialog } from './ClosingDialog.tsx';

/** 了结: how it ended, or the way to say so; a closed case can be opened again. */
export function ClosingSection() {
  const { progress: words } = useTexts();
  const { view, isLocked, note } = useOpenCase();
  const [isOpen, setOpen] = useState(false);
  const [closing] = recordsOf(
    view.records.map(({ record }) => record),
    'closing',
  );
  return (
    <section className="stack" aria-label={words.closing}>
      <h2>{words.closing}</h2>
      {closing === undefined ? (
        <>
          <p className="secondary">{words.closeIntro}</p>
          <div>
            <Button disabled={isLocked} data-testid="progress-close" onClick={() => setOpen(true)}>
              {words.close}
            </Button>
          </div>
        </>
      ) : (
        <div className="row row-wrap figures" data-testid="progress-closed">
          <strong>{words.closed(words.closingOutcomes[closing.outcome])}</strong>
          <span>{formatMoney(closing.refundedFen)}</span>
          <LocalTime iso={closing.atUtc} />
          <UntrustedText text={closing.note} />
          <ItemLinks itemIds={closing.itemIds} />
          <Button
            size="small"
            disabled={isLocked}
            data-testid="progress-reopen"
            onClick={() => void note([], [{ kind: 'closing', id: 'closing' }])}
          >
            {words.reopen}
          </Button>
        </div>
      )}
      {isOpen && <ClosingDialog onClose={() => setOpen(false)} />}
    </section>
  );
}
