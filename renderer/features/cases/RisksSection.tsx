import type { ReactNode } from 'react';
import type { Contradiction } from '../../../core/cases/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import { ItemLinks } from './ItemLinks.tsx';
import { useOpenCase } from './use-open-case.tsx';

/** What the other side will point at, what to keep out of, and what does not fit together. */
export function RisksSection() {
  const { risks: words } = useTexts().cases;
  const { weaknesses, pitfalls, contradictions } = useOpenCase().view.assessment;
  return (
    <>
      {contradictions.length > 0 && (
        <Risks title={words.contradictions} testId="case-contradictions">
          {contradictions.map((found) => (
            <ContradictionView key={contradictionKey(found)} found={found} />
          ))}
        </Risks>
      )}
      {weaknesses.length > 0 && (
        <Risks title={words.weaknesses} testId="case-weaknesses">
          {weaknesses.map(({ text, reason, itemIds }) => (
            <Risk key={`${text} ${reason}`} title={text} itemIds={itemIds}>
              <p className="secondary">
                <UntrustedText text={reason} />
              </p>
            </Risk>
          ))}
        </Risks>
      )}
      {pitfalls.length > 0 && (
        <Risks title={words.pitfalls} testId="case-pitfalls">
          {pitfalls.map(({ id, name, reason, remedy, itemIds }) => (
            <Risk key={`${id} ${reason}`} title={name} itemIds={itemIds}>
              <p className="secondary">
                <UntrustedText text={reason} />
              </p>
              <p>{remedy}</p>
            </Risk>
          ))}
        </Risks>
      )}
    </>
  );
}

function Risks({ title, testId, children }: { title: string; testId: string; children: ReactNode }) {
  return (
    <section className="side-section" aria-label={title} data-testid={testId}>
      <h2>{title}</h2>
      <ul className="finding-list">{children}</ul>
    </section>
  );
}

function Risk(props: { title: string; itemIds: readonly string[]; children: ReactNode }) {
  return (
    <li className="finding finding-amber">
      <strong>
        <UntrustedText text={props.title} />
      </strong>
      {props.children}
      <ItemLinks itemIds={props.itemIds} />
    </li>
  );
}

function ContradictionView({ found }: { found: Contradiction }) {
  const { risks: words } = useTexts().cases;
  return (
    <li className="finding finding-amber" data-testid={`case-contradiction-${found.code}`}>
      <Side side={found.left} />
      <span className="tertiary">{words.against}</span>
      <Side side={found.right} />
      <p className="secondary">
        <UntrustedText text={found.text} />
      </p>
    </li>
  );
}

function Side({ side }: { side: Contradiction['left'] }) {
  return (
    <p>
      <UntrustedText text={side.text} /> <ItemLinks itemIds={side.itemIds} />
    </p>
  );
}

function contradictionKey({ code, left, right }: Contradiction): string {
  return [code, left.text, ...left.itemIds, right.text, ...right.itemIds].join(' ');
}
