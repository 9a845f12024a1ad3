import type { NotedRecord, Situation } from '../../../core/cases/index.ts';
import type { ModifierId } from '../../../core/rules/index.ts';

/** What is said about a case before the user says anything. */
export const emptySituation: Situation = {
  kind: 'situation',
  id: 'situation',
  scenario: null,
  modifiers: [],
  answers: {},
  isTripleClaimed: false,
  wants: 'refund',
  wantedFen: null,
};

/** The newest situation of those on screen and the one that was just written: a slow refresh must not lose a click. */
export function newestSituation(shown: readonly NotedRecord[], written: NotedRecord | undefined): Situation {
  const known = [...shown, ...(written === undefined ? [] : [written])].toSorted(
    (one, other) => other.seq - one.seq,
  );
  for (const { record } of known) if (record.kind === 'situation') return record;
  return emptySituation;
}

/** Ticks or unticks a circumstance. */
export function withModifier(situation: Situation, id: ModifierId, isSet: boolean): Situation {
  const others = situation.modifiers.filter((known) => known !== id);
  return { ...situation, modifiers: isSet ? [...others, id] : others };
}

/** Answers a question; null takes the answer back. */
export function withAnswer(situation: Situation, question: string, answer: 'yes' | 'no' | null): Situation {
  const { [question]: _, ...others } = situation.answers;
  return { ...situation, answers: answer === null ? others : { ...others, [question]: answer } };
}
