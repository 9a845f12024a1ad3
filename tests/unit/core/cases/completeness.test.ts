import { describe, expect, test } from 'vitest';
import { type Assessment, assessCase, type CaseFile } from '../../../../core/cases/index.ts';
import type { EvidenceKind } from '../../../../core/evidence/index.ts';
import { type ChannelId, type ScenarioId, scenarioIds } from '../../../../core/rules/index.ts';
import { at, changed, fact, item, itemId, message, party, situated } from './builders.ts';
import { ruleBook } from './rule-book.ts';
import { WORKED_AT, workedCase } from './worked-cases.ts';

const channels: readonly (ChannelId | null)[] = [null, ...ruleBook.channels.map(({ id }) => id)];
const table = scenarioIds.flatMap((scenario) => channels.map((channel) => ({ scenario, channel })));

function assess(file: CaseFile, scenario: ScenarioId, channel: ChannelId | null = null): Assessment {
  return assessCase(ruleBook, file, { scenario, channel, at: WORKED_AT });
}

/** The user says no to every circumstance that is evident from the facts. */
function withoutCircumstances(file: CaseFile): CaseFile {
  return situated(file, {
    modifiers: [],
    answers: Object.fromEntries(ruleBook.modifiers.map(({ id }) => [`modifier.${id}`, 'no' as const])),
  });
}

function kindOf(found: Assessment, kind: EvidenceKind) {
  return found.kinds.find((needed) => needed.kind === kind);
}

describe.each(table)('$scenario for $channel', ({ scenario, channel }) => {
  const file = workedCase(scenario, channel);
  const complete = assess(file, scenario, channel);

  test('a complete case has no gap, no failed error check and no contradiction', () => {
    expect(complete.missing).toEqual([]);
    expect(complete.missingOneOf).toEqual([]);
    expect(complete.checks.filter(({ level, result }) => level === 'error' && result !== 'PASS')).toEqual([]);
    expect(complete.contradictions).toEqual([]);
    expect(complete.pitfalls).toEqual([]);
    expect(complete.gaps.closed).toBe(complete.gaps.total);
    expect(complete.gaps.total).toBeGreaterThan(0);
  });

  test('each required kind that is taken away is exactly one gap, with its advice', () => {
    const rules = ruleBook.scenarios.find(({ id }) => id === scenario);
    const audience = ruleBook.channels.find(({ id }) => id === channel)?.audience;
    const extra = ruleBook.channelExtra.find((one) => one.audience === audience)?.req ?? [];
    const circumstances = ruleBook.modifiers.filter(({ id }) =>
      complete.modifiers.some((one) => one.id === id),
    );
    const added = circumstances.flatMap(({ addReq }) => addReq);
    const required = [...new Set([...(rules?.req ?? []), ...extra, ...added])];
    expect(complete.kinds.filter(({ need }) => need === 'required').map(({ kind }) => kind)).toEqual(
      required,
    );
    for (const kind of required) {
      const found = assess(changed(file, { without: [kind] }), scenario, channel);
      expect(found.missing, kind).toEqual([kind]);
      expect(found.missingOneOf, kind).toEqual([]);
      expect(found.gaps.closed).toBeLessThan(found.gaps.total);
      const advice = kindOf(found, kind);
      expect(advice?.isHeld).toBe(false);
      expect(advice?.capture, kind).toBe(ruleBook.evidenceKinds[kind].capture);
      expect(advice?.mustShow, kind).toEqual(ruleBook.evidenceKinds[kind].mustShow);
      expect(advice?.why, kind).not.toBe('');
      expect(advice?.askedBy.length, kind).toBeGreaterThan(0);
    }
  });

  test('each group that is emptied is exactly one gap, unless a required kind closes it anyway', () => {
    const rules = ruleBook.scenarios.find(({ id }) => id === scenario);
    const plain = withoutCircumstances(file);
    const needed = assess(plain, scenario, channel).kinds.filter(({ need }) => need === 'required');
    const required = needed.map(({ kind }) => kind);
    for (const group of rules?.any ?? []) {
      const optional = group.filter((kind) => !required.includes(kind));
      const found = assess(changed(plain, { without: optional }), scenario, channel);
      expect(found.missing).toEqual([]);
      expect(found.missingOneOf).toEqual(optional.length === group.length ? [group] : []);
      for (const kind of optional) {
        const one = assess(
          changed(plain, { without: optional, items: [item(kind, '25T19:00:00', { count: 5 })] }),
          scenario,
          channel,
        );
        expect(one.missingOneOf, kind).toEqual([]);
      }
    }
  });

  test('a recommended kind is no gap', () => {
    const required = complete.kinds.filter(({ need }) => need !== 'recommended').map(({ kind }) => kind);
    expect(complete.recommended.filter((kind) => required.includes(kind))).toEqual([]);
    for (const kind of complete.recommended) {
      expect(kindOf(complete, kind)).toMatchObject({ need: 'recommended', isHeld: false });
    }
  });
});

test('an empty case of each scenario lacks all that is required', () => {
  for (const scenario of ruleBook.scenarios) {
    const without = Object.keys(ruleBook.evidenceKinds) as EvidenceKind[];
    const empty = assess(changed(withoutCircumstances(workedCase(scenario.id)), { without }), scenario.id);
    expect(empty.missing).toEqual(scenario.req);
    expect(empty.missingOneOf).toEqual(scenario.any);
  }
});

test('the scenario of the situation is used where none is named, and none where null is', () => {
  const file = workedCase('card_invalid');
  const own = assessCase(ruleBook, file, { channel: null, at: WORKED_AT });
  expect(own.scenario).toBe('card_invalid');
  const none = assessCase(ruleBook, file, { scenario: null, channel: 'samr12315', at: WORKED_AT });
  expect(none.scenario).toBeNull();
  expect(none.checks).toEqual([]);
  expect(none.missing).toEqual(['E12', 'E17', 'E18']);
});

test('a circumstance asks for its own evidence and says so', () => {
  const file = situated(workedCase('not_delivered'), { modifiers: ['refuse_no_refund'] });
  const found = assess(file, 'not_delivered');
  expect(found.missing).toEqual(['E10']);
  const when = ruleBook.modifiers.find(({ id }) => id === 'refuse_no_refund')?.when;
  expect(kindOf(found, 'E10')?.askedBy).toEqual([when]);
});

test('a kind asked for twice names both that ask', () => {
  const found = assess(workedCase('not_delivered', 'police'), 'not_delivered', 'police');
  expect(kindOf(found, 'E05')?.askedBy).toHaveLength(2);
});

test('a bill that nobody labelled counts as E16', () => {
  const file = workedCase('duplicate_charge');
  const bare = changed(file, { items: [item('E16', '15:00:00', { kind: null })] });
  expect(kindOf(assess(bare, 'duplicate_charge'), 'E16')).toMatchObject({
    isHeld: true,
    itemIds: [itemId('E16')],
  });
  const unrelated = changed(bare, { drop: ['payment'] });
  expect(assess(unrelated, 'duplicate_charge').missing).toEqual(['E16']);
});

test("on a site of the merchant's own nobody is asked for what a platform would have", () => {
  const file = changed(workedCase('merchant_gone'), {
    without: ['E25'],
    drop: ['identity-requested', 'identity-answered'],
    records: [party('platform', { presence: 'none' })],
  });
  const found = assess(file, 'merchant_gone');
  expect(found.missing).toEqual([]);
  expect(found.missingOneOf).toEqual([]);
  expect(kindOf(found, 'E25')).toMatchObject({
    need: 'not-applicable',
    reason: expect.stringContaining('没有第三方平台'),
  });
  expect(kindOf(found, 'E11')).toMatchObject({ need: 'not-applicable' });
  expect(found.checks.find(({ id }) => id === 'c2')?.result).toBe('NOT_APPLICABLE');
});

test('nobody who confirmed receipt is asked for a page that says 待确认收货', () => {
  const file = changed(workedCase('card_invalid'), {
    without: ['E22'],
    records: [fact('receipt-confirmed', '14:10:00')],
  });
  expect(kindOf(assess(file, 'card_invalid'), 'E22')).toMatchObject({
    need: 'not-applicable',
    reason: expect.stringContaining('确认收货'),
  });
});

test('where the merchant published no name, the advice on E12 says what to take in its place', () => {
  const file = changed(workedCase('not_delivered', 'samr12315'), {
    without: ['E12'],
    records: [party('merchant', { notPublished: ['name', 'address'] })],
  });
  const found = assess(file, 'not_delivered', 'samr12315');
  expect(found.missing).toEqual(['E12']);
  expect(kindOf(found, 'E12')?.reason).toContain('E25');
});

test('an import without a time in its picture does not show lateness, a capture does', () => {
  const worked = workedCase('not_delivered');
  const imported = changed(worked, { items: [item('E04', '14:44:20', { source: 'import' })] });
  const check = (file: CaseFile) =>
    assess(file, 'not_delivered').checks.find(({ id }) => id === 'c2')?.result;
  expect(check(worked)).toBe('PASS');
  expect(check(imported)).toBe('NOT_CHECKED');
  const [own] = worked.records.filter(({ kind, id }) => kind === 'reading' && id === itemId('E04'));
  if (own?.kind !== 'reading') throw new Error('the worked case reads its E04');
  expect(check(changed(imported, { records: [{ ...own, shownAtUtc: at('14:44:00') }] }))).toBe('PASS');
});

test('times are said at UTC+08:00, with how long it was', () => {
  const found = assess(workedCase('not_delivered'), 'not_delivered');
  expect(found.checks.find(({ id }) => id === 'c2')?.reason).toBe(
    '承诺 10 分钟，付款 14:02:11，到 14:44:20 仍显示未发货，已超 32 分钟。',
  );
});

test('an assessment changes neither the case nor the rule book, and the same question has the same answer', () => {
  const file = workedCase('card_invalid', 'samr12315');
  const before = JSON.stringify([file, ruleBook]);
  const first = assess(file, 'card_invalid', 'samr12315');
  expect(assess(file, 'card_invalid', 'samr12315')).toEqual(first);
  expect(JSON.stringify([file, ruleBook])).toBe(before);
});

test('what the assessment rests on exists: items and records of the case', () => {
  for (const { scenario, channel } of table) {
    const file = changed(workedCase(scenario, channel), {
      records: [
        message('merchant', '14:50:00', '加微信退款'),
        fact('refund-received', '25T10:00:00', { amountFen: 999_999 }),
      ],
    });
    const found = assess(file, scenario, channel);
    const names = new Set(file.records.map(({ kind, id }) => `${kind}/${id}`));
    const facts = Object.keys(file.order.facts).map((name) => `order/${name}`);
    const grounds = [
      ...found.checks,
      ...found.pitfalls,
      ...found.weaknesses,
      ...found.contradictions.flatMap(({ left, right }) => [left, right]),
    ];
    for (const { itemIds, records } of grounds) {
      expect(itemIds.filter((id) => !file.items.some((one) => one.id === id))).toEqual([]);
      expect(records.filter((name) => !names.has(name) && !facts.includes(name))).toEqual([]);
    }
  }
});
