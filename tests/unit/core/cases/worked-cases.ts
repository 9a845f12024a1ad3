import type { CaseFile, CaseItem, CaseRecord } from '../../../../core/cases/index.ts';
import type { EvidenceKind } from '../../../../core/evidence/index.ts';
import type { OrderFacts } from '../../../../core/orders/index.ts';
import type { ChannelId, ScenarioId } from '../../../../core/rules/index.ts';
import {
  at,
  caseFile,
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
  situation,
  video,
} from './builders.ts';

/** When every worked case is assessed: two days after the purchase, after 令121 came into force. */
export const WORKED_AT = at('25T20:00:00');

/** What each receiving side wants on top, by hand and not from the rule book. */
const extras: Readonly<Partial<Record<ChannelId, readonly EvidenceKind[]>>> = {
  payment_wechat: ['E03'],
  payment_alipay: ['E03'],
  samr12315: ['E12', 'E17', 'E18'],
  police: ['E03', 'E05', 'E18'],
  court_small_claims: ['E12', 'E17', 'E18'],
};

interface Worked {
  readonly order: Partial<OrderFacts>;
  readonly items: readonly CaseItem[];
  readonly records: readonly CaseRecord[];
}

const merchantCard = party('merchant', {
  fields: { name: '星辰网络科技有限公司', payee: '星辰点卡专营店' },
  itemIds: { name: [itemId('E12')] },
});
const platformCard = party('platform', { fields: { name: '星辰卡盟', icp: '京ICP备12345678号-1' } });

const chat = (problem: string, time = '14:30:00') =>
  message('buyer', time, `订单 20261123140211000123，${problem}`, { itemIds: [itemId('E05')] });

const orderPage = reading(itemId('E01'), {
  orderNumber: sampleOrder.number,
  amountFen: 9850,
  merchant: '星辰点卡专营店',
});
const paymentPage = reading(itemId('E03'), {
  transactionNumber: '2026112322001411001234567890',
  amountFen: 9850,
  payee: '星辰点卡专营店',
  shownAtUtc: at('14:02:11'),
});

/** Pages that every purchase has. */
const pages = (...kinds: readonly EvidenceKind[]) => kinds.map((kind) => item(kind, '14:03:30'));

const bySituation: Readonly<Record<ScenarioId, () => Worked>> = {
  not_delivered: () => ({
    order: {},
    items: [...pages('E01', 'E02', 'E03'), item('E04', '14:44:20'), item('E05', '14:45:00')],
    records: [
      reading(itemId('E04'), { orderNumber: sampleOrder.number, shownText: '未发货' }),
      chat('已超过承诺的 10 分钟，请立即发货，否则申请取消订单并退款。'),
      message('merchant', '14:33:00', '在排队，再等等', { itemIds: [itemId('E05')] }),
    ],
  }),
  late_delivery: () => ({
    order: { status: 'delivered' },
    items: [
      ...pages('E01', 'E02', 'E03'),
      item('E05', '16:20:00'),
      item('E06', '16:12:00'),
      item('E10', '16:25:00'),
    ],
    records: [
      fact('delivered', '16:10:00', { itemIds: [itemId('E06')] }),
      reading(itemId('E06'), { orderNumber: sampleOrder.number, keyHead: 'AB12', keyTail: 'K7Q9' }),
      platformRule('承诺时限发货的商品，超时赔付实付金额的 30%。'),
      chat('晚了两个小时才到，请按超时赔付规则处理。', '16:20:00'),
      situation({ wants: 'compensate' }),
    ],
  }),
  card_invalid: () => ({
    order: { status: 'defective' },
    items: [
      ...pages('E01', 'E02', 'E03'),
      item('E05', '14:40:00'),
      item('E06', '14:08:00'),
      item('E07', '14:20:00'),
      video('E08', '14:18:00'),
      item('E22', '14:41:00'),
    ],
    records: [
      fact('delivered', '14:07:30', { itemIds: [itemId('E06')] }),
      fact('checked', '14:20:00', { itemIds: [itemId('E07')] }),
      reading(itemId('E06'), { orderNumber: sampleOrder.number, keyHead: 'AB12', keyTail: 'K7Q9' }),
      reading(itemId('E07'), {
        keyHead: 'AB12',
        keyTail: 'K7Q9',
        domain: 'pay.example.com',
        shownText: '卡密无效或已被使用（E1024）',
        shownAtUtc: at('14:20:00'),
      }),
      chat('卡密 AB12…K7Q9 在官方提示无效，错误码 E1024，请更换或退款。', '14:35:00'),
    ],
  }),
  account_abnormal: () => ({
    order: {
      category: 'account',
      product: '90级战士账号',
      promiseText: null,
      promiseMinutes: null,
      status: 'defective',
    },
    items: [
      ...pages('E01', 'E02', 'E03'),
      item('E05', '15:20:00'),
      item('E06', '14:40:00'),
      video('E08', '14:45:00'),
      item('E09', '15:10:00'),
    ],
    records: [
      fact('delivered', '14:40:00', { itemIds: [itemId('E06')] }),
      fact('banned', '14:20:00', { text: '该账号已被冻结', itemIds: [itemId('E08')] }),
      difference('等级', '90级', '50级'),
      difference('职业', '战士', '法师'),
      reading(itemId('E06'), { orderNumber: sampleOrder.number, keyHead: 'player', keyTail: '77' }),
      reading(itemId('E08'), {
        shownText: '账号已被冻结至 2026-12-31',
        shows: ['桌面与时间', '订单页', '输入过程', '结果', '未中断'],
      }),
      chat('宣传是 90 级战士，登录后是 50 级法师，请退款。', '15:15:00'),
      situation({ answers: { 'account_abnormal.c4': 'no' } }),
    ],
  }),
  account_recovered: () => ({
    order: {
      category: 'account',
      product: '90级战士账号',
      promiseText: null,
      promiseMinutes: null,
      status: 'defective',
    },
    items: [
      ...pages('E01', 'E02', 'E03'),
      item('E05', '25T10:00:00'),
      video('E08', '14:45:00'),
      item('E19', '25T15:00:00'),
      item('E23', '25T09:00:00'),
    ],
    records: [
      fact('delivered', '14:40:00'),
      fact('login-succeeded', '14:50:00', { itemIds: [itemId('E08')] }),
      fact('account-recovered', '25T09:00:00', { itemIds: [itemId('E23')] }),
      fact('warranty-promised', '14:00:00', { text: '质保30天，被找回包赔', itemIds: [itemId('E02')] }),
      chat('账号 25 日被原主找回，请按质保退款。', '25T09:30:00'),
      situation({ answers: { 'account_recovered.c3': 'no' } }),
    ],
  }),
  feature_missing: () => ({
    order: {
      category: 'membership',
      product: '影音会员年卡',
      promiseText: null,
      promiseMinutes: null,
      status: 'defective',
    },
    items: [
      ...pages('E01', 'E02', 'E03'),
      item('E05', '15:20:00'),
      item('E06', '14:30:00'),
      item('E09', '15:00:00'),
    ],
    records: [
      difference('会员时长', '365天', '30天', { actualItemIds: [itemId('E06')] }),
      difference('清晰度', '4K', '1080P', { actualItemIds: [itemId('E09')] }),
      reading(itemId('E06'), { orderNumber: sampleOrder.number }),
      fact('delivered', '14:30:00', { itemIds: [itemId('E06')] }),
      chat('写明 365 天，到账只有 30 天，请补足或退款。', '15:10:00'),
    ],
  }),
  duplicate_charge: () => ({
    order: { status: 'delivered' },
    items: [...pages('E01', 'E03'), item('E11', '24T10:00:00'), item('E16', '15:00:00')],
    records: [
      payment('14:02:11', { billItemId: itemId('E16'), line: 6 }),
      payment('14:02:40', {
        billItemId: itemId('E16'),
        line: 7,
        transactionNumber: '2026112322001411009876543210',
        role: 'duplicate',
      }),
      situation({ answers: { 'duplicate_charge.c2': 'yes', 'duplicate_charge.c3': 'no' } }),
    ],
  }),
  merchant_gone: () => ({
    order: {},
    items: [
      ...pages('E01', 'E03'),
      item('E05', '24T09:00:00'),
      item('E13', '24T09:10:00'),
      item('E13', '25T18:00:00', { count: 1 }),
      item('E25', '25T18:30:00'),
      item('E10', '25T18:40:00'),
    ],
    records: [
      fact('shop-unreachable', '24T09:10:00', { itemIds: [itemId('E13')] }),
      fact('identity-requested', '24T10:00:00', { itemIds: [itemId('E25')] }),
      fact('identity-answered', '25T18:30:00', { itemIds: [itemId('E25')] }),
      platformRule('商家失联的，平台先行赔付。'),
      chat('一直没有收到卡密，店铺打不开，请回复。', '24T09:00:00'),
    ],
  }),
  system_fault: () => ({
    order: {},
    items: [...pages('E01', 'E03'), item('E15', '14:20:00'), item('E05', '14:50:00')],
    records: [
      fact('fault-seen', '14:20:00', { itemIds: [itemId('E15')] }),
      reading(itemId('E15'), { orderNumber: sampleOrder.number, shownText: '系统繁忙，订单处理失败（500）' }),
      message('platform', '14:48:00', '系统故障，正在处理', { itemIds: [itemId('E05')] }),
      situation({ answers: { 'system_fault.c3': 'yes' } }),
    ],
  }),
};

/**
 * A complete case of a scenario for a receiving side: everything required is held, once, every error check passes, and
 * nothing contradicts itself. Values are those of the sample shop; times are around {@link WORKED_AT}.
 */
export function workedCase(scenario: ScenarioId, channel: ChannelId | null = null): CaseFile {
  const { order, items, records } = bySituation[scenario]();
  const held = new Set(items.map(({ kind }) => kind));
  const added = (channel === null ? [] : (extras[channel] ?? [])).filter((kind) => !held.has(kind));
  const own = records.find((record) => record.kind === 'situation');
  const common = [orderPage, paymentPage, merchantCard, platformCard];
  return caseFile(
    order,
    [...items, ...added.map((kind) => item(kind, '25T19:00:00'))],
    [
      ...common.filter(({ kind, id }) => !records.some((record) => record.kind === kind && record.id === id)),
      ...records.filter((record) => record !== own),
      { ...(own ?? situation()), scenario },
    ],
  );
}
