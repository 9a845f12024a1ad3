import type { DeadlineView } from '../../../core/contract/index.ts';
import { useTexts } from '../../locales/index.ts';
import { LocalTime } from '../../ui/index.ts';
import { Fold, useOpenCase } from '../cases/index.ts';

/** Running deadlines, the nearest first, each with how it was counted. */
export function Deadlines({ deadlines }: { deadlines: readonly DeadlineView[] }) {
  const { progress: words } = useTexts();
  const sorted = deadlines.toSorted((one, other) => one.daysLeft - other.daysLeft);
  return (
    <section aria-label={words.deadlines} data-testid="progress-deadlines">
      <h2>{words.deadlines}</h2>
      {sorted.length === 0 && <p className="secondary">{words.noDeadlines}</p>}
      {sorted.map((deadline) => (
        <Deadline key={`${deadline.id} ${deadline.submissionId} ${deadline.startUtc}`} deadline={deadline} />
      ))}
    </section>
  );
}

function Deadline({ deadline }: { deadline: DeadlineView }) {
  const { progress: words } = useTexts();
  const { id, what, state, daysLeft, dueDay, dueUtc, unrolledDay, actor } = deadline;
  return (
    <div className="progress-entry" data-testid={`deadline-${id}`}>
      <div className="row row-wrap figures">
        <span className={`route-state deadline-${state}`}>{words.deadlineStates[state]}</span>
        <strong>{what}</strong>
        <span className="tertiary">{words.actor(words.actors[actor])}</span>
        <span className="grow" />
        {dueUtc === null ? dueDay : <LocalTime iso={dueUtc} withZone />}
        <span className="secondary">{words.daysLeft(daysLeft)}</span>
      </div>
      {unrolledDay !== null && unrolledDay !== dueDay && (
        <p className="secondary">{words.rolled(unrolledDay)}</p>
      )}
      {deadline.notes.map((note) => (
        <p key={note} className="amber">
          {note}
        </p>
      ))}
      <Fold title={words.counted} testId={`deadline-${id}-counted`}>
        <p>
          {words.started} <LocalTime iso={deadline.startUtc} />: {deadline.explanation}
        </p>
        <CitedWords cites={deadline.cites} />
      </Fold>
    </div>
  );
}

/** Articles word for word. */
export function CitedWords({ cites }: { cites: readonly string[] }) {
  const { book } = useOpenCase();
  return book.citations
    .filter(({ id }) => cites.includes(id))
    .map(({ id, lawId, article, quote }) => (
      <p key={id} className="secondary">
        <strong>
          {book.laws.find((law) => law.id === lawId)?.name ?? lawId} {article}
        </strong>{' '}
        {quote}
      </p>
    ));
}
