import { describe, expect, test } from 'vitest';
import { type Cell, readTable, type TableRow } from '../../../../core/bills/index.ts';

const rowsOf = (cells: readonly (readonly Cell[])[]): readonly TableRow[] =>
  cells.map((row, at) => ({ line: at + 1, cells: row }));

const app =
  '交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注'.split(
    ',',
  );
const web =
  '交易号,商家订单号,交易创建时间,付款时间,最近修改时间,交易来源地,类型,交易对方,商品名称,金额（元）,收/支,交易状态,服务费（元）,成功退款（元）,备注,资金状态'.split(
    ',',
  );
const wechat =
  '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注'.split(',');

const AT = '2026-08-20 23:59:50';

function lineOf(header: readonly string[], values: Readonly<Record<string, Cell>>) {
  const row = header.map((name) => values[name] ?? '');
  const bill = readTable(rowsOf([['共1笔记录'], header, row]), 'csv');
  if (!bill.ok) throw new Error(bill.error.message);
  const [line] = bill.value.lines;
  return {
    state: line?.state,
    refundedFen: line?.refundedFen,
    direction: line?.direction,
    isUnderstood: line?.isUnderstood,
  };
}

const appLine = (direction: string, status: string, payMethod = '花呗') =>
  lineOf(app, {
    交易时间: AT,
    '收/支': direction,
    金额: '10.00',
    '收/付款方式': payMethod,
    交易状态: status,
    交易订单号: '1',
  });
const webLine = (direction: string, status: string, paidAt: string, refund = '0.00') =>
  lineOf(web, {
    交易号: '1',
    交易创建时间: AT,
    付款时间: paidAt,
    '金额（元）': '10.00',
    '收/支': direction,
    交易状态: status,
    '成功退款（元）': refund,
  });
const wechatLine = (direction: string, status: string, category = '商户消费') =>
  lineOf(wechat, {
    交易时间: AT,
    交易类型: category,
    '收/支': direction,
    '金额(元)': '¥10.00',
    当前状态: status,
    交易单号: '1',
  });

describe('支付宝 app: every status word, by direction', () => {
  test.each([
    ['支出', '交易成功', 'paid'],
    ['支出', '支付成功', 'paid'],
    ['支出', '等待确认收货', 'paid'],
    ['支出', '等待对方确认收货', 'paid'],
    ['支出', '等待发货', 'paid'],
    ['支出', '代付成功', 'paid'],
    ['支出', '等待付款', 'unpaid'],
    ['支出', '交易关闭', 'closed'],
    ['支出', '已关闭', 'closed'],
    ['不计收支', '退款成功', 'refund-line'],
    ['收入', '交易成功', 'other'],
    ['不计收支', '交易成功', 'other'],
    ['不计收支', '还款成功', 'other'],
    ['不计收支', '还款失败', 'other'],
    ['收入', '退税成功', 'other'],
    ['收入', '放款成功', 'other'],
    ['不计收支', '解冻成功', 'other'],
    ['不计收支', '信用服务使用成功', 'other'],
    ['不计收支', '芝麻免押下单成功', 'other'],
  ])('%s %s: %s', (direction, status, state) => {
    expect(appLine(direction, status)).toMatchObject({ state, isUnderstood: true });
  });

  test('closed without a way of payment was never paid', () => {
    expect(appLine('不计收支', '交易关闭', '')).toMatchObject({ state: 'unpaid', isUnderstood: true });
  });

  test('an unknown direction is kept, and is in no sum', () => {
    expect(appLine('不知道', '交易成功')).toMatchObject({
      state: 'other',
      direction: 'neutral',
      isUnderstood: false,
    });
  });
});

describe('支付宝 web: blanks mean something', () => {
  test.each([
    ['支出', '交易成功', AT, '0.00', 'paid', 0],
    ['支出', '交易成功', AT, '4.00', 'partly-refunded', 400],
    ['支出', '交易关闭', AT, '10.00', 'refunded', 1000],
    ['支出', '交易关闭', AT, '', 'closed', 0],
    ['', '交易关闭', '', '0.00', 'unpaid', 0],
    ['', '退款成功', '', '0.00', 'refund-line', 0],
    ['', '交易成功', '', '0.00', 'other', 0],
  ])('%j %s, paid %j, refunded %j: %s', (direction, status, paidAt, refund, state, refundedFen) => {
    expect(webLine(direction, status, paidAt, refund)).toMatchObject({
      state,
      refundedFen,
      isUnderstood: true,
    });
  });
});

describe('微信支付: every status word', () => {
  test.each([
    ['支出', '支付成功', '商户消费', 'paid', 0],
    ['支出', '已转账', '转账', 'paid', 0],
    ['支出', '对方已收钱', '转账', 'paid', 0],
    ['支出', '朋友已收钱', '转账', 'paid', 0],
    ['支出', '已全额退款', '商户消费', 'refunded', 1000],
    ['支出', '对方已退还', '转账', 'refunded', 1000],
    ['支出', '已退款(¥0.95)', '商户消费', 'partly-refunded', 95],
    ['支出', '已退款(￥0.95)', '商户消费', 'partly-refunded', 95],
    ['支出', '已退款（￥0.95）', '商户消费', 'partly-refunded', 95],
    ['支出', '已退款(¥10.00)', '商户消费', 'refunded', 1000],
    ['收入', '已退款¥0.95', '蓝鲸-退款', 'refund-line', 0],
    ['收入', '已全额退款', '蓝鲸-退款', 'refund-line', 0],
    ['收入', '已收钱', '群收款', 'other', 0],
    ['收入', '已存入零钱', '微信红包', 'other', 0],
    ['/', '充值完成', '零钱充值', 'other', 0],
    ['/', '提现已到账', '零钱提现', 'other', 0],
    ['/', '提现失败，已退回零钱', '零钱提现', 'other', 0],
    ['/', '还款成功', '信用卡还款', 'other', 0],
  ])('%s %s, %s: %s', (direction, status, category, state, refundedFen) => {
    expect(wechatLine(direction, status, category)).toMatchObject({ state, refundedFen, isUnderstood: true });
  });

  test.each([
    ['支出', '已退款'],
    ['支出', '已飞升'],
    ['', '支付成功'],
  ])('%j %s is not understood', (direction, status) => {
    expect(wechatLine(direction, status)).toMatchObject({ state: 'other', isUnderstood: false });
  });
});

describe('the header is found by its names alone', () => {
  const values: Readonly<Record<string, Cell>> = {
    交易时间: AT,
    '收/支': '支出',
    金额: '10.00',
    '收/付款方式': '花呗',
    交易状态: '交易成功',
    交易订单号: '1',
  };
  const read = (header: readonly string[], before = 0) =>
    readTable(
      rowsOf([
        ...Array.from({ length: before }, () => ['交易时间：以实际为准', '金额']),
        header,
        header.map((name) => values[name.trim()] ?? ''),
      ]),
      'csv',
    );

  test('in any order, on any line', () => {
    for (const header of [app, app.toReversed(), [...app, '', ''], app.map((name) => ` ${name}\t`)]) {
      for (const before of [0, 1, 24]) {
        const bill = read(header, before);
        expect(bill.ok && bill.value.lines[0]).toMatchObject({
          amountFen: 1000,
          line: before + 2,
          state: 'paid',
        });
      }
    }
  });

  test('a column too few or too many is named', () => {
    expect(read(app.filter((name) => name !== '交易状态'))).toMatchObject({
      error: { code: 'BILL_COLUMNS_UNKNOWN', details: { missing: '交易状态', unknown: '' } },
    });
    expect(read([...app, '积分'])).toMatchObject({
      error: { code: 'BILL_COLUMNS_UNKNOWN', details: { missing: '', unknown: '积分' } },
    });
  });
});
