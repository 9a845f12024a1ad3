import { dateAt } from '../deadlines/index.ts';
import { isInForce, type RuleBook } from '../rules/index.ts';

/** Which citations may be named for something that happens on a day; made once for a rule book. */
export type Citing = (ids: readonly string[], dayUtc: string) => readonly string[];

const known = new WeakMap<RuleBook, Citing>();

/** Keeps the ids that the rule book has and whose law is in force on that day in Beijing: no other is ever shown. */
export function citingOf(ruleBook: RuleBook): Citing {
  const made = known.get(ruleBook);
  if (made !== undefined) return made;
  const laws = new Map(ruleBook.laws.map((law) => [law.id, law]));
  const lawOfCitation = new Map(ruleBook.citations.map(({ id, lawId }) => [id, laws.get(lawId)]));
  const citing: Citing = (ids, dayUtc) => {
    const day = dateAt(dayUtc);
    return ids.filter((id) => {
      const law = lawOfCitation.get(id);
      return law !== undefined && isInForce(law, day);
    });
  };
  known.set(ruleBook, citing);
  return citing;
}

/** Day from which 令121 (TSB) counts instead of 令20; the rule book says it, this is for one without. */
const TSB_FROM = '2026-04-15';

/** Whether a complaint filed at that moment falls under 令121. */
export function isUnderDecree121(ruleBook: RuleBook, filedUtc: string): boolean {
  const from = ruleBook.laws.find(({ id }) => id === 'TSB')?.inForceFrom ?? TSB_FROM;
  return dateAt(filedUtc) >= from;
}
