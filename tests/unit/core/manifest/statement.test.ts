import { expect, test } from 'vitest';
import type { EvidenceKind } from '../../../../core/evidence/index.ts';
import { evidenceKinds } from '../../../../core/evidence/index.ts';
import { composeStatement } from '../../../../core/manifest/index.ts';
import { type OrderFacts, orderStatuses } from '../../../../core/orders/index.ts';

const facts: OrderFacts = {
  platform: '星辰卡盟',
  merchant: '星辰点卡专营店',
  number: '20261123140211000123',
  product: '100 元点卡',
  category: 'card-key',
  amountFen: 9850,
  paymentChannel: 'alipay',
  transactionNumber: '2026112322001411001234567890',
  orderedAtUtc: '2026-11-23T06:01:48.000Z',
  paidAtUtc: '2026-11-23T06:02:11.000Z',
  promiseMinutes: 10,
  promiseText: null,
  status: 'awaiting-delivery',
  notes: '',
};
const exhibit = (number: string, kind: EvidenceKind | null, capturedAtUtc: string | null = null) => ({
  number,
  kind,
  capturedAtUtc,
});

test('says what was paid when a payment record shows it, in Beijing time', () => {
  expect(composeStatement(facts, [exhibit('2-1', 'E03')])).toEqual([
    {
      text: '本人于 2026年11月23日 14:02:11 通过支付宝支付 ￥98.50，交易单号 2026112322001411001234567890。',
      citations: ['2-1'],
    },
  ]);
});

test('an order page alone does not support channel and transaction number', () => {
  const paid = composeStatement(facts, [exhibit('2-1', 'E01')])[1];
  expect(paid).toEqual({ text: '本人于 2026年11月23日 14:02:11 支付 ￥98.50。', citations: ['2-1'] });
});

test('says nothing without evidence, and nothing from unlabelled evidence', () => {
  expect(composeStatement(facts, [])).toEqual([]);
  expect(composeStatement(facts, [exhibit('7-1', null), exhibit('7-2', null)])).toEqual([]);
});

test('computes lateness only when promise, payment and a later capture are all shown', () => {
  const late = exhibit('4-1', 'E04', '2026-11-23T06:44:00.000Z');
  const early = exhibit('4-1', 'E04', '2026-11-23T06:05:00.000Z');
  const promise = exhibit('3-1', 'E02');
  const paid = exhibit('2-1', 'E03');
  const last = (...exhibits: (typeof late)[]) => composeStatement(facts, exhibits).at(-1);
  expect(last(paid, promise, late)).toEqual({
    text: '按付款时间与承诺时限计算，应于 2026年11月23日 14:12:11 前交付；至 2026年11月23日 14:44:00 截取时，订单仍显示未交付。',
    citations: ['3-1', '2-1', '4-1'],
  });
  expect(last(paid, late)?.text).toBe('至 2026年11月23日 14:44:00 截取时，订单显示未交付。');
  expect(last(paid, promise, early)?.text).toBe('至 2026年11月23日 14:05:00 截取时，订单显示未交付。');
  expect(last(paid, promise, exhibit('4-1', 'E04'))?.text).toBe('订单状态页显示尚未交付。');
});

test('every sentence of every status cites an exhibit that exists', () => {
  const all = Object.keys(evidenceKinds).map((kind, index) =>
    exhibit(`1-${index + 1}`, kind as EvidenceKind),
  );
  const numbers = new Set(all.map(({ number }) => number));
  for (const status of orderStatuses) {
    const sentences = composeStatement({ ...facts, status }, all);
    expect(sentences.length).toBeGreaterThan(10);
    for (const { citations, text } of sentences) {
      expect(citations.length).toBeGreaterThan(0);
      expect(citations.every((number) => numbers.has(number))).toBe(true);
      expect(text).not.toMatch(/法院认可|必胜|法律效力|欺诈|违法/);
    }
  }
});
