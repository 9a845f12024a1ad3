import { fail, ok, type Result } from '../result.ts';
import { problemsOfDates } from './dates.ts';
import {
  channelIds,
  deadlineIds,
  modifierIds,
  pitfallIds,
  type RuleBook,
  ruleBookSchema,
  scenarioIds,
} from './rule-book.ts';

/**
 * A whole rule book from what files hold: every member as the schema says, every id unique and resolved, every citation
 * with a law, dates that do not contradict, every scenario and channel reachable. `RULES_INVALID` names the first places.
 */
export function validateRuleBook(value: unknown): Result<RuleBook, 'RULES_INVALID'> {
  const read = ruleBookSchema.safeParse(value);
  if (!read.success) {
    return invalid(read.error.issues.map(({ path, message }) => `${path.join('.')}：${message}`));
  }
  const problems = [
    ...repeatedIds(read.data),
    ...missingIds(read.data),
    ...danglingIds(read.data),
    ...problemsOfDates(read.data),
    ...wrongPatterns(read.data),
    ...unreachable(read.data),
  ];
  return problems.length === 0 ? ok(read.data) : invalid(problems);
}

function invalid(problems: readonly string[]) {
  return fail(
    'RULES_INVALID',
    `规则库不能用：${problems.slice(0, 3).join('；')}。请重新安装留痕，或换一份规则包。`,
    { problems: problems.slice(0, 20).join('\n') },
  );
}

function repeatedIds(book: RuleBook): readonly string[] {
  const lists = {
    laws: book.laws,
    citations: book.citations,
    scenarios: book.scenarios,
    modifiers: book.modifiers,
    pitfalls: book.pitfalls,
    channels: book.channels,
    deadlines: book.deadlines,
    fieldFormats: book.fieldFormats,
    presentation: book.presentation,
    channelExtra: book.channelExtra.map(({ audience }) => ({ id: audience })),
    ladder: book.ladder.map(({ step }) => ({ id: step })),
    officialAddresses: book.officialAddresses.map(({ host }) => ({ id: host })),
    redaction: book.redaction.map(({ what }) => ({ id: what })),
    ...Object.fromEntries(book.scenarios.map(({ id, checks }) => [`场景 ${id} 的检查`, checks])),
  };
  return Object.entries(lists).flatMap(([name, members]) => {
    const ids = members.map(({ id }) => id);
    return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${name} ${id} 出现了两次`);
  });
}

/** The program names these by id and cannot do without any. */
function missingIds(book: RuleBook): readonly string[] {
  const lists: readonly (readonly [string, readonly string[], readonly { readonly id: string }[]])[] = [
    ['场景', scenarioIds, book.scenarios],
    ['情形', modifierIds, book.modifiers],
    ['误区', pitfallIds, book.pitfalls],
    ['渠道', channelIds, book.channels],
    ['期限', deadlineIds, book.deadlines],
  ];
  return lists.flatMap(([name, expected, members]) => {
    const ids = new Set(members.map(({ id }) => id));
    return expected.filter((id) => !ids.has(id)).map((id) => `缺少${name} ${id}`);
  });
}

function danglingIds(book: RuleBook): readonly string[] {
  const citations = new Set(book.citations.map(({ id }) => id));
  const laws = new Set(book.laws.map(({ id }) => id));
  const deadlines = new Set<string>(book.deadlines.map(({ id }) => id));
  const hosts = new Set(book.officialAddresses.map(({ host }) => host));
  const cited = citesOf(book).flatMap(({ where, cites }) =>
    cites.filter((id) => !citations.has(id)).map((id) => `${where} 引用了不存在的 ${id}`),
  );
  const lawless = book.citations
    .filter(({ lawId }) => !laws.has(lawId))
    .map(({ id, lawId }) => `引文 ${id} 的法规 ${lawId} 不存在`);
  const clocks = book.scenarios.flatMap(({ id, clocks: own }) =>
    own.filter((clock) => !deadlines.has(clock)).map((clock) => `场景 ${id} 的期限 ${clock} 不存在`),
  );
  const foreign = book.channels
    .filter(({ url }) => url !== undefined && !hosts.has(hostOf(url)))
    .map(({ id }) => `渠道 ${id} 的网址不在官方地址里`);
  return [...cited, ...lawless, ...clocks, ...foreign];
}

function citesOf(book: RuleBook): readonly { readonly where: string; readonly cites: readonly string[] }[] {
  return [
    ...book.scenarios.flatMap(({ id, cites, checks, conditionalCites }) => [
      { where: `场景 ${id}`, cites },
      ...checks.map((check) => ({ where: `场景 ${id} ${check.id}`, cites: check.cites })),
      ...conditionalCites.map((more) => ({ where: `场景 ${id}`, cites: more.cites })),
    ]),
    ...book.modifiers.map(({ id, addCites }) => ({ where: `情形 ${id}`, cites: addCites })),
    ...book.channels.flatMap(({ id, cites, clocks }) => [
      { where: `渠道 ${id}`, cites },
      ...clocks.map((clock) => ({ where: `渠道 ${id}`, cites: clock.cites })),
    ]),
    ...book.exclusions.map(({ a, b, cites }) => ({ where: `互斥 ${a}/${b}`, cites })),
    ...book.deadlines.flatMap(({ id, cites, earlier }) => [
      { where: `期限 ${id}`, cites },
      { where: `期限 ${id}`, cites: earlier?.cites ?? [] },
    ]),
    ...book.presentation.map(({ id, cites }) => ({ where: `要求 ${id}`, cites })),
  ];
}

/** A pattern that cannot be read recognises nothing, and so does one that refuses its own samples. */
function wrongPatterns(book: RuleBook): readonly string[] {
  return book.fieldFormats.flatMap(({ id, patterns, samples }) => {
    let compiled: readonly RegExp[];
    try {
      compiled = patterns.map(({ regex }) => new RegExp(regex));
    } catch (error) {
      return [`格式 ${id} 的写法读不出来：${String(error)}`];
    }
    return samples
      .filter((sample) => !compiled.some((pattern) => pattern.test(sample)))
      .map((sample) => `格式 ${id} 认不出自己的样例 ${sample}`);
  });
}

/** A channel that is no step is at least said to have another role. */
function unreachable(book: RuleBook): readonly string[] {
  const steps = new Set(book.ladder.flatMap(({ channels }) => channels));
  const excluded = new Set(book.exclusions.flatMap(({ a, b }) => [a, b]));
  const named = new Set(book.channels.flatMap(({ next }) => (next === null ? [] : [next])));
  const audiences = new Set(book.channelExtra.map(({ audience }) => audience));
  return [
    ...book.scenarios
      .filter(({ req, checks }) => req.length === 0 || checks.length === 0)
      .map(({ id }) => `场景 ${id} 什么都不要求`),
    ...book.channels
      .filter(({ id, role }) => !steps.has(id) && !excluded.has(id) && !named.has(id) && role === undefined)
      .map(({ id }) => `渠道 ${id} 不在任何一步里`),
    ...book.channels
      .filter(({ audience }) => audience !== null && !audiences.has(audience))
      .map(({ id }) => `渠道 ${id} 没有对应的材料要求`),
  ];
}

/** Host of an address, lower case; the text itself where it is none. */
function hostOf(url: string): string {
  return /^https?:\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? url;
}

/** Whether an address is one of the allow-list: anything else may be an impostor's. */
export function isOfficialAddress(book: RuleBook, url: string): boolean {
  return book.officialAddresses.some(({ host }) => host === hostOf(url));
}
