import { describe, expect, it } from 'vitest';
import type { CaseFile, CaseRecord } from '../../../../core/cases/index.ts';
import { checkClosing, ENOUGH_CASES, statisticsOf, todoOf } from '../../../../core/complaints/index.ts';
import {
  at,
  caseFile,
  closing,
  fact,
  item,
  itemId,
  payment,
  reply,
  situation,
  submission,
} from '../cases/builders.ts';
import { ruleBook } from '../cases/rule-book.ts';
import { calendar } from '../deadlines/calendar-file.ts';

const dispute = situation({ scenario: 'card_invalid' });
const refused = fact('merchant-refused', '23T16:00:00');

function numbered(
  count: number,
  records: readonly CaseRecord[],
  order: Parameters<typeof caseFile>[0] = {},
): CaseFile {
  const file = caseFile(order, [], records);
  return { ...file, order: { ...file.order, id: `o-${String(count).padStart(26, '0')}` } };
}

const todo = (files: readonly CaseFile[], moment: string, gapsLeft = 0) =>
  todoOf({
    ruleBook,
    calendar,
    atUtc: at(moment),
    cases: files.map((file) => ({ caseFile: file, gapsLeft })),
  });

describe('what is to be done', () => {
  const waiting = numbered(1, [dispute, refused, submission('platform', '24T10:00:00')], {
    status: 'defective',
  });
  it('is to wait, then to record the answer and go on', () => {
    expect(
      todo([waiting], '24T12:00:00').map(({ code, action, urgency }) => [code, action.kind, urgency]),
    ).toEqual([['D02', 'wait', 'soon']]);
    expect(
      todo([waiting], '26T12:00:00').map(({ code, action, urgency }) => [code, action.kind, urgency]),
    ).toEqual([
      ['D02', 'record-reply', 'overdue'],
      ['next-step', 'submit', 'today'],
    ]);
  });

  it('names missing evidence', () => {
    const [entry] = todo(
      [numbered(1, [dispute], { status: 'defective', paidAtUtc: null })],
      '24T12:00:00',
      3,
    ).filter(({ code }) => code === 'gaps');
    expect(entry).toMatchObject({
      text: '还缺 3 项证据，先补齐再提交',
      action: { kind: 'capture' },
      gapsLeft: 3,
    });
  });

  it('is nothing for closed, archived and untroubled orders', () => {
    const closed = numbered(1, [dispute, refused, closing('refunded', 9850)]);
    const untroubled = numbered(2, [], { status: 'delivered' });
    const archived = { ...waiting, order: { ...waiting.order, isArchived: true } };
    expect(todo([closed, untroubled, archived], '30T12:00:00', 5)).toEqual([]);
  });

  it('is sorted by urgency, whatever the order of the cases', () => {
    const files = Array.from({ length: 40 }, (_, index) =>
      numbered(index, [
        dispute,
        refused,
        submission('platform', `${(index % 6) + 23}T${String(index % 24).padStart(2, '0')}:00:00`),
      ]),
    );
    const sorted = todo(files, '27T12:00:00', 2);
    const rank = ['overdue', 'today', 'soon', 'later'];
    const ranks = sorted.map(({ urgency }) => rank.indexOf(urgency));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(todo(files.toReversed(), '27T12:00:00', 2)).toEqual(sorted);
    expect(new Set(sorted.map(({ urgency }) => urgency)).size).toBeGreaterThan(2);
  });

  it('speaks of the three years only towards their end', () => {
    const records = [
      dispute,
      refused,
      fact('delivered', '2026-11-23T15:00:00'),
      fact('defect-found', '2026-11-23T16:00:00'),
    ];
    const codes = (moment: string) =>
      todo([numbered(1, records, { status: 'defective' })], moment).map(({ code }) => code);
    expect(codes('2029-10-20T10:00:00')).not.toContain('D12');
    expect(codes('2029-10-25T10:00:00')).toEqual(expect.arrayContaining(['D12', 'D13']));
    expect(codes('2029-11-24T10:00:00')).not.toContain('D13');
  });

  it('says that a date may move where the holidays are not published', () => {
    const sent = submission('samr12315', '2026-12-24T10:00:00');
    const [entry] = todo([numbered(1, [dispute, refused, sent])], '2026-12-31T10:00:00').filter(
      ({ code }) => code === 'D06',
    );
    expect(entry?.text).toContain('可能变动');
    const after = todo([numbered(1, [dispute, refused, sent])], '2027-01-20T10:00:00').filter(
      ({ code }) => code === 'D06',
    );
    expect(after.map(({ urgency }) => urgency)).toEqual(['today']);
  });

  it('after fifteen days without an answer offers the report, once', () => {
    const records = [dispute, fact('refund-demanded', '2026-10-12T10:00:00'), refused];
    const stalled = (more: readonly CaseRecord[]) =>
      todo([numbered(1, [...records, ...more])], '24T12:00:00').filter(({ code }) => code === 'D05');
    expect(stalled([])).toMatchObject([{ action: { kind: 'letter', letter: 'violation-report' } }]);
    const letter = {
      kind: 'letter',
      id: 'l-1',
      letter: 'violation-report',
      channel: 'samr12315',
      version: 1,
    } as const;
    const sent = submission('samr12315', '23T17:00:00', { letterId: 'l-1' });
    expect(stalled([{ ...letter, text: '', isEdited: false }, sent])).toEqual([]);
  });
});

describe('statistics', () => {
  const won = (count: number, days: number, refundedFen: number, platform = '星辰卡盟') => {
    const sent = submission('platform', '01T10:00:00', { id: `s-${count}` });
    const answered = reply(sent.id, `${String(1 + days).padStart(2, '0')}T09:00:00`, 'refunded');
    const ended = closing('refunded', refundedFen, {
      atUtc: at(`${String(1 + days).padStart(2, '0')}T10:00:00`),
    });
    return numbered(count, [dispute, sent, answered, ended], { platform, paidAtUtc: null });
  };

  it('add up in fen, with the median of days and what ended it', () => {
    const figures = statisticsOf([
      won(1, 2, 9850),
      won(2, 5, 100),
      won(3, 9, 9850, '甲平台'),
      numbered(4, [dispute]),
    ]);
    expect(figures).toEqual({
      caseCount: 4,
      closedCount: 3,
      claimedFen: 39_400,
      refundedFen: 19_800,
      medianDaysToRefund: 5,
      caveat: '只有 3 件结案，看不出规律，也不能用来推测下一件的结果。',
      byPlatform: [
        { platform: '星辰卡盟', caseCount: 3, closedCount: 2, refundedFen: 9950 },
        { platform: '甲平台', caseCount: 1, closedCount: 1, refundedFen: 9850 },
      ],
      byChannel: [{ channel: 'platform', closedCount: 3, refundedFen: 19_800 }],
    });
    expect(statisticsOf([won(1, 2, 1), won(2, 5, 1)]).medianDaysToRefund).toBe(3.5);
  });

  it('say nothing where there is nothing', () => {
    expect(statisticsOf([numbered(1, [], { status: 'delivered' })])).toMatchObject({
      caseCount: 0,
      medianDaysToRefund: null,
      caveat: '还没有结案的案件，看不出规律。',
    });
    const many = Array.from({ length: ENOUGH_CASES }, (_, index) => won(index, 3, 1));
    expect(statisticsOf(many).caveat).toBeNull();
    expect(statisticsOf(many.slice(1)).caveat).not.toBeNull();
  });
});

describe('an outcome', () => {
  const now = at('30T12:00:00');
  const file = caseFile({}, [item('E03', '29T10:00:00')], [dispute]);
  const evidence = { itemIds: [itemId('E03')] };
  const code = (...own: Parameters<typeof closing>) => {
    const checked = checkClosing(closing(...own), file, now);
    return checked.ok ? checked.value.advice : checked.error.code;
  };

  it.each<[string, Parameters<typeof closing>, string]>([
    ['more than was paid', ['refunded', 9851, evidence], 'REFUND_EXCEEDS_PAYMENT'],
    ['a refund of nothing', ['refunded', 0], 'REFUND_MISSING'],
    ['lost with money', ['lost', 1], 'REFUND_UNEXPECTED'],
    ['before the payment', ['refunded', 9850, { atUtc: at('14:02:10') }], 'CLOSED_BEFORE_PAYMENT'],
    ['tomorrow', ['refunded', 9850, { atUtc: at('2026-12-01T10:00:00') }], 'CLOSED_IN_FUTURE'],
  ])('%s cannot be', (_, own, expected) => expect(code(...own)).toBe(expected));

  it('of all that was paid, with evidence, needs nothing', () => {
    expect(code('refunded', 9850, evidence)).toEqual([]);
    expect(code('given-up', 0)).toEqual([]);
  });

  it('is better mended: no evidence, only a part', () => {
    expect(code('refunded', 9850)).toEqual([expect.stringContaining('凭证')]);
    expect(code('refunded', 9850, { itemIds: [itemId('E20')] })).toEqual([expect.stringContaining('凭证')]);
    expect(code('refunded', 100, evidence)).toEqual([expect.stringContaining('部分退款')]);
  });

  it('may hold compensation where it was asked for, and a double charge', () => {
    const triple = caseFile({}, file.items, [{ ...dispute, isTripleClaimed: true }]);
    expect(checkClosing(closing('refunded', 39_400, evidence), triple, now).ok).toBe(true);
    const twice = caseFile({}, file.items, [payment('14:02:11'), payment('14:02:30', { role: 'duplicate' })]);
    expect(checkClosing(closing('refunded', 19_700, evidence), twice, now).ok).toBe(true);
    expect(checkClosing(closing('refunded', 19_701, evidence), twice, now).ok).toBe(false);
  });
});
