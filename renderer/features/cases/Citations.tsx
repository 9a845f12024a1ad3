import type { RuleBook } from '../../../core/rules/index.ts';
import { useTexts } from '../../locales/index.ts';
import { CopyButton } from '../../ui/index.ts';
import { Fold } from './Fold.tsx';
import { useOpenCase } from './use-open-case.tsx';

/** 消费者权益保护法第五十三条 */
function citationName(book: RuleBook, { lawId, article }: RuleBook['citations'][number]): string {
  return `${book.laws.find(({ id }) => id === lawId)?.name ?? lawId} ${article}`;
}

/** What a finding rests on in law, with the words on hover. */
export function Basis({ cites }: { cites: readonly string[] }) {
  const { checks: words } = useTexts().cases;
  const { book } = useOpenCase();
  const found = book.citations.filter(({ id }) => cites.includes(id));
  if (found.length === 0) return null;
  return (
    <p className="tertiary basis">
      {words.basis}{' '}
      {found.map((citation, index) => (
        <span key={citation.id} title={citation.quote}>
          {index > 0 && ' · '}
          {citationName(book, citation)}
        </span>
      ))}
    </p>
  );
}

/** The articles that fit the case on the day of filing, word for word. */
export function Citations() {
  const { checks: words } = useTexts().cases;
  const { book, view } = useOpenCase();
  const { citations } = view.assessment;
  if (citations.length === 0) return null;
  return (
    <Fold title={words.citations(citations.length)} testId="case-citations">
      <ul className="need-list">
        {citations.map((citation) => (
          <li key={citation.id}>
            <p className="row">
              <strong className="grow">{citationName(book, citation)}</strong>
              <CopyButton text={citation.quote} what={citationName(book, citation)} />
            </p>
            <p className="secondary">{citation.quote}</p>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
