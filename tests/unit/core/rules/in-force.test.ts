import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citationsInForce, isOfficialAddress } from '../../../../core/rules/index.ts';
import { ruleBook } from '../cases/rule-book.ts';

const all = ruleBook.citations.map(({ id }) => id);
const citedOn = (day: string) => citationsInForce(ruleBook, all, day).map(({ id }) => id);

describe('citations by the day of filing', () => {
  it.each([
    ['2026-04-14', ['TSB_OLD-14', 'TSB_OLD-21'], ['TSB-15', 'TSB-23']],
    ['2026-04-15', ['TSB-15', 'TSB-23'], ['TSB_OLD-14', 'TSB_OLD-21']],
    ['2026-01-31', ['XFF-23'], ['PTGZ-19']],
    ['2026-02-01', ['PTGZ-19'], []],
    ['2025-12-31', [], ['ZAF-58']],
    ['2026-01-01', ['ZAF-58'], []],
    ['2025-10-14', [], ['FBZ-9']],
    ['2025-10-15', ['FBZ-9'], []],
    ['2024-06-30', [], ['XFT-12']],
    ['2024-07-01', ['XFT-12'], []],
  ])('on %s are those of the versions of that day', (day, cited, notCited) => {
    const ids = citedOn(day);
    expect(ids).toEqual(expect.arrayContaining(cited));
    for (const id of notCited) expect(ids).not.toContain(id);
  });

  it('never stand in two versions of the same rule, on any day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2015-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
        (date) => {
          const ids = citedOn(date.toISOString().slice(0, 10));
          const isOld = ids.some((id) => id.startsWith('TSB_OLD-'));
          expect(isOld && ids.some((id) => id.startsWith('TSB-'))).toBe(false);
        },
      ),
    );
  });

  it('keep the order they are named in, and drop what the book does not have', () => {
    const ids = ['XFF-52', 'NONE-1', 'DSF-20'];
    expect(citationsInForce(ruleBook, ids, '2026-11-23').map(({ id }) => id)).toEqual(['XFF-52', 'DSF-20']);
  });
});

describe('an official address', () => {
  it.each(['https://www.12315.cn', 'https://WWW.12315.CN/portal?x=1', 'http://cyberpolice.mps.gov.cn/'])(
    'is %s',
    (url) => {
      expect(isOfficialAddress(ruleBook, url)).toBe(true);
    },
  );

  it.each([
    'https://96ll0.com.cn',
    'https://bkk110.cn',
    'https://ffa12377.com',
    'https://www.12315.cn.example.com',
    'https://www.12315.cn@example.com/',
    'https://example.com/www.12315.cn',
    'https://xwww.12315.cn',
    'javascript:https://www.12315.cn',
    '',
  ])('is not %s', (url) => {
    expect(isOfficialAddress(ruleBook, url)).toBe(false);
  });
});
