import { describe, expect, test } from 'vitest';
import { assessCase, type CaseFile, type CaseItem, type CaseRecord } from '../../../../core/cases/index.ts';
import type { OrderFacts } from '../../../../core/orders/index.ts';
import { type ScenarioId, scenarioIds } from '../../../../core/rules/index.ts';
import { at, caseFile, difference, fact, item, itemId, message, payment, reading } from './builders.ts';
import { ruleBook } from './rule-book.ts';
import { WORKED_AT, workedCase } from './worked-cases.ts';

function proposals(file: CaseFile, when: string = WORKED_AT) {
  return assessCase(ruleBook, file, { scenario: null, channel: null, at: when }).proposals;
}

test.each(scenarioIds)('a complete case of %s is proposed as one, first', (scenario) => {
  const [first] = proposals(workedCase(scenario));
  expect(first?.scenario).toBe(scenario);
  expect(first?.reason).toMatch(/。$/u);
});

const delivered: Partial<OrderFacts> = { status: 'delivered' };
const hints: readonly (readonly [
  ScenarioId,
  string,
  Partial<OrderFacts>,
  readonly CaseItem[],
  readonly CaseRecord[],
])[] = [
  ['not_delivered', '时限已过，仍在等待', {}, [], []],
  ['not_delivered', '没有时限，等了一天', { promiseMinutes: null, promiseText: null }, [], []],
  ['late_delivery', '交付晚于承诺', delivered, [], [fact('delivered', '16:00:00')]],
  ['card_invalid', '卡密有问题', { status: 'defective' }, [], []],
  ['card_invalid', '聊天说无效', delivered, [], [message('buyer', '14:30:00', '卡密提示已被使用')]],
  [
    'account_abnormal',
    '账号登录失败',
    { ...delivered, category: 'account' },
    [],
    [fact('login-failed', '15:00:00')],
  ],
  [
    'account_abnormal',
    '账号等级不符',
    { ...delivered, category: 'account' },
    [],
    [difference('等级', '90级', '50级')],
  ],
  ['account_recovered', '改密通知', { ...delivered, category: 'account' }, [item('E23', '15:00:00')], []],
  [
    'feature_missing',
    '会员时长不符',
    { ...delivered, category: 'membership' },
    [],
    [difference('时长', '365天', '30天')],
  ],
  [
    'duplicate_charge',
    '账单重复',
    delivered,
    [],
    [payment('14:02:11'), payment('14:03:00', { transactionNumber: 'T2', role: 'suspected-duplicate' })],
  ],
  ['duplicate_charge', '多扣', delivered, [], [payment('14:02:11', { amountFen: 19_700 })]],
  ['merchant_gone', '店铺打不开', delivered, [item('E13', '15:00:00')], []],
  ['merchant_gone', '事实写着', delivered, [], [fact('shop-unreachable', null)]],
  [
    'system_fault',
    '故障页',
    delivered,
    [item('E15', '15:00:00')],
    [reading(itemId('E15'), { shownText: '500' })],
  ],
];

describe('facts, evidence and words point to a scenario', () => {
  test.each(hints)('%s: %s', (scenario, _what, order, items, records) => {
    expect(proposals(caseFile(order, items, records))[0]?.scenario).toBe(scenario);
  });
});

test('nothing is proposed while nothing is wrong', () => {
  expect(proposals(caseFile({}, [], []), at('14:05:00'))).toEqual([]);
  expect(proposals(caseFile(delivered, [], [fact('delivered', '14:05:00')]))).toEqual([]);
});

test('a fact of the very kind comes before what follows from figures', () => {
  const file = caseFile({}, [], [fact('shop-unreachable', '25T09:00:00')]);
  expect(proposals(file).map(({ scenario }) => scenario)).toEqual(['merchant_gone', 'not_delivered']);
});
