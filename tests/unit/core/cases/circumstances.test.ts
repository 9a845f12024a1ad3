import { describe, expect, test } from 'vitest';
import { assessCase } from '../../../../core/cases/index.ts';
import {
  at,
  changed,
  fact,
  item,
  itemId,
  message,
  platformRule,
  reading,
  reply,
  situated,
  submission,
} from './builders.ts';
import { ruleBook } from './rule-book.ts';
import { WORKED_AT, workedCase } from './worked-cases.ts';

type Changes = Parameters<typeof changed>[1];
const plain = workedCase('card_invalid');

function modifiers(changes: Changes, when: string = WORKED_AT) {
  return assessCase(ruleBook, changed(plain, changes), { channel: null, at: when }).modifiers;
}

const sent = submission('platform', '24T10:00:00');
const evident: readonly (readonly [id: string, what: string, changes: Changes])[] = [
  [
    'refuse_no_refund',
    '概不退换',
    { records: [message('merchant', '14:30:00', '虚拟商品一经售出，概不退换')] },
  ],
  [
    'refuse_no_refund',
    '已激活不退',
    { records: [fact('merchant-refused', '14:30:00', { text: '已激活不支持退换' })] },
  ],
  ['refuse_no_refund', '最终解释权', { records: [platformRule('本店拥有最终解释权')] }],
  [
    'seven_day_promised',
    '七天无理由',
    {
      items: [item('E02', '14:01:00')],
      records: [reading(itemId('E02'), { shownText: '本店支持7天无理由退货' })],
    },
  ],
  ['off_platform', '加微信', { records: [message('merchant', '14:30:00', '加我微信转账')] }],
  ['confirmed_receipt', '确认收货', { records: [fact('receipt-confirmed', '14:30:00')] }],
  ['promised_compensation', '假一赔三', { order: { promiseText: '10分钟内发货，假一赔三' } }],
  ['partial_refund_only', '只退余额', { records: [message('merchant', '14:30:00', '只能退余额哦')] }],
  [
    'platform_ai_reject',
    '机器人驳回',
    { records: [sent, reply(sent.id, '24T12:00:00', 'rejected', { text: '智能客服判定：不支持退款' })] },
  ],
  ['illegal_goods', '外挂', { order: { product: '某游戏外挂月卡' } }],
];

describe('a circumstance that is evident is in force, with its reason', () => {
  test.each(evident)('%s: %s', (id, _what, changes) => {
    const found = modifiers(changes);
    expect(found.map((one) => one.id)).toEqual([id]);
    expect(found[0]?.reason).not.toBeNull();
    expect(found[0]?.when).toBe(ruleBook.modifiers.find((one) => one.id === id)?.when);
    const denied = situated(changed(plain, changes), { answers: { [`modifier.${id}`]: 'no' } });
    expect(assessCase(ruleBook, denied, { channel: null, at: WORKED_AT }).modifiers).toEqual([]);
  });
});

test('a complete case shows none by itself, and what the user chose has no reason of ours', () => {
  expect(modifiers({})).toEqual([]);
  for (const { id, when, warn } of ruleBook.modifiers) {
    const found = assessCase(ruleBook, situated(plain, { modifiers: [id] }), {
      channel: null,
      at: WORKED_AT,
    });
    expect(found.modifiers).toEqual([{ id, when, warn: warn ?? null, reason: null }]);
  }
});

test.each([['不支持7天无理由退货'], ['本商品不适用七天无理由']])('%s promises nothing', (text) => {
  expect(modifiers({ records: [message('merchant', '14:30:00', text)] })).toEqual([]);
});

test('fifteen days are over on the sixteenth day after the demand, in Beijing', () => {
  const records = [fact('refund-demanded', '2026-11-01T23:30:00')];
  expect(modifiers({ records }, at('2026-11-16T23:59:00'))).toEqual([]);
  expect(modifiers({ records }, at('2026-11-17T00:00:00')).map(({ id }) => id)).toEqual(['stalling_15d']);
  const refunded = [...records, fact('refund-received', '2026-11-10T10:00:00')];
  expect(modifiers({ records: refunded }, at('2026-11-20T00:00:00'))).toEqual([]);
});

describe('citations', () => {
  const cited = (changes: Changes, when: string, channel: 'samr12315' | 'police' | null = 'samr12315') =>
    assessCase(ruleBook, changed(plain, changes), { channel, at: when }).citations.map(({ id }) => id);

  test('are at most six, in force on the day of filing, core before support, never background', () => {
    for (const scenario of ruleBook.scenarios) {
      for (const when of [at('2026-11-25T10:00:00'), at('2025-12-01T10:00:00')]) {
        const day = when.slice(0, 10);
        const found = assessCase(ruleBook, workedCase(scenario.id), {
          scenario: scenario.id,
          channel: 'samr12315',
          at: when,
        }).citations;
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeLessThanOrEqual(6);
        expect(found.map(({ weight }) => weight)).toEqual(found.map(({ weight }) => weight).sort());
        for (const { lawId, weight } of found) {
          const law = ruleBook.laws.find(({ id }) => id === lawId);
          expect(weight).not.toBe('background');
          expect(law?.inForceFrom === null || (law?.inForceFrom ?? '') <= day).toBe(true);
          expect(law?.inForceTo === null || (law?.inForceTo ?? '9') >= day).toBe(true);
        }
      }
    }
  });

  test('a circumstance brings its own into the six', () => {
    const refused = { records: [message('merchant', '14:30:00', '概不退换')] };
    expect(cited({}, WORKED_AT)).not.toContain('XFF-26');
    expect(cited(refused, WORKED_AT)).toContain('XFF-26');
  });

  test('a law that is not yet in force is not cited', () => {
    const rejected = {
      records: [sent, reply(sent.id, '24T12:00:00', 'rejected', { text: '机器人自动判定' })],
    };
    expect(cited(rejected, at('2026-02-02T10:00:00'))).toContain('PTGZ-19');
    expect(cited(rejected, at('2026-01-31T10:00:00'))).not.toContain('PTGZ-19');
  });

  test('criminal law is cited to the police and to nobody else', () => {
    const gone = workedCase('merchant_gone');
    const laws = (channel: 'police' | 'samr12315') =>
      assessCase(ruleBook, gone, { channel, at: WORKED_AT }).citations.map(({ id }) => id);
    expect(laws('police')).toContain('XF-266');
    expect(laws('samr12315')).not.toContain('XF-266');
  });
});
