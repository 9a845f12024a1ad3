import type { ChannelId, Confidence, RuleBook } from '../../../core/rules/index.ts';
import type { Texts } from '../../locales/index.ts';

export const ruleSections = [
  'laws',
  'scenarios',
  'kinds',
  'channels',
  'deadlines',
  'pitfalls',
  'redaction',
  'addresses',
] as const;
export type RuleSection = (typeof ruleSections)[number];

/** One rule as it is shown: its name, lines of label and words, how well it is known. */
export interface RuleEntry {
  readonly key: string;
  readonly title: string;
  readonly lines: readonly (readonly [label: string, words: readonly string[]])[];
  readonly confidence: Confidence | null;
  readonly channel: ChannelId | null;
  /** May be copied: an official address. */
  readonly copy: string | null;
}

type Lines = readonly (readonly [string, readonly (string | undefined)[]])[];

/** The rules of one section in the order of the book. */
export function ruleEntries(
  section: RuleSection,
  book: RuleBook,
  words: Texts['rules'],
): readonly RuleEntry[] {
  return builders[section](book, words);
}

/** Those entries in which every word of the search stands somewhere. */
export function searchEntries(entries: readonly RuleEntry[], search: string): readonly RuleEntry[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = [entry.key, entry.title, ...entry.lines.flat(2)].join('\n').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

function entry(
  key: string,
  title: string,
  lines: Lines,
  more: Partial<Pick<RuleEntry, 'confidence' | 'channel' | 'copy'>> = {},
): RuleEntry {
  const kept = lines
    .map(([label, texts]) => [label, texts.filter((text) => text !== undefined && text !== '')] as const)
    .filter((line): line is readonly [string, string[]] => line[1].length > 0);
  return { key, title, lines: kept, confidence: null, channel: null, copy: null, ...more };
}

type Builder = (book: RuleBook, words: Texts['rules']) => readonly RuleEntry[];

const laws: Builder = (book, words) =>
  book.laws.flatMap((law) => {
    const articles = book.citations.filter(({ lawId }) => lawId === law.id);
    const name = `${law.name}（${law.version}）`;
    const dates = words.inForce(law.inForceFrom, law.inForceTo);
    return [
      entry(
        law.id,
        name,
        [
          ['', [`${dates} · ${words.checked(law.checkedOn)} · ${words.articles(articles.length)}`]],
          [words.source, [law.source]],
          [words.caution, [law.note]],
        ],
        { confidence: law.confidence },
      ),
      ...articles.map((article) =>
        entry(
          article.id,
          `${law.name} ${article.article}`,
          [
            ['', [article.quote]],
            [words.why, [article.use]],
            [words.source, [`${law.source} · ${dates} · ${words.checked(law.checkedOn)}`]],
            [words.caution, [article.caution]],
          ],
          { confidence: article.confidence },
        ),
      ),
    ];
  });

const kindNames = (book: RuleBook, kinds: readonly (keyof RuleBook['evidenceKinds'])[]) =>
  kinds.map((kind) => `${kind} ${book.evidenceKinds[kind].name}`);

const scenarios: Builder = (book, words) =>
  book.scenarios.map((scenario) =>
    entry(scenario.id, `${scenario.plainName} · ${scenario.name}`, [
      ['', [scenario.plainHint]],
      [words.required, kindNames(book, scenario.req)],
      [words.anyOf, scenario.any.map((group) => kindNames(book, group).join(' / '))],
      [words.recommended, kindNames(book, scenario.rec)],
      [words.checks, scenario.checks.map(({ rule }) => rule)],
      [words.claim, [scenario.claim, ...scenario.claimOptions]],
      [words.weak, scenario.weakIf],
    ]),
  );

const kinds: Builder = (book, words) =>
  Object.entries(book.evidenceKinds).map(([kind, rule]) =>
    entry(kind, `${kind} ${rule.name}`, [
      [words.mustShow, rule.mustShow],
      [words.capture, [rule.capture]],
      [words.why, [rule.why]],
      [words.caution, [rule.tip, rule.note]],
    ]),
  );

const channels: Builder = (book, words) =>
  book.channels.map((channel) =>
    entry(
      channel.id,
      channel.name,
      [
        ['', [channel.role, channel.entry, channel.hotline]],
        [words.wants, channel.wants],
        [words.advice, [...channel.advice, ...channel.askAlso]],
        [words.keep, channel.keep],
        [words.refuse, channel.refuseIf],
        [words.warn, channel.warn],
      ],
      { confidence: channel.confidence, channel: channel.id },
    ),
  );

const deadlines: Builder = (book, words) =>
  book.deadlines.map((rule) => {
    const length = (amounts: readonly number[], unit: keyof typeof words.units) =>
      unit === 'promise' ? words.units.promise : `${amounts.join(' / ')} ${words.units[unit]}`;
    const { earlier } = rule;
    return entry(
      rule.id,
      `${rule.id} ${rule.what}`,
      [
        [
          words.amounts,
          [
            length(rule.amounts, rule.unit),
            rule.extendBy === undefined ? undefined : words.extend(rule.extendBy),
            earlier && `${words.earlier(earlier.filedBefore)}: ${length(earlier.amounts, earlier.unit)}`,
          ],
        ],
        [words.source, [rule.source, ...rule.cites]],
        [words.caution, [rule.note]],
      ],
      { confidence: rule.confidence },
    );
  });

const pitfalls: Builder = (book, words) =>
  book.pitfalls.map((pitfall) =>
    entry(pitfall.id, `${pitfall.id} ${pitfall.name}`, [
      [words.detect, pitfall.detect],
      [words.effect, pitfall.effect],
      [words.remedy, [pitfall.remedy]],
    ]),
  );

const readers = ['merchant', 'platform', 'payment', 'samr', 'police', 'court', 'public'] as const;

const redaction: Builder = (book, words) =>
  book.redaction.map((rule) =>
    entry(rule.what, rule.what, [
      ['', [readers.map((who) => `${words.audiences[who]} ${words.redactionWords[rule[who]]}`).join(' · ')]],
      [words.caution, [rule.note]],
    ]),
  );

const addresses: Builder = (book, words) =>
  book.officialAddresses.map((address) =>
    entry(
      address.host,
      address.name,
      [
        ['', [address.host]],
        [words.source, [address.source]],
      ],
      {
        confidence: address.confidence,
        copy: address.host,
      },
    ),
  );

const builders: Readonly<Record<RuleSection, Builder>> = {
  laws,
  scenarios,
  kinds,
  channels,
  deadlines,
  pitfalls,
  redaction,
  addresses,
};
