import { describe, expect, test } from 'vitest';
import { assessCase, type CaseFile } from '../../../../core/cases/index.ts';
import { isWeaknessDetectable } from '../../../../core/cases/weaknesses.ts';
import type { ScenarioId } from '../../../../core/rules/index.ts';
import {
  changed,
  difference,
  fact,
  item,
  itemId,
  message,
  platformRule,
  reading,
  situated,
} from './builders.ts';
import { ruleBook } from './rule-book.ts';
import { WORKED_AT, workedCase } from './worked-cases.ts';

function weaknesses(scenario: ScenarioId, file: CaseFile) {
  return assessCase(ruleBook, file, { scenario, channel: null, at: WORKED_AT }).weaknesses;
}

const worked = (scenario: ScenarioId, changes: Parameters<typeof changed>[1]) =>
  changed(workedCase(scenario), changes);
const answered = (
  scenario: ScenarioId,
  check: string,
  answer: 'yes' | 'no',
  changes: Parameters<typeof changed>[1] = {},
) => situated(worked(scenario, changes), { answers: { [`${scenario}.${check}`]: answer } });
const outside = message('merchant', '14:30:00', '这边说', { isOnPlatform: false });

/** A case that shows each weakness; a weakness of the book without a row fails. */
const examples: Readonly<Record<string, CaseFile>> = {
  'not_delivered: 承诺时限没截到': worked('not_delivered', { without: ['E02'] }),
  'not_delivered: 催促发生在时限之前': worked('not_delivered', {
    drop: ['message'],
    records: [message('buyer', '14:05:00', '还没发货吗')],
  }),
  'not_delivered: 订单已完成且本人点过确认': worked('not_delivered', {
    records: [fact('receipt-confirmed', '14:30:00')],
  }),
  'not_delivered: 改到微信沟通': worked('not_delivered', { records: [outside] }),
  'late_delivery: 已经使用': answered('late_delivery', 'c3', 'no'),
  'late_delivery: 没有赔付条款又没有损失凭证': worked('late_delivery', { without: ['E10'] }),
  'late_delivery: 超时很短': worked('late_delivery', {
    drop: ['delivered'],
    records: [fact('delivered', '14:20:00')],
  }),
  'card_invalid: 截图没有订单号': worked('card_invalid', {
    records: [reading(itemId('E06'), { keyTail: 'K7Q9' })],
  }),
  'card_invalid: 卡密给过别人': worked('card_invalid', {
    records: [message('buyer', '14:30:00', '卡密给了朋友试')],
  }),
  'card_invalid: 部分面值已到账': worked('card_invalid', {
    records: [message('buyer', '14:30:00', '100 元只到账 50')],
  }),
  'card_invalid: 很久后才反馈': worked('card_invalid', {
    drop: ['delivered'],
    records: [fact('delivered', '01T10:00:00'), fact('defect-found', '23T10:00:00')],
  }),
  'card_invalid: 已确认收货': worked('card_invalid', { records: [fact('receipt-confirmed', '14:30:00')] }),
  'account_abnormal: 没有首次登录录屏': worked('account_abnormal', { without: ['E08'] }),
  'account_abnormal: 已改密/换绑/使用多日': worked('account_abnormal', {
    records: [message('buyer', '14:30:00', '我已经换绑了手机')],
  }),
  'account_abnormal: 违反游戏服务协议的账号交易': answered('account_abnormal', 'c4', 'yes'),
  'account_recovered: 脱离平台交易': worked('account_recovered', {
    records: [fact('off-platform-invited', '14:00:00')],
  }),
  'account_recovered: 没有质保原文': worked('account_recovered', { drop: ['warranty-promised'] }),
  'account_recovered: 过了质保期': worked('account_recovered', {
    drop: ['warranty-promised'],
    records: [fact('warranty-promised', null, { text: '质保1天' })],
  }),
  'account_recovered: 账号又转给他人': answered('account_recovered', 'c3', 'yes'),
  'feature_missing: 只写“不好用”': worked('feature_missing', {
    drop: ['message'],
    records: [message('buyer', '15:00:00', '不好用')],
  }),
  'feature_missing: 版本不一致': worked('feature_missing', {
    records: [
      reading(itemId('E02'), { product: '影音会员年卡' }),
      reading(itemId('E09'), { product: '单机游戏安装包' }),
      difference('清晰度', '4K', '1080P', { actualItemIds: [itemId('E09')] }),
    ],
  }),
  'feature_missing: 宣传图不是下单时的版本': worked('feature_missing', {
    items: [item('E02', '25T18:00:00')],
  }),
  'duplicate_charge: 只截平台订单不截支付账单': worked('duplicate_charge', { without: ['E16'] }),
  'duplicate_charge: 没核对退款记录': worked('duplicate_charge', { drop: ['payment', 'situation'] }),
  'merchant_gone: 私下转账': worked('merchant_gone', { records: [fact('off-platform-invited', '14:00:00')] }),
  'merchant_gone: 没问过平台要身份信息': worked('merchant_gone', {
    without: ['E25'],
    drop: ['identity-requested'],
  }),
  'merchant_gone: 只截一次打不开': worked('merchant_gone', { without: ['E13'] }),
  'system_fault: 截图没有时间': worked('system_fault', {
    items: [item('E15', '14:20:00', { source: 'import' })],
  }),
  'system_fault: 分不清是平台还是商家责任': worked('system_fault', { drop: ['message'] }),
  'system_fault: 本机网络问题': answered('system_fault', 'c3', 'no'),
};

const rows = ruleBook.scenarios.flatMap(({ id, weakIf }) => weakIf.map((text) => ({ scenario: id, text })));

describe.each(rows)('$scenario: $text', ({ scenario, text }) => {
  test('is shown where the records show it, with what shows it, and only there', () => {
    expect(isWeaknessDetectable(scenario, text)).toBe(true);
    const file = examples[`${scenario}: ${text}`];
    if (file === undefined) throw new Error('a weakness of the rule book has no example');
    const found = weaknesses(scenario, file).find((one) => one.text === text);
    expect(found?.reason).toMatch(/。$/u);
    expect(weaknesses(scenario, workedCase(scenario))).toEqual([]);
  });
});

test('a snapshot of the trade is of the time of the order, whenever it is captured', () => {
  const late = worked('feature_missing', {
    items: [item('E02', '25T18:00:00')],
    records: [reading(itemId('E02'), { shownText: '交易快照' })],
  });
  expect(weaknesses('feature_missing', late)).toEqual([]);
});

test('a warranty by the platform counts as one', () => {
  const file = worked('account_recovered', {
    drop: ['warranty-promised'],
    records: [platformRule('账号质保 30 天，找回包赔')],
  });
  expect(weaknesses('account_recovered', file)).toEqual([]);
});
