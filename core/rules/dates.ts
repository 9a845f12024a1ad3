import type { Law, RuleBook } from './rule-book.ts';

/** What contradicts in the days of a rule book: no days, ends before beginnings, two versions in force at once. */
export function problemsOfDates(book: RuleBook): readonly string[] {
  const days = book.laws.flatMap(({ id, inForceFrom, inForceTo, checkedOn }) =>
    [inForceFrom, inForceTo, checkedOn]
      .filter((day) => day !== null && !isDay(day))
      .map((day) => `法规 ${id} 的日期 ${day} 不存在`),
  );
  const reversed = book.laws
    .filter(
      ({ inForceFrom, inForceTo }) => inForceFrom !== null && inForceTo !== null && inForceTo < inForceFrom,
    )
    .map(({ id }) => `法规 ${id} 的失效日早于生效日`);
  return [...days, ...reversed, ...overlaps(book.laws), ...earlierCounting(book)];
}

/** `TSB_OLD` is what `TSB` replaced: the last day of one is before the first day of the other. */
function overlaps(laws: readonly Law[]): readonly string[] {
  return laws.flatMap((old) => {
    const successor = laws.find(({ id }) => `${id}_OLD` === old.id);
    if (successor === undefined) return [];
    const isApart =
      old.inForceTo !== null && successor.inForceFrom !== null && old.inForceTo < successor.inForceFrom;
    return isApart ? [] : [`法规 ${old.id} 和 ${successor.id} 的有效期重叠`];
  });
}

/** What was counted before a day stands in a law that had ended on that day and not long before. */
function earlierCounting(book: RuleBook): readonly string[] {
  return book.deadlines.flatMap(({ id, earlier }) => {
    if (earlier === undefined) return [];
    if (!isDay(earlier.filedBefore)) return [`期限 ${id} 的日期 ${earlier.filedBefore} 不存在`];
    const ends = earlier.cites.map((cite) => {
      const lawId = book.citations.find((known) => known.id === cite)?.lawId;
      return book.laws.find((law) => law.id === lawId)?.inForceTo ?? null;
    });
    const isSame = ends.every((end) => end !== null && dayAfter(end) === earlier.filedBefore);
    return isSame ? [] : [`期限 ${id} 以前的算法和所引法规的失效日对不上`];
  });
}

function isDay(day: string): boolean {
  const epochMs = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(day);
}

function dayAfter(day: string): string | undefined {
  const epochMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(epochMs) ? undefined : new Date(epochMs + 86_400_000).toISOString().slice(0, 10);
}
