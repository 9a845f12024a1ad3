import { describe, expect, it } from 'vitest';
import { progressOf } from '../../../core/complaints/index.ts';
import { deadlinesOf } from '../../../core/deadlines/index.ts';
import { calendarFile } from '../../../electron/complaints/index.ts';
import {
  at,
  caseFile,
  fact,
  reply,
  sampleOrder,
  situation,
  submission,
} from '../../unit/core/cases/builders.ts';
import { ruleBook } from '../../unit/core/cases/rule-book.ts';
import { calendar } from '../../unit/core/deadlines/calendar-file.ts';

type Lines = readonly (readonly [name: string, value: string])[];

/** The file as RFC 5545 says to read it: unfolded, each line name and value. */
function readBack(file: string): Lines {
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  return file
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const);
}

function events(file: string): readonly Lines[] {
  const found: (readonly [string, string])[][] = [];
  let isInside = false;
  for (const [name, value] of readBack(file)) {
    if (name === 'BEGIN' && value === 'VEVENT') {
      isInside = true;
      found.push([]);
    }
    if (isInside) found.at(-1)?.push([name, value]);
    if (name === 'END' && value === 'VEVENT') isInside = false;
  }
  return found;
}

const valuesOf = (lines: Lines, name: string) =>
  lines.filter(([own]) => own === name).map(([, value]) => value);

const samr = submission('samr12315', '24T10:00:00', { id: 's-samr' });
const wechat = submission('payment_wechat', '24T11:00:00', { id: 's-pay' });
const file = caseFile(
  { merchant: '星辰点卡，专营店；第 2 店', status: 'defective', paymentChannel: 'wechat-pay' },
  [],
  [
    situation({ scenario: 'card_invalid' }),
    fact('delivered', '2026-11-21T10:00:00'),
    samr,
    reply(samr.id, '25T10:00:00', 'accepted'),
    wechat,
  ],
);
const now = at('25T12:00:00');
const { deadlines } = progressOf({ ruleBook, calendar, caseFile: file, at: now });
const text = calendarFile([{ order: file.order, deadlines }], now);

describe('the calendar file', () => {
  it('folds every line at 75 octets, with CR LF, and loses nothing by it', () => {
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line, 'utf8')).toBeLessThanOrEqual(75);
    expect(text).toMatch(/\r\n [^\r]/);
    const read = readBack(text);
    expect(valuesOf(read, 'SUMMARY').join()).toContain('星辰点卡，专营店；第 2 店');
    expect(read[0]).toEqual(['BEGIN', 'VCALENDAR']);
    expect(read.at(-1)).toEqual(['END', 'VCALENDAR']);
    expect(valuesOf(read, 'VERSION')).toEqual(['2.0']);
    expect(valuesOf(read, 'X-WR-TIMEZONE')).toEqual(['Asia/Shanghai']);
  });

  it('has one event for each deadline: days as days, moments in UTC', () => {
    const days = deadlines.filter(({ dueDay }) => dueDay !== null);
    const starts = (name: string) => events(text).flatMap((event) => valuesOf(event, name));
    expect(events(text)).toHaveLength(deadlines.length);
    const wanted = days.map(({ actor, dueDay, unrolledDay }) =>
      ((actor === 'buyer' ? unrolledDay : dueDay) ?? '').replaceAll('-', ''),
    );
    expect(starts('DTSTART;VALUE=DATE').toSorted()).toEqual(wanted.toSorted());
    expect(starts('DTSTART').toSorted()).toEqual(['20261125T030000Z', '20261127T030000Z']);
    // 60 days from 11-25: 01-24 of 2027, a Sunday.
    expect(starts('DTSTART;VALUE=DATE')).toContain('20270125');
  });

  it('shows the buyer’s own day without a roll, those of others rolled', () => {
    const start = { atUtc: at('2026-09-24T10:00:00') };
    const both = deadlinesOf({
      calendar,
      nowUtc: at('2026-09-25T10:00:00'),
      rules: ruleBook.deadlines,
      starts: [
        { deadlineId: 'D04', ...start },
        { deadlineId: 'D05', atUtc: at('2026-09-18T10:00:00') },
      ],
    });
    const days = events(calendarFile([{ order: file.order, deadlines: both }], now)).flatMap((event) =>
      valuesOf(event, 'DTSTART;VALUE=DATE'),
    );
    expect(days.toSorted()).toEqual(['20261001', '20261008']);
  });

  it('keeps the UID of a deadline from file to file, each its own', () => {
    const uids = (moment: string) => {
      const later = progressOf({ ruleBook, calendar, caseFile: file, at: moment }).deadlines;
      return events(calendarFile([{ order: file.order, deadlines: later }], moment)).flatMap((event) =>
        valuesOf(event, 'UID'),
      );
    };
    expect(new Set(uids(now)).size).toBe(deadlines.length);
    expect(uids(at('25T18:00:00')).toSorted()).toEqual(uids(now).toSorted());
    expect(text).toBe(calendarFile([{ order: file.order, deadlines }], now));
  });

  it('reminds the morning before, or an hour before', () => {
    const alarms = events(text).map((event) => [
      valuesOf(event, 'DTSTART').length === 1,
      valuesOf(event, 'TRIGGER')[0],
      valuesOf(event, 'ACTION')[0],
    ]);
    for (const [isMoment, trigger, action] of alarms) {
      expect([trigger, action]).toEqual([isMoment ? '-PT1H' : '-PT15H', 'DISPLAY']);
    }
  });

  it('holds no order number, transaction number or amount', () => {
    const whole = text.replace(/\r\n[ \t]/g, '');
    for (const secret of [sampleOrder.number, sampleOrder.transactionNumber ?? '-', '98.50']) {
      expect(whole).not.toContain(secret);
    }
  });

  it('is the same in whatever zone the machine is', () => {
    const zone = process.env.TZ;
    try {
      for (const other of ['America/Los_Angeles', 'Pacific/Kiritimati']) {
        process.env.TZ = other;
        expect(calendarFile([{ order: file.order, deadlines }], now)).toBe(text);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
