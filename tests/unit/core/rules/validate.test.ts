import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceKinds, isEvidenceKind } from '../../../../core/evidence/index.ts';
import { type RuleBook, validateRuleBook } from '../../../../core/rules/index.ts';
import { ruleBook } from '../cases/rule-book.ts';

/** What the validator says about a book; empty when it is taken. */
function problems(book: unknown): string {
  const read = validateRuleBook(book);
  if (read.ok) return '';
  expect(read.error.code).toBe('RULES_INVALID');
  return read.error.details?.problems?.toString() ?? '';
}

type ListName = {
  [Name in keyof RuleBook]: RuleBook[Name] extends readonly object[] ? Name : never;
}[keyof RuleBook];
type Member<Name extends ListName> = RuleBook[Name][number];

/** The book with one member of a list changed. */
function withChange<Name extends ListName>(
  name: Name,
  matches: (member: Member<Name>) => boolean,
  changes: Partial<Member<Name>>,
): RuleBook {
  const members: readonly Member<Name>[] = ruleBook[name];
  expect(members.some(matches), `nothing to change in ${name}`).toBe(true);
  return {
    ...ruleBook,
    [name]: members.map((member) => (matches(member) ? { ...member, ...changes } : member)),
  };
}

const byId = (id: string) => (member: { readonly id: string }) => member.id === id;

/** Everything that something else in the book, or the program, refers to by its id. */
const referred: readonly (readonly [name: ListName, id: string, without: RuleBook])[] = [
  ...(['laws', 'citations', 'scenarios', 'modifiers', 'pitfalls', 'channels', 'deadlines'] as const).flatMap(
    (name) =>
      ruleBook[name].map(
        ({ id }) =>
          [name, id, { ...ruleBook, [name]: ruleBook[name].filter((member) => member.id !== id) }] as const,
      ),
  ),
  ...ruleBook.channelExtra.map(
    ({ audience }) =>
      [
        'channelExtra',
        audience,
        { ...ruleBook, channelExtra: ruleBook.channelExtra.filter((extra) => extra.audience !== audience) },
      ] as const,
  ),
];

/** Laws that no citation quotes and citations that nothing names may go without anything being wrong. */
const quoted = new Set(ruleBook.citations.map(({ lawId }) => lawId));
const elsewhere = JSON.stringify({ ...ruleBook, citations: [], laws: [] });
function isReferred(name: ListName, id: string): boolean {
  if (name === 'laws') return quoted.has(id);
  return name !== 'citations' || elsewhere.includes(`"${id}"`);
}

describe('the shipped rule book', () => {
  it('is taken: every id resolves and is there once, every citation has a law with a source', () => {
    expect(problems(ruleBook)).toBe('');
    const laws = new Map(ruleBook.laws.map((law) => [law.id, law]));
    for (const { id, lawId, quote } of ruleBook.citations) {
      expect(laws.get(lawId)?.source.length, id).toBeGreaterThan(1);
      expect(quote.length, id).toBeGreaterThan(3);
    }
  });

  it('keeps the cautions against what must never be cited', () => {
    const citation = (id: string) => ruleBook.citations.find((known) => known.id === id);
    expect(citation('XFF-23')).toMatchObject({
      article: '第二十三条第二款',
      caution: '第三款举证责任倒置只限耐用商品和装饰装修，不要引用',
    });
    expect(citation('XFF-55')?.caution).toContain('默认不勾选');
    expect(citation('XFF-25')?.use).toContain('不是无理由退货');
    const cited = ruleBook.scenarios.flatMap(({ cites }) => cites);
    for (const id of ['XFF-25', 'XFF-55', 'QR7-6', 'QR7-7', 'QR7-20', 'WXS-2', 'XFT-19']) {
      expect(cited, id).not.toContain(id);
    }
  });

  it('asks for no more than the vocabulary of evidence has, and says of each kind what to capture and why', () => {
    for (const [kind, { name, mustShow, capture, why }] of Object.entries(ruleBook.evidenceKinds)) {
      expect({ name, mustShow }, kind).toEqual(
        isEvidenceKind(kind)
          ? { name: evidenceKinds[kind].name, mustShow: evidenceKinds[kind].mustShow }
          : undefined,
      );
      expect(capture, kind).toMatch(/^.{8,}。$/u);
      expect(why, kind).toMatch(/^.{6,}。$/u);
    }
    expect(Object.keys(ruleBook.evidenceKinds)).toHaveLength(25);
  });
});

describe('a rule book is refused', () => {
  it('without any one thing that something else names', () => {
    const candidates = referred.filter(([name, id]) => isReferred(name, id));
    expect(candidates.length).toBeGreaterThan(150);
    fc.assert(
      fc.property(fc.constantFrom(...candidates), ([name, id, without]) => {
        expect(problems(without), `${name} ${id}`).not.toBe('');
      }),
      { numRuns: 60 },
    );
    const unnoticed = candidates.filter(([, , without]) => validateRuleBook(without).ok);
    expect(unnoticed.map(([name, id]) => `${name} ${id}`)).toEqual([]);
  });

  it('with any one thing twice', () => {
    const lists = ['laws', 'citations', 'scenarios', 'modifiers', 'pitfalls', 'channels'] as const;
    const more = [
      'ladder',
      'deadlines',
      'fieldFormats',
      'presentation',
      'channelExtra',
      'redaction',
    ] as const;
    for (const name of [...lists, ...more, 'officialAddresses'] as const) {
      const [first] = ruleBook[name];
      expect(problems({ ...ruleBook, [name]: [...ruleBook[name], first] }), name).toContain('两次');
    }
    const [scenario, ...others] = ruleBook.scenarios;
    const checks = [...(scenario?.checks ?? []), scenario?.checks[0]];
    expect(problems({ ...ruleBook, scenarios: [{ ...scenario, checks }, ...others] })).toContain('两次');
  });

  it.each<readonly [string, RuleBook, string]>([
    ['a day that is none', withChange('laws', byId('XFF'), { inForceFrom: '2014-02-30' }), '2014-02-30'],
    ['a law that ends before it begins', withChange('laws', byId('TSB'), { inForceTo: '2020-01-01' }), 'TSB'],
    ['two versions at once', withChange('laws', byId('TSB_OLD'), { inForceTo: '2026-04-15' }), '重叠'],
    ['an old version that never ends', withChange('laws', byId('TSB_OLD'), { inForceTo: null }), '重叠'],
    [
      'an earlier counting until another day than its law',
      withChange('deadlines', byId('D07'), {
        earlier: { filedBefore: '2026-04-01', unit: 'working-days', amounts: [45], cites: ['TSB_OLD-21'] },
      }),
      'D07',
    ],
    [
      'an address outside the allow-list',
      withChange('channels', byId('samr12315'), { url: 'https://www.12315.cn.example.com' }),
      'samr12315',
    ],
    [
      'a scenario that asks for nothing',
      withChange('scenarios', byId('card_invalid'), { req: [] }),
      'card_invalid',
    ],
    [
      'a scenario that checks nothing',
      withChange('scenarios', byId('card_invalid'), { checks: [] }),
      'card_invalid',
    ],
    [
      'a channel that no step leads to',
      { ...ruleBook, ladder: ruleBook.ladder.filter(({ step }) => step !== 'P') },
      'police',
    ],
    [
      'a pattern that cannot be read',
      withChange('fieldFormats', byId('mobile'), { patterns: [{ regex: '^1(' }] }),
      'mobile',
    ],
    [
      'a pattern that refuses its sample',
      withChange('fieldFormats', byId('mobile'), { samples: ['23800000000'] }),
      '23800000000',
    ],
    [
      'a citation that nobody has',
      withChange('modifiers', byId('off_platform'), { addCites: ['XFF-999'] }),
      'XFF-999',
    ],
    ['a version that is no date', { ...ruleBook, version: 'latest' }, 'version'],
  ])('with %s', (_, book, named) => {
    expect(problems(book)).toContain(named);
  });

  it('with any member it does not know, and whatever is no rule book', () => {
    expect(problems({ ...ruleBook, extra: 1 })).not.toBe('');
    fc.assert(fc.property(fc.anything(), (value) => problems(value) !== ''));
  });
});
