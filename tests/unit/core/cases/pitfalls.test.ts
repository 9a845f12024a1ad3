import { describe, expect, test } from 'vitest';
import { assessCase, type CaseFile } from '../../../../core/cases/index.ts';
import { changed, fact, item, itemId, message, payment, reading, reply, submission } from './builders.ts';
import { ruleBook } from './rule-book.ts';
import { WORKED_AT, workedCase } from './worked-cases.ts';

type Changes = Parameters<typeof changed>[1];

function pitfalls(changes: Changes, file: CaseFile = workedCase('card_invalid')) {
  return assessCase(ruleBook, changed(file, changes), { channel: null, at: WORKED_AT }).pitfalls;
}

const shown: readonly (readonly [id: string, what: string, changes: Changes])[] = [
  ['P1', '加微信', { records: [message('merchant', '14:30:00', '亲加个微信给您退款')] }],
  ['P1', '私下退款', { records: [message('merchant', '14:30:00', '我私下退款给你')] }],
  ['P1', '全角和空格', { records: [message('merchant', '14:30:00', '加 ＱＱ 说')] }],
  ['P1', '离开平台', { records: [message('merchant', '14:30:00', '我们离开平台沟通')] }],
  [
    'P1',
    '消息不在平台',
    { records: [message('buyer', '14:30:00', '订单 1 的卡密无效', { isOnPlatform: false })] },
  ],
  ['P1', '收款方是个人', { records: [payment('14:02:11', { payee: '张三丰' })] }],
  ['P1', '事实写着', { records: [fact('off-platform-invited', '14:30:00')] }],
  [
    'P2',
    '先确认后发现',
    { records: [fact('receipt-confirmed', '14:10:00'), fact('defect-found', '14:20:00')] },
  ],
  ['P3', '截图没有订单号', { records: [reading(itemId('E06'), { keyTail: 'K7Q9' })] }],
  ['P3', '只说不好用', { drop: ['message'], records: [message('buyer', '14:30:00', '不好用，太差了')] }],
  ['P4', '想改图', { records: [message('buyer', '14:30:00', '我P图补一张就行')] }],
  ['P4', '备注写着', { items: [item('E07', '14:20:00', { note: '改了一下时间' })] }],
  ['P4', '订单备注', { order: { notes: '把截图改图再交' } }],
  [
    'P5',
    '两次提交',
    { records: [submission('samr12315', '24T10:00:00'), submission('samr12315', '25T10:00:00')] },
  ],
];

describe('a pitfall is found, with its remedy', () => {
  test.each(shown)('%s: %s', (id, _what, changes) => {
    const found = pitfalls(changes);
    expect(found.map((one) => one.id)).toEqual([id]);
    const rule = ruleBook.pitfalls.find((one) => one.id === id);
    expect(found[0]).toMatchObject({ name: rule?.name, remedy: rule?.remedy });
    expect(found[0]?.reason).toMatch(/。$/u);
    expect([...(found[0]?.records ?? []), ...(found[0]?.itemIds ?? [])].length).toBeGreaterThan(0);
  });
});

test('a single page of failure is vague', () => {
  const one = pitfalls({}, changed(workedCase('system_fault'), { without: ['E01', 'E03', 'E05'] }));
  expect(one.map(({ id }) => id)).toEqual(['P3']);
});

const first = submission('samr12315', '24T10:00:00');
const notShown: readonly (readonly [what: string, changes: Changes])[] = [
  ['买家拒绝加微信', { records: [message('buyer', '14:30:00', '请在平台沟通，订单 1 无效')] }],
  ['微信支付付款', { records: [message('merchant', '14:30:00', '您用微信支付的订单已收到')] }],
  ['确认在发现之后', { records: [fact('defect-found', '14:20:00'), fact('receipt-confirmed', '14:30:00')] }],
  ['笼统也具体', { records: [message('buyer', '14:30:00', '不好用，提示卡密无效')] }],
  ['说商家 P 图', { records: [message('buyer', '14:30:00', '你们P图骗人，订单 1 无效')] }],
  ['否认造假', { records: [message('buyer', '14:30:00', '我没有伪造截图，订单 1 无效')] }],
  ['补充材料', { records: [first, submission('samr12315', '25T10:00:00', { text: '补充材料：账单' })] }],
  [
    '不予受理以后再提交',
    { records: [first, reply(first.id, '24T18:00:00', 'refused'), submission('samr12315', '25T10:00:00')] },
  ],
  ['平台和 12315 各一次', { records: [submission('platform', '24T10:00:00'), first] }],
  ['收款方打码但与店铺相合', { records: [payment('14:02:11', { payee: '星辰点卡专营店' })] }],
];

describe('nobody is warned of what is innocent', () => {
  test.each(notShown)('%s', (_what, changes) => {
    expect(pitfalls(changes)).toEqual([]);
  });
});
