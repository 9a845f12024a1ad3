import type { z } from 'zod';
import type {
  Channel,
  Citation,
  channelExtraSchema,
  Law,
  Modifier,
  Pitfall,
  RuleBook,
  Scenario,
} from '../rules/rule-book.ts';

/** The rule book by id. */
export interface PreparedRules {
  readonly book: RuleBook;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly modifiers: ReadonlyMap<string, Modifier>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly extras: ReadonlyMap<string, z.infer<typeof channelExtraSchema>>;
  readonly pitfalls: ReadonlyMap<string, Pitfall>;
  readonly citations: ReadonlyMap<string, Citation>;
  readonly laws: ReadonlyMap<string, Law>;
}

const prepared = new WeakMap<RuleBook, PreparedRules>();

/** Indexes a rule book, once for each book. */
export function prepareRules(book: RuleBook): PreparedRules {
  const known = prepared.get(book);
  if (known !== undefined) return known;
  const rules: PreparedRules = {
    book,
    scenarios: byId(book.scenarios),
    modifiers: byId(book.modifiers),
    channels: byId(book.channels),
    extras: new Map(book.channelExtra.map((extra) => [extra.audience, extra])),
    pitfalls: byId(book.pitfalls),
    citations: byId(book.citations),
    laws: byId(book.laws),
  };
  prepared.set(book, rules);
  return rules;
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
