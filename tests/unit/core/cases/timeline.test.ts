import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factKinds, factNames, timelineOf } from '../../../../core/cases/index.ts';
import { scenarioIds } from '../../../../core/rules/index.ts';
import {
  at,
  caseFile,
  changed,
  closing,
  fact,
  item,
  itemId,
  message,
  payment,
  reading,
  reply,
  submission,
} from './builders.ts';
import { workedCase } from './worked-cases.ts';

test('everything with a time stands in one list, oldest first, with what shows it', () => {
  const sent = submission('samr12315', '25T09:00:00', { receiptNumber: '1100001' });
  const file = caseFile(
    {},
    [item('E04', '14:44:20')],
    [
      message('buyer', '14:30:00', '请发货', { itemIds: [itemId('E05')] }),
      fact('reminded', null),
      fact('loss', '16:00:00', { text: '活动结束', amountFen: 3000 }),
      sent,
      reply(sent.id, '26T09:00:00', 'accepted', { text: '予以受理' }),
      payment('14:02:11', { billItemId: itemId('E16') }),
      closing('refunded', 9850),
    ],
  );
  const entries = timelineOf(file);
  expect(entries.map(({ atUtc, what }) => `${atUtc.slice(5, 19)} ${what}`)).toEqual([
    '11-23T06:01:48 下单：100 元点卡',
    '11-23T06:02:11 付款 ￥98.50',
    '11-23T06:02:11 账单付款 ￥98.50，交易单号 2026112322001411001234567890',
    '11-23T06:12:11 承诺最迟交付',
    '11-23T06:30:00 我：「请发货」',
    '11-23T06:44:20 截图 E04',
    '11-23T08:00:00 损失 ￥30.00：活动结束',
    '11-25T01:00:00 提交投诉，编号 1100001',
    '11-26T01:00:00 已受理：「予以受理」',
    '11-30T02:00:00 了结',
  ]);
  expect(entries[4]).toMatchObject({ source: 'message', itemIds: [itemId('E05')] });
  expect(entries[1]).toMatchObject({ source: 'order', records: ['order/paidAtUtc'] });
});

test('an import stands where its picture says, a capture where it was taken', () => {
  const shown = { shownAtUtc: at('13:00:00') };
  const taken = caseFile({}, [item('E01', '14:03:30')], [reading(itemId('E01'), shown)]);
  const brought = caseFile(
    {},
    [item('E01', '14:03:30', { source: 'import' })],
    [reading(itemId('E01'), shown)],
  );
  const when = (file: typeof taken) => timelineOf(file).find(({ source }) => source === 'capture')?.atUtc;
  expect(when(taken)).toBe(at('14:03:30'));
  expect(when(brought)).toBe(at('13:00:00'));
});

test('a payment told as a fact is not told again by the order', () => {
  const file = caseFile({}, [], [fact('paid', '14:02:11', { amountFen: 9850 })]);
  expect(timelineOf(file).filter(({ what }) => what.startsWith('付款'))).toHaveLength(1);
});

test('every kind of fact has a name of its own', () => {
  expect(new Set(factKinds.map((kind) => factNames[kind])).size).toBe(factKinds.length);
});

test('whatever the order of records, the list is the same and in order of time', () => {
  for (const scenario of scenarioIds) {
    const file = workedCase(scenario, 'court_small_claims');
    const expected = timelineOf(file).map(({ atUtc }) => atUtc);
    expect(expected).toEqual([...expected].sort());
    fc.assert(
      fc.property(fc.shuffledSubarray([...file.records], { minLength: file.records.length }), (records) => {
        const shuffled = timelineOf(changed({ ...file, records: [] }, { records }));
        expect(shuffled.map(({ atUtc }) => atUtc)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  }
});
