import type { CaseFile, CaseItem, CaseRecord, ContradictionCode } from '../../../../core/cases/index.ts';
import type { OrderFacts } from '../../../../core/orders/index.ts';
import type { ScenarioId } from '../../../../core/rules/index.ts';
import {
  at,
  caseFile,
  closing,
  fact,
  item,
  itemId,
  party,
  payment,
  reading,
  reply,
  sampleOrder,
  situation,
  submission,
} from './builders.ts';

/** A case of the sample order with a few records. */
function of(
  records: readonly CaseRecord[],
  items: readonly CaseItem[] = [],
  order: Partial<OrderFacts> = {},
  scenario: ScenarioId | null = null,
): CaseFile {
  return caseFile({ status: 'delivered', ...order }, items, [
    ...(records.some(({ kind }) => kind === 'situation') ? [] : [situation({ scenario })]),
    ...records,
  ]);
}

const E01 = item('E01', '14:03:30');
const E03 = item('E03', '14:03:40');
const E04 = item('E04', '14:44:20');
const E06 = item('E06', '14:30:00');
const E07 = item('E07', '14:40:00');
const E12 = item('E12', '14:50:00');
const E22 = item('E22', '15:00:00');
const on = (one: CaseItem, changes: Parameters<typeof reading>[1]) => reading(one.id, changes);
const number = sampleOrder.number;
const transaction = sampleOrder.transactionNumber ?? '';

export interface Seeded {
  readonly what: string;
  readonly code: ContradictionCode;
  readonly file: CaseFile;
}

const seed = (code: ContradictionCode, what: string, file: CaseFile): Seeded => ({ code, what, file });
const key = (head: string | null, tail: string | null) => ({ keyHead: head, keyTail: tail });

/** Forty contradictions, each alone in its case. */
export const seeded: readonly Seeded[] = [
  seed('AMOUNT_DIFFERS', '支付凭证 99.50，订单 98.50', of([on(E03, { amountFen: 9950 })], [E03])),
  seed('AMOUNT_DIFFERS', '订单页 985，订单 98.50', of([on(E01, { amountFen: 98_500 })], [E01])),
  seed('AMOUNT_DIFFERS', '账单 120，订单 98.50', of([payment('14:02:11', { amountFen: 12_000 })])),
  seed('AMOUNT_DIFFERS', '事实里付了 100', of([fact('paid', '14:02:11', { amountFen: 10_000 })])),
  seed(
    'AMOUNT_DIFFERS',
    '订单没有金额，凭证与账单不同',
    of([payment('14:02:11'), on(E03, { amountFen: 9800 })], [E03], { amountFen: null }),
  ),
  seed(
    'ORDER_NUMBER_DIFFERS',
    '最后一位不同',
    of([on(E01, { orderNumber: `${number.slice(0, -1)}4` })], [E01]),
  ),
  seed('ORDER_NUMBER_DIFFERS', '少一位', of([on(E04, { orderNumber: number.slice(0, -1) })], [E04])),
  seed('ORDER_NUMBER_DIFFERS', '交付页是别的订单', of([on(E06, { orderNumber: 'KM-2026-0001' })], [E06])),
  seed('ORDER_NUMBER_DIFFERS', '两位颠倒', of([on(E01, { orderNumber: '20261123140211000132' })], [E01])),
  seed(
    'TRANSACTION_NUMBER_DIFFERS',
    '凭证与订单不同',
    of([on(E03, { transactionNumber: '2026112322001411009999999999' })], [E03]),
  ),
  seed(
    'TRANSACTION_NUMBER_DIFFERS',
    '账单与订单不同',
    of([payment('14:02:11', { transactionNumber: '4200001828202611237320584981' })]),
  ),
  seed(
    'TRANSACTION_NUMBER_DIFFERS',
    '两张凭证不同，订单没有记',
    of(
      [
        on(E03, { transactionNumber: transaction }),
        reading(itemId('E03', 1), { transactionNumber: '4200001828202611237320584981' }),
      ],
      [E03, item('E03', '14:04:00', { count: 1 })],
      { transactionNumber: null },
    ),
  ),
  seed(
    'TRANSACTION_NUMBER_DIFFERS',
    '差一位',
    of([on(E03, { transactionNumber: transaction.replace(/0$/, '1') })], [E03]),
  ),
  seed('MERCHANT_DIFFERS', '订单页是另一家店', of([on(E01, { merchant: '月光游戏专营店' })], [E01])),
  seed('MERCHANT_DIFFERS', '状态页是另一家店', of([on(E04, { merchant: '老王卡盟' })], [E04])),
  seed('MERCHANT_DIFFERS', '只差中间两字', of([on(E06, { merchant: '星光点卡专营店' })], [E06])),
  seed('PRODUCT_DIFFERS', '100 元与 50 元', of([on(E01, { product: '50 元点卡' })], [E01])),
  seed('PRODUCT_DIFFERS', '完全不同的商品', of([on(E06, { product: '视频会员季卡' })], [E06])),
  seed(
    'PRODUCT_DIFFERS',
    '365 天与 30 天',
    of([on(E01, { product: '影音会员 30天' })], [E01], { product: '影音会员 365天' }),
  ),
  seed(
    'PRODUCT_DIFFERS',
    '90级与50级',
    of([on(E04, { product: '50级战士账号' })], [E04], { product: '90级战士账号' }),
  ),
  seed(
    'PAYEE_DIFFERS',
    '账单与凭证收款方不同',
    of([payment('14:02:11'), on(E03, { payee: '月光电子专营店' })], [E03]),
  ),
  seed(
    'PAYEE_DIFFERS',
    '凭证与主体信息不同',
    of([on(E03, { payee: '李四' }), party('merchant', { fields: { payee: '王五' } })], [E03]),
  ),
  seed(
    'PAYEE_DIFFERS',
    '账单是别的公司',
    of(
      [payment('14:02:11', { payee: '甲网络科技有限公司' }), on(E03, { payee: '乙信息技术有限公司' })],
      [E03],
    ),
  ),
  seed(
    'KEY_DIFFERS',
    '尾号不同',
    of([on(E06, key('AB12', 'K7Q9')), on(E07, key('AB12', 'K7Q8'))], [E06, E07]),
  ),
  seed('KEY_DIFFERS', '开头不同', of([on(E06, key('AB12', null)), on(E07, key('AC12', null))], [E06, E07])),
  seed(
    'KEY_DIFFERS',
    '两个卡密都不是验证的那个',
    of(
      [
        on(E06, key('AB12', 'K7Q9')),
        reading(itemId('E06', 1), key('CD34', 'M8R0')),
        on(E07, key('EF56', 'N9S1')),
      ],
      [E06, item('E06', '14:31:00', { count: 1 }), E07],
    ),
  ),
  seed('TIME_ORDER', '付款早于下单', of([], [], { paidAtUtc: at('13:50:00') })),
  seed('TIME_ORDER', '交付早于付款', of([fact('delivered', '13:58:00')], [], { orderedAtUtc: null })),
  seed(
    'TIME_ORDER',
    '确认早于交付',
    of([fact('delivered', '15:00:00'), fact('receipt-confirmed', '14:30:00')]),
  ),
  seed(
    'TIME_ORDER',
    '平台先答复后索要',
    of([fact('identity-requested', '24T12:00:00'), fact('identity-answered', '24T09:00:00')]),
  ),
  seed(
    'TIME_ORDER',
    '发现问题早于交付，只写日期',
    of([fact('delivered', '25T00:00:00'), fact('defect-found', '24T00:00:00')]),
  ),
  seed('TIME_ORDER', '事实还没有发生', of([fact('complained', '2026-12-20T10:00:00')])),
  seed(
    'TIME_ORDER',
    '答复早于提交',
    of([submission('samr12315', '25T10:00:00', { id: 's-x' }), reply('s-x', '24T10:00:00', 'accepted')]),
  ),
  seed('STATUS_BEFORE_DEADLINE', '状态页早于时限', of([], [item('E04', '14:08:00')], {}, 'not_delivered')),
  seed(
    'STATUS_BEFORE_DEADLINE',
    '导入的图中时间早于时限',
    of(
      [reading(itemId('E04'), { shownAtUtc: at('14:10:00') })],
      [item('E04', '14:44:20', { source: 'import' })],
      {},
      'not_delivered',
    ),
  ),
  seed('CAPTURED_BEFORE_SHOWN', '晚六分钟', of([on(E01, { shownAtUtc: at('14:09:30') })], [E01])),
  seed('CAPTURED_BEFORE_SHOWN', '图中时间晚于截图', of([on(E01, { shownAtUtc: at('15:03:30') })], [E01])),
  seed(
    'CAPTURED_BEFORE_SHOWN',
    '图中时间晚于导入',
    of(
      [reading(itemId('E03'), { shownAtUtc: at('24T09:00:00') })],
      [item('E03', '14:03:40', { source: 'import' })],
    ),
  ),
  seed(
    'REFUND_EXCEEDS_PAYMENT',
    '退款事实多于付款',
    of([fact('refund-received', '25T10:00:00', { amountFen: 19_700 })]),
  ),
  seed('REFUND_EXCEEDS_PAYMENT', '账单退款多于付款', of([payment('14:02:11', { refundedFen: 10_000 })])),
  seed('REFUND_EXCEEDS_PAYMENT', '了结的退款多于付款', of([closing('refunded', 98_500)])),
  seed(
    'STATUS_AGAINST_FACTS',
    '订单等待发货，事实已交付',
    of([fact('delivered', '14:20:00')], [], { status: 'awaiting-delivery' }),
  ),
  seed(
    'STATUS_AGAINST_FACTS',
    '情形是未发货，事实已交付',
    of([fact('delivered', '14:20:00')], [], {}, 'not_delivered'),
  ),
  seed(
    'STATUS_AGAINST_FACTS',
    '交付之后的页面仍显示未发货',
    of([fact('delivered', '14:20:00'), on(E04, { shownText: '未发货' })], [E04]),
  ),
  seed(
    'STATUS_AGAINST_FACTS',
    '确认以后的页面显示待确认',
    of([fact('receipt-confirmed', '14:40:00')], [E22]),
  ),
  seed(
    'STATUS_AGAINST_FACTS',
    '订单已退款，了结没有退款',
    of([closing('lost', 0)], [], { status: 'refunded' }),
  ),
  seed(
    'STATUS_AGAINST_FACTS',
    '页面显示退款成功，别处没有退款',
    of([on(E01, { shownText: '退款成功' })], [E01]),
  ),
];

export interface Innocent {
  readonly what: string;
  readonly file: CaseFile;
}

const same = (what: string, file: CaseFile): Innocent => ({ what, file });

/** Differences of writing, of masks, of clocks, and of what is plural by nature. */
export const innocent: readonly Innocent[] = [
  same('全角订单号', of([on(E01, { orderNumber: '２０２６１１２３１４０２１１０００１２３' })], [E01])),
  same('订单号带空格', of([on(E01, { orderNumber: '2026 1123 1402 1100 0123' })], [E01])),
  same('订单号带短横', of([on(E01, { orderNumber: '20261123-140211-000123' })], [E01])),
  same('订单号带标签', of([on(E01, { orderNumber: '订单编号：20261123140211000123' })], [E01])),
  same('订单号打码', of([on(E01, { orderNumber: '2026****0123' })], [E01])),
  same('订单号打码，露出的位数对不上', of([on(E01, { orderNumber: '2026****9999' })], [E01])),
  same('订单号末尾省略', of([on(E01, { orderNumber: '20261123140211…' })], [E01])),
  same(
    '订单号大小写',
    of([on(E01, { orderNumber: 'km-20261123-a1b2' })], [E01], { number: 'KM20261123A1B2' }),
  ),
  same(
    '订单号用长横',
    of([on(E01, { orderNumber: 'KM—20261123—A1B2' })], [E01], { number: 'KM-20261123-A1B2' }),
  ),
  same('交易单号分段', of([on(E03, { transactionNumber: '2026 1123 2200 1411 0012 3456 7890' })], [E03])),
  same('交易单号打码', of([on(E03, { transactionNumber: '20261123****7890' })], [E03])),
  same(
    '把商户单号当成交易单号',
    of([payment('14:02:11', { merchantNumber: 'M0001' }), on(E03, { transactionNumber: 'M0001' })], [E03]),
  ),
  same(
    '重复扣款的两个交易单号',
    of(
      [
        payment('14:02:11'),
        payment('14:02:40', { transactionNumber: '2026112322001411009876543210', role: 'duplicate' }),
        on(E03, { transactionNumber: '2026112322001411009876543210' }),
      ],
      [E03],
      {},
      'duplicate_charge',
    ),
  ),
  same(
    '分两笔付清',
    of([
      payment('14:02:11', { amountFen: 5000 }),
      payment('14:02:30', { amountFen: 4850, transactionNumber: 'T2' }),
    ]),
  ),
  same(
    '金额相同',
    of([payment('14:02:11'), on(E03, { amountFen: 9850 }), on(E01, { amountFen: 9850 })], [E01, E03]),
  ),
  same('商品页标价不是实付', of([reading(itemId('E02'), { amountFen: 10_000 })], [item('E02', '14:00:30')])),
  same('损失凭证的金额', of([reading(itemId('E24'), { amountFen: 3000 })], [item('E24', '15:00:00')])),
  same('旗舰店后缀', of([on(E01, { merchant: '星辰点卡旗舰店' })], [E01])),
  same('店名带官方和括号', of([on(E01, { merchant: '【官方】星辰点卡专营店' })], [E01])),
  same('店名带空格和全角', of([on(E04, { merchant: '星辰 点卡　专营店' })], [E04])),
  same('店名与公司名', of([on(E01, { merchant: '星途网络科技有限公司' })], [E01])),
  same('主体信息里的公司名', of([on(E12, { merchant: '北京星途科技有限公司' })], [E12])),
  same(
    '有限公司与括号',
    of(
      [payment('14:02:11', { payee: '星辰（北京）科技有限公司' }), on(E03, { payee: '星辰(北京)科技' })],
      [E03],
    ),
  ),
  same('收款方打码', of([payment('14:02:11', { payee: '*三丰' }), on(E03, { payee: '张三丰' })], [E03])),
  same(
    '收款方店铺名与公司名',
    of([payment('14:02:11', { payee: '星途网络科技有限公司' }), on(E03, { payee: '星辰点卡专营店' })], [E03]),
  ),
  same('商品名少空格多面值', of([on(E01, { product: '100元点卡（面值）' })], [E01])),
  same('商品名用￥', of([on(E01, { product: '￥100.00 点卡' })], [E01])),
  same('商品名用分', of([on(E01, { product: '10000分 点卡' })], [E01])),
  same(
    '商品名省略',
    of([on(E01, { product: '星辰游戏通用点卡 100 元 自动…' })], [E01], {
      product: '星辰游戏通用点卡 100 元 自动发货 秒到账',
    }),
  ),
  same(
    '一年与 365 天与 12 个月',
    of([on(E01, { product: '影音会员 12个月' })], [E01], { product: '影音会员 365天' }),
  ),
  same('卡密大小写和短横', of([on(E06, key('ab-12', 'k7 q9')), on(E07, key('AB12', 'K7Q9'))], [E06, E07])),
  same('卡密尾号长短不同', of([on(E06, key(null, 'XXK7Q9')), on(E07, key(null, 'K7Q9'))], [E06, E07])),
  same('卡密带星号', of([on(E06, key('AB12', '****K7Q9')), on(E07, key('AB12', 'K7Q9'))], [E06, E07])),
  same('只看得到一头', of([on(E06, key('AB12', null)), on(E07, key(null, 'K7Q9'))], [E06, E07])),
  same(
    '一张订单两个卡密',
    of(
      [
        on(E06, key('AB12', 'K7Q9')),
        reading(itemId('E06', 1), key('CD34', 'M8R0')),
        on(E07, key('CD34', 'M8R0')),
      ],
      [E06, item('E06', '14:31:00', { count: 1 }), E07],
    ),
  ),
  same('付款少了秒', of([], [], { orderedAtUtc: at('14:02:11'), paidAtUtc: at('14:02:00') })),
  same(
    '同一时刻的两个时区',
    of([fact('paid', null, { atUtc: new Date('2026-11-23T01:02:11-05:00').toISOString() })]),
  ),
  same('只写日期', of([fact('delivered', '15:00:00'), fact('defect-found', '23T00:00:00')])),
  same('图中只有日期', of([on(E04, { shownAtUtc: at('23T00:00:00') })], [E04])),
  same('图中时间与截图差几秒', of([on(E01, { shownAtUtc: at('14:03:58') })], [E01])),
  same(
    '录屏里的时间晚于开始',
    of(
      [reading(itemId('E08'), { shownAtUtc: at('15:10:00') })],
      [item('E08', '14:45:00', { source: 'recording', mediaType: 'video/webm' })],
    ),
  ),
  same(
    '先截一张，时限后又截一张',
    of([], [item('E04', '14:08:00'), item('E04', '14:44:20', { count: 1 })], {}, 'not_delivered'),
  ),
  same('导入的状态页没有时间', of([], [item('E04', '14:08:00', { source: 'import' })], {}, 'not_delivered')),
  same('承诺的时间还没有到', of([fact('promised-until', '2026-12-20T10:00:00')])),
  same(
    '部分退款',
    of([
      fact('refund-received', '25T10:00:00', { amountFen: 3000 }),
      payment('14:02:11', { refundedFen: 3000, role: 'payment' }),
    ]),
  ),
  same(
    '赔付多于付款',
    of([situation({ wants: 'compensate' }), fact('refund-received', '25T10:00:00', { amountFen: 19_700 })]),
  ),
  same(
    '交付之前的页面显示未发货',
    of([fact('delivered', '15:20:00'), on(E04, { shownText: '未发货' })], [E04]),
  ),
  same('确认之前的页面显示待确认', of([fact('receipt-confirmed', '15:30:00')], [E22])),
];
