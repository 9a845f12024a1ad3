import type { Citation, Law, RuleBook } from './rule-book.ts';

/** Whether a law is in force on a day (`2026-04-15`, at UTC+08:00). */
export function isInForce({ inForceFrom, inForceTo }: Law, day: string): boolean {
  return (inForceFrom === null || inForceFrom <= day) && (inForceTo === null || day <= inForceTo);
}

/** Those of the named citations whose law is in force on the day of filing, in the order they are named. */
export function citationsInForce(
  book: RuleBook,
  ids: readonly string[],
  filingDay: string,
): readonly Citation[] {
  return ids.flatMap((id) => {
    const citation = book.citations.find((known) => known.id === id);
    const law = book.laws.find((known) => known.id === citation?.lawId);
    return citation !== undefined && law !== undefined && isInForce(law, filingDay) ? [citation] : [];
  });
}
