import type { CaseFile, CheckOutcome } from '../../../../core/cases/index.ts';
import type { ScenarioId } from '../../../../core/rules/index.ts';
import {
  at,
  changed,
  difference,
  fact,
  item,
  itemId,
  message,
  party,
  payment,
  platformRule,
  reading,
  sampleOrder,
  situated,
} from './builders.ts';
import { workedCase } from './worked-cases.ts';

/** Cases in which a check comes out one way or the other; `PASS` and `FAIL` each need one. */
export type Examples = Readonly<
  Partial<Record<CheckOutcome, readonly CaseFile[]>> & Record<'PASS' | 'FAIL', readonly CaseFile[]>
>;

const worked = (scenario: ScenarioId, changes: Parameters<typeof changed>[1] = {}) =>
  changed(workedCase(scenario), changes);
const answered = (
  scenario: ScenarioId,
  check: string,
  answer: 'yes' | 'no',
  changes: Parameters<typeof changed>[1] = {},
) => situated(worked(scenario, changes), { answers: { [`${scenario}.${check}`]: answer } });

const noPromise = { order: { promiseMinutes: null, promiseText: null } };
const deliveredPage = reading(itemId('E04'), { orderNumber: sampleOrder.number, shownText: '已发货' });
const secondCharge = {
  billItemId: itemId('E16'),
  line: 7,
  transactionNumber: '2026112322001411009876543210',
  role: 'duplicate' as const,
};
const keyPage = (tail: string, changes = {}) =>
  reading(itemId('E06'), { orderNumber: sampleOrder.number, keyHead: 'AB12', keyTail: tail, ...changes });
const refusal = (changes: Parameters<typeof reading>[1]) =>
  reading(itemId('E07'), {
    keyHead: 'AB12',
    keyTail: 'K7Q9',
    domain: 'pay.example.com',
    shownText: '卡密无效或已被使用（E1024）',
    shownAtUtc: at('14:20:00'),
    ...changes,
  });
const onlyCharge = (amountFen: number) =>
  worked('duplicate_charge', { drop: ['payment'], records: [payment('14:02:11', { amountFen })] });

/** By `scenario.check`: a rule of the book without a row fails the test. */
export const checkExamples: Readonly<Record<string, Examples>> = {
  'not_delivered.c1': {
    PASS: [worked('not_delivered'), worked('not_delivered', { order: { promiseMinutes: null } })],
    FAIL: [
      worked('not_delivered', noPromise),
      worked('not_delivered', { order: { promiseMinutes: null, promiseText: '尽快安排' } }),
    ],
    NOT_CHECKED: [worked('not_delivered', { without: ['E02'] })],
    NOT_APPLICABLE: [answered('not_delivered', 'c1', 'no', noPromise)],
  },
  'not_delivered.c2': {
    PASS: [worked('not_delivered'), worked('not_delivered', { items: [item('E04', '14:12:12')] })],
    FAIL: [
      worked('not_delivered', { items: [item('E04', '14:12:11')] }),
      worked('not_delivered', { items: [item('E04', '14:05:00')] }),
    ],
    NOT_CHECKED: [
      worked('not_delivered', { without: ['E04'] }),
      worked('not_delivered', { order: { paidAtUtc: null } }),
    ],
    NOT_APPLICABLE: [answered('not_delivered', 'c1', 'no', noPromise)],
  },
  'not_delivered.c3': {
    PASS: [
      worked('not_delivered'),
      worked('not_delivered', { drop: ['message'], records: [fact('reminded', '14:20:00')] }),
    ],
    FAIL: [
      worked('not_delivered', { drop: ['message'] }),
      worked('not_delivered', { drop: ['message'], records: [message('buyer', '14:06:00', '怎么还没发货')] }),
      worked('not_delivered', {
        drop: ['message'],
        records: [message('merchant', '14:30:00', '还没发货，再等等')],
      }),
    ],
    NOT_CHECKED: [worked('not_delivered', noPromise)],
  },
  'not_delivered.c4': {
    PASS: [answered('not_delivered', 'c1', 'no', { ...noPromise, items: [item('E04', '24T15:00:00')] })],
    FAIL: [
      answered('not_delivered', 'c1', 'no', noPromise),
      answered('not_delivered', 'c1', 'no', { ...noPromise, drop: ['message'] }),
    ],
    NOT_APPLICABLE: [worked('not_delivered')],
    NOT_CHECKED: [worked('not_delivered', noPromise)],
  },
  'not_delivered.c5': {
    PASS: [
      worked('not_delivered', {
        items: [item('E06', '14:46:00')],
        records: [deliveredPage, message('buyer', '14:47:00', '交付页是空的，请提供后台发货记录')],
      }),
    ],
    FAIL: [worked('not_delivered', { records: [deliveredPage] }), answered('not_delivered', 'c5', 'yes')],
    NOT_APPLICABLE: [worked('not_delivered')],
    NOT_CHECKED: [worked('not_delivered', { without: ['E04'] })],
  },
  'late_delivery.c1': {
    PASS: [worked('late_delivery')],
    FAIL: [worked('late_delivery', { drop: ['delivered'], records: [fact('delivered', '14:08:00')] })],
    NOT_CHECKED: [
      worked('late_delivery', { drop: ['delivered'] }),
      worked('late_delivery', { order: { paidAtUtc: null } }),
    ],
  },
  'late_delivery.c2': {
    PASS: [
      worked('late_delivery'),
      situated(worked('late_delivery', { records: [fact('loss', null, { text: '活动 14:30 已结束' })] }), {
        wants: 'refund',
      }),
      situated(answered('late_delivery', 'c2', 'yes'), { wants: 'refund' }),
    ],
    FAIL: [
      worked('late_delivery', { without: ['E10', 'E24'] }),
      situated(answered('late_delivery', 'c2', 'no'), { wants: 'refund' }),
    ],
    NOT_CHECKED: [
      situated(worked('late_delivery'), { wants: 'refund' }),
      worked('late_delivery', { drop: ['situation'] }),
    ],
    NOT_APPLICABLE: [situated(worked('late_delivery'), { wants: 'replace' })],
  },
  'late_delivery.c3': {
    PASS: [answered('late_delivery', 'c3', 'yes', { items: [item('E08', '16:30:00')] })],
    FAIL: [answered('late_delivery', 'c3', 'yes')],
    NOT_CHECKED: [worked('late_delivery')],
    NOT_APPLICABLE: [answered('late_delivery', 'c3', 'no')],
  },
  'card_invalid.c1': {
    PASS: [
      worked('card_invalid'),
      worked('card_invalid', { records: [keyPage('…K7Q9', { orderNumber: '2026 1123 1402 1100 0123' })] }),
    ],
    FAIL: [
      worked('card_invalid', { records: [keyPage('ZZ00')] }),
      worked('card_invalid', { records: [keyPage('K7Q9', { orderNumber: '20261123140211000999' })] }),
    ],
    NOT_CHECKED: [
      worked('card_invalid', { without: ['E06'] }),
      worked('card_invalid', { records: [keyPage('K7Q9', { orderNumber: null })] }),
    ],
  },
  'card_invalid.c2': {
    PASS: [
      worked('card_invalid'),
      worked('card_invalid', {
        records: [
          refusal({
            domain: null,
            shownText: null,
            shownAtUtc: null,
            shows: ['官方页面域名', '错误代码或提示原文', '时间'],
          }),
        ],
      }),
    ],
    FAIL: [
      worked('card_invalid', { records: [refusal({ domain: null })] }),
      worked('card_invalid', { records: [refusal({ shownText: null })] }),
      worked('card_invalid', { records: [refusal({ shownAtUtc: null })] }),
    ],
    NOT_CHECKED: [
      worked('card_invalid', { without: ['E07'] }),
      worked('card_invalid', { drop: ['reading'] }),
    ],
  },
  'card_invalid.c3': {
    PASS: [worked('card_invalid'), worked('card_invalid', { drop: ['checked'] })],
    FAIL: [worked('card_invalid', { drop: ['checked'], records: [fact('checked', '25T14:00:00')] })],
    NOT_CHECKED: [worked('card_invalid', { drop: ['delivered'] })],
  },
  'card_invalid.c4': {
    PASS: [
      worked('card_invalid'),
      worked('card_invalid', { without: ['E08'], items: [item('E19', '16:00:00')] }),
    ],
    FAIL: [worked('card_invalid', { without: ['E08'] })],
  },
  'card_invalid.c5': {
    PASS: [worked('card_invalid'), answered('card_invalid', 'c5', 'yes', { without: ['E22'] })],
    FAIL: [
      worked('card_invalid', { records: [fact('receipt-confirmed', '14:10:00')] }),
      answered('card_invalid', 'c5', 'no', { without: ['E22'] }),
    ],
    NOT_CHECKED: [worked('card_invalid', { without: ['E22'] })],
  },
  'account_abnormal.c1': {
    PASS: [worked('account_abnormal'), answered('account_abnormal', 'c1', 'yes', { drop: ['reading'] })],
    FAIL: [
      worked('account_abnormal', { records: [reading(itemId('E08'), { shows: ['订单页', '结果'] })] }),
      worked('account_abnormal', { items: [item('E08', '14:45:00')] }),
      answered('account_abnormal', 'c1', 'no'),
    ],
    NOT_CHECKED: [
      worked('account_abnormal', { without: ['E08'] }),
      worked('account_abnormal', { drop: ['reading'] }),
    ],
  },
  'account_abnormal.c2': {
    PASS: [worked('account_abnormal')],
    FAIL: [
      worked('account_abnormal', { drop: ['difference'], records: [difference('等级', '90级', '９０ 级')] }),
      worked('account_abnormal', { records: [difference('皮肤', '12 个', '3 个', { actualItemIds: [] })] }),
    ],
    NOT_CHECKED: [worked('account_abnormal', { drop: ['difference'] })],
  },
  'account_abnormal.c3': {
    PASS: [worked('account_abnormal')],
    FAIL: [
      worked('account_abnormal', { drop: ['banned'], records: [fact('banned', null, { text: '已冻结' })] }),
      worked('account_abnormal', { drop: ['banned', 'reading'], records: [fact('banned', '14:20:00')] }),
      answered('account_abnormal', 'c3', 'yes', { drop: ['banned', 'reading'] }),
    ],
    NOT_APPLICABLE: [worked('account_abnormal', { drop: ['banned', 'reading'] })],
    NOT_CHECKED: [worked('account_abnormal', { drop: ['banned', 'reading', 'difference'] })],
  },
  'account_abnormal.c4': {
    PASS: [worked('account_abnormal')],
    FAIL: [
      answered('account_abnormal', 'c4', 'yes'),
      situated(worked('account_abnormal'), { modifiers: ['illegal_goods'] }),
    ],
    NOT_CHECKED: [worked('account_abnormal', { drop: ['situation'] })],
  },
  'account_recovered.c1': {
    PASS: [worked('account_recovered')],
    FAIL: [
      worked('account_recovered', {
        drop: ['login-succeeded'],
        records: [fact('login-succeeded', '25T10:00:00')],
      }),
      worked('account_recovered', {
        drop: ['login-succeeded'],
        records: [fact('login-succeeded', '14:10:00')],
      }),
    ],
    NOT_CHECKED: [worked('account_recovered', { drop: ['login-succeeded'] })],
  },
  'account_recovered.c2': {
    PASS: [
      worked('account_recovered'),
      worked('account_recovered', {
        drop: ['warranty-promised'],
        records: [platformRule('账号永久质保，被找回包赔')],
      }),
    ],
    FAIL: [
      worked('account_recovered', { drop: ['warranty-promised'] }),
      worked('account_recovered', {
        drop: ['warranty-promised'],
        records: [fact('warranty-promised', null, { text: '质保1天' })],
      }),
      worked('account_recovered', {
        drop: ['warranty-promised'],
        records: [fact('warranty-promised', null, { text: '包赔' })],
      }),
    ],
    NOT_CHECKED: [worked('account_recovered', { drop: ['account-recovered'] })],
  },
  'account_recovered.c3': {
    PASS: [worked('account_recovered')],
    FAIL: [answered('account_recovered', 'c3', 'yes')],
    NOT_CHECKED: [worked('account_recovered', { drop: ['situation'] })],
  },
  'feature_missing.c1': {
    PASS: [worked('feature_missing')],
    FAIL: [
      worked('feature_missing', { drop: ['difference'], records: [difference('时长', '1年', '１ 年')] }),
    ],
    NOT_CHECKED: [worked('feature_missing', { drop: ['difference'] })],
  },
  'feature_missing.c2': {
    PASS: [worked('feature_missing'), answered('feature_missing', 'c2', 'yes', { drop: ['difference'] })],
    FAIL: [
      answered('feature_missing', 'c2', 'no', {
        drop: ['difference'],
        records: [difference('清晰度', '4K', '1080P')],
      }),
    ],
    NOT_CHECKED: [worked('feature_missing', { drop: ['difference'] })],
  },
  'feature_missing.c3': {
    PASS: [
      worked('feature_missing'),
      worked('feature_missing', { drop: ['difference'], records: [difference('期限', '12个月', '1个月')] }),
    ],
    FAIL: [
      worked('feature_missing', { drop: ['difference'], records: [difference('时长', '一年多', '很短')] }),
      worked('feature_missing', { drop: ['difference'], records: [difference('时长', '30天', '31天')] }),
    ],
    NOT_APPLICABLE: [
      worked('feature_missing', { drop: ['difference'], records: [difference('清晰度', '4K', '1080P')] }),
    ],
    NOT_CHECKED: [worked('feature_missing', { drop: ['difference'] })],
  },
  'duplicate_charge.c1': {
    PASS: [
      worked('duplicate_charge'),
      worked('duplicate_charge', {
        drop: ['payment', 'reading'],
        items: [item('E16', '15:01:00', { count: 1 })],
        records: [itemId('E16'), itemId('E16', 1)].map((id, count) =>
          reading(id, {
            transactionNumber: `202611232200141100${count}`,
            payee: '星辰点卡',
            shownAtUtc: at(`14:0${count}:00`),
          }),
        ),
      }),
    ],
    FAIL: [
      onlyCharge(9850),
      worked('duplicate_charge', {
        drop: ['payment'],
        records: [payment('14:02:11'), payment('14:02:40', { role: 'duplicate' })],
      }),
      worked('duplicate_charge', {
        drop: ['payment'],
        records: [payment('14:02:11'), payment('14:02:40', { ...secondCharge, payee: '张三便利超市' })],
      }),
      worked('duplicate_charge', {
        drop: ['payment'],
        records: [payment('14:02:11'), payment('25T14:02:40', secondCharge)],
      }),
    ],
    NOT_CHECKED: [worked('duplicate_charge', { drop: ['payment', 'reading'] })],
    NOT_APPLICABLE: [onlyCharge(12_000)],
  },
  'duplicate_charge.c2': {
    PASS: [worked('duplicate_charge')],
    FAIL: [answered('duplicate_charge', 'c2', 'no')],
    NOT_CHECKED: [worked('duplicate_charge', { drop: ['situation'] })],
    NOT_APPLICABLE: [onlyCharge(12_000)],
  },
  'duplicate_charge.c3': {
    PASS: [worked('duplicate_charge')],
    FAIL: [
      answered('duplicate_charge', 'c3', 'yes'),
      worked('duplicate_charge', {
        drop: ['payment'],
        records: [payment('14:02:11'), payment('14:02:40', { ...secondCharge, refundedFen: 9850 })],
      }),
      worked('duplicate_charge', {
        drop: ['payment'],
        records: [payment('14:02:11'), payment('14:02:40', { ...secondCharge, product: '连续包月自动续费' })],
      }),
    ],
    NOT_CHECKED: [worked('duplicate_charge', { drop: ['situation'] })],
  },
  'duplicate_charge.c4': {
    PASS: [worked('duplicate_charge'), onlyCharge(12_000)],
    FAIL: [
      onlyCharge(9850),
      worked('duplicate_charge', {
        drop: ['payment'],
        records: [payment('14:02:11'), payment('14:02:40', { ...secondCharge, refundedFen: 9850 })],
      }),
    ],
    NOT_CHECKED: [
      worked('duplicate_charge', { order: { amountFen: null } }),
      worked('duplicate_charge', { drop: ['payment', 'reading'] }),
    ],
  },
  'merchant_gone.c1': {
    PASS: [
      worked('merchant_gone'),
      worked('merchant_gone', { without: ['E13'], records: [fact('message-unanswered', '25T09:10:00')] }),
    ],
    FAIL: [
      worked('merchant_gone', { items: [item('E13', '25T09:09:00', { count: 1 })] }),
      worked('merchant_gone', {
        without: ['E13'],
        drop: ['shop-unreachable'],
        items: [item('E13', '24T09:10:00')],
      }),
    ],
    NOT_CHECKED: [worked('merchant_gone', { without: ['E13'], drop: ['shop-unreachable'] })],
  },
  'merchant_gone.c2': {
    PASS: [
      worked('merchant_gone'),
      worked('merchant_gone', { drop: ['identity-requested', 'identity-answered'] }),
    ],
    FAIL: [
      worked('merchant_gone', { without: ['E25'], drop: ['identity-requested', 'identity-answered'] }),
      worked('merchant_gone', { without: ['E25'], drop: ['identity-answered'] }),
    ],
    NOT_APPLICABLE: [worked('merchant_gone', { records: [party('platform', { presence: 'none' })] })],
  },
  'merchant_gone.c3': {
    PASS: [worked('merchant_gone')],
    FAIL: [
      worked('merchant_gone', {
        drop: ['platform-rule'],
        records: [platformRule('先行赔付', { version: '', publishedOn: null })],
      }),
      worked('merchant_gone', { drop: ['platform-rule'], without: ['E10'] }),
    ],
    NOT_CHECKED: [worked('merchant_gone', { drop: ['platform-rule'] })],
    NOT_APPLICABLE: [worked('merchant_gone', { records: [party('platform', { presence: 'none' })] })],
  },
  'merchant_gone.c4': {
    PASS: [
      worked('merchant_gone'),
      worked('merchant_gone', { order: { amountFen: 500_000 }, items: [item('E20', '25T19:00:00')] }),
    ],
    FAIL: [
      worked('merchant_gone', { order: { amountFen: 300_000 } }),
      answered('merchant_gone', 'c4', 'yes'),
    ],
    NOT_CHECKED: [worked('merchant_gone', { order: { amountFen: null } })],
  },
  'merchant_gone.c5': {
    PASS: [worked('merchant_gone')],
    FAIL: [
      worked('merchant_gone', { drop: ['reading'], records: [payment('14:02:11', { payee: '张三丰' })] }),
    ],
    NOT_CHECKED: [
      worked('merchant_gone', { drop: ['reading'] }),
      worked('merchant_gone', { drop: ['reading'], records: [payment('14:02:11', { payee: '*三丰' })] }),
    ],
  },
  'merchant_gone.c6': {
    PASS: [worked('merchant_gone', { records: [party('platform', { presence: 'none' })] })],
    FAIL: [
      worked('merchant_gone', { records: [party('platform', { presence: 'none' }), party('merchant')] }),
      answered('merchant_gone', 'c6', 'no', {
        records: [party('platform', { presence: 'unknown' }), party('merchant')],
      }),
    ],
    NOT_APPLICABLE: [worked('merchant_gone')],
    NOT_CHECKED: [worked('merchant_gone', { records: [party('platform', { presence: 'unknown' })] })],
  },
  'system_fault.c1': {
    PASS: [worked('system_fault'), answered('system_fault', 'c1', 'yes', { drop: ['reading'] })],
    FAIL: [
      worked('system_fault', { records: [reading(itemId('E15'), { shownText: '系统繁忙' })] }),
      worked('system_fault', {
        records: [reading(itemId('E15'), { shownText: '系统繁忙', orderNumber: '20261123140211000999' })],
      }),
      answered('system_fault', 'c1', 'no', { drop: ['reading'] }),
    ],
    NOT_CHECKED: [
      worked('system_fault', { without: ['E15'] }),
      worked('system_fault', { drop: ['reading'] }),
    ],
  },
  'system_fault.c2': {
    PASS: [
      worked('system_fault'),
      worked('system_fault', { drop: ['message'], records: [fact('fault-admitted', '15:00:00')] }),
    ],
    FAIL: [worked('system_fault', { drop: ['message'] })],
  },
  'system_fault.c3': {
    PASS: [worked('system_fault')],
    FAIL: [answered('system_fault', 'c3', 'no')],
    NOT_CHECKED: [worked('system_fault', { drop: ['situation'] })],
  },
};
