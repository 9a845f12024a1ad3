import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { NeededKind } from '../../../core/cases/index.ts';
import { useTexts } from '../../locales/index.ts';
import { kindName } from '../evidence/index.ts';
import { CaptureNow } from './CaptureNow.tsx';
import { Fold } from './Fold.tsx';
import { ItemLinks } from './ItemLinks.tsx';
import { gapsLeft, type Need, needList } from './needs.ts';
import { Ring } from './Ring.tsx';
import { type GuidedCapture, useGuidedCapture } from './use-guided-capture.ts';
import { useOpenCase } from './use-open-case.tsx';

/** What is here and what is missing, with how to get it. `children`: for whom. */
export function NeedsSection({ onBills, children }: { onBills: () => void; children: ReactNode }) {
  const { needs: words } = useTexts().cases;
  const { order, view } = useOpenCase();
  const { kinds, gaps } = view.assessment;
  const guided = useGuidedCapture(order.id);
  const list = needList(kinds);
  const left = gapsLeft(gaps);
  return (
    <section className="side-section" aria-label={words.title} data-testid="case-needs">
      <div className="row">
        <Ring closed={gaps.closed} total={gaps.total} />
        <div className="grow">
          <h2 data-testid="case-gaps" data-left={left} aria-live="polite">
            {words.left(left)}
          </h2>
          <p className="tertiary">{left === 0 ? words.notVictory : words.ring(gaps.closed, gaps.total)}</p>
        </div>
      </div>
      {children}
      {list.missing.length > 0 && (
        <ul className="need-list" aria-label={words.missing} data-testid="case-missing">
          {list.missing.map((need, index) => (
            <MissingNeed
              key={need.of === 'kind' ? need.kind.kind : `group ${need.group}`}
              need={need}
              isNext={index === 0}
              guided={guided}
              onBills={onBills}
            />
          ))}
        </ul>
      )}
      <HeldNeeds held={list.held} />
      {list.recommended.length > 0 && (
        <Fold title={words.recommended(list.recommended.length)} testId="case-recommended">
          <ul className="need-list">
            {list.recommended.map((kind) => (
              <li key={kind.kind} className="need" data-testid={`case-need-${kind.kind}`}>
                <NeededKindView kind={kind} guided={guided} onBills={onBills} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {list.notApplicable.length > 0 && <NotApplicable kinds={list.notApplicable} />}
    </section>
  );
}

function MissingNeed({ need, isNext, guided, onBills }: { need: Need; isNext: boolean } & KindActions) {
  const { needs: words } = useTexts().cases;
  if (need.of === 'kind') {
    return (
      <li className="need" data-testid={`case-need-${need.kind.kind}`}>
        <NeededKindView kind={need.kind} isMissing isNext={isNext} guided={guided} onBills={onBills} />
      </li>
    );
  }
  return (
    <li className="need need-group" data-testid={`case-need-group-${need.group}`}>
      <p className="row need-name">
        <CloseOutlined className="need-missing" role="img" aria-label={words.missing} />
        <strong>{words.oneOf}</strong>
      </p>
      <ul className="need-list">
        {need.kinds.map((kind) => (
          <li key={kind.kind} className="need-choice" data-testid={`case-need-${kind.kind}`}>
            <NeededKindView kind={kind} guided={guided} onBills={onBills} />
          </li>
        ))}
      </ul>
    </li>
  );
}

interface KindActions {
  readonly guided: GuidedCapture;
  onBills(): void;
}

function NeededKindView(props: { kind: NeededKind; isMissing?: boolean; isNext?: boolean } & KindActions) {
  const texts = useTexts();
  const { needs: words } = texts.cases;
  const { kind, isMissing = false, isNext = false, guided, onBills } = props;
  return (
    <>
      <p className="row need-name">
        {isMissing && <CloseOutlined className="need-missing" role="img" aria-label={words.missing} />}
        <strong className="grow">{kindName(kind.kind, texts)}</strong>
      </p>
      <p className="secondary">{kind.capture}</p>
      {kind.mustShow.length > 0 && (
        <ul className="must-show" aria-label={words.mustShow}>
          {kind.mustShow.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      )}
      <div className="row need-actions">
        <CaptureNow kind={kind.kind} isNext={isNext} guided={guided} onBills={onBills} />
        <details className="fold need-why">
          <summary>{words.why}</summary>
          <p className="secondary">{kind.why}</p>
          {kind.askedBy.length > 0 && <p className="tertiary">{words.askedBy(kind.askedBy.join(' · '))}</p>}
        </details>
      </div>
    </>
  );
}

function HeldNeeds({ held }: { held: readonly NeededKind[] }) {
  const texts = useTexts();
  if (held.length === 0) return null;
  return (
    <Fold title={texts.cases.needs.held(held.length)} testId="case-held">
      <ul className="need-list">
        {held.map(({ kind, itemIds }) => (
          <li key={kind} data-testid={`case-held-${kind}`}>
            <p className="row need-name">
              <CheckOutlined className="need-held" aria-hidden />
              <span className="grow">{kindName(kind, texts)}</span>
            </p>
            <ItemLinks itemIds={itemIds} />
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function NotApplicable({ kinds }: { kinds: readonly NeededKind[] }) {
  const texts = useTexts();
  return (
    <Fold title={texts.cases.needs.notApplicable(kinds.length)} testId="case-not-applicable">
      <ul className="need-list">
        {kinds.map(({ kind, reason }) => (
          <li key={kind} data-testid={`case-not-applicable-${kind}`}>
            <p>{kindName(kind, texts)}</p>
            {reason !== null && <p className="tertiary">{reason}</p>}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
