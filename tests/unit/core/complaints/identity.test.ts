import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIcp, checkUscc, hostOf, identityCard } from '../../../../core/complaints/index.ts';
import { caseFile, item, itemId, party } from '../cases/builders.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
// The example of GB 32100-2015, and two companies' published codes.
const RIGHT = ['91350100M000100Y43', '9144030071526726XG', '91330100799655058B'];

describe('a 统一社会信用代码', () => {
  it.each(RIGHT)('%s is accepted, also as people copy it', (code) => {
    expect(checkUscc(code)).toEqual({ ok: true, value: code });
    expect(checkUscc(` ${code.slice(0, 8).toLowerCase()} ${code.slice(8)}`)).toEqual({
      ok: true,
      value: code,
    });
    expect(
      checkUscc([...code].map((one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)).join('')).ok,
    ).toBe(true);
  });

  it('with one character changed is refused, whichever and wherever', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RIGHT),
        fc.integer({ min: 0, max: 17 }),
        fc.constantFrom(...ALPHABET),
        (code, index, character) => {
          fc.pre(code[index] !== character);
          expect(checkUscc(code.slice(0, index) + character + code.slice(index + 1)).ok).toBe(false);
        },
      ),
    );
  });

  it('says what is wrong', () => {
    const why = (text: string) => {
      const checked = checkUscc(text);
      return checked.ok ? 'ok' : checked.error.message;
    };
    expect(why('91350100M000100Y4')).toContain('17 位');
    expect(why('91350100M0001O0Y43')).toContain('“O”');
    expect(why('9135A100M000100Y43')).toContain('行政区划');
    expect(why('91350100M000100Y44')).toContain('校验位');
  });
});

describe('an ICP number and an address', () => {
  it.each([
    ['京ICP备12345678号', '京ICP备12345678号'],
    [' 粤 icp备 2021012345号-3', '粤ICP备2021012345号-3'],
  ])('%s is read', (text, value) => expect(checkIcp(text)).toEqual({ ok: true, value }));

  it.each([
    ['京公网安备11000002000001号', '公安备案'],
    ['京ICP证030173号', '经营许可证'],
    ['ICP备12345678号', '照页面'],
    ['京ICP备1234号', '照页面'],
  ])('%s is told apart', (text, words) => {
    const checked = checkIcp(text);
    expect(checked.ok ? '' : checked.error.message).toContain(words);
  });

  it.each([
    ['https://Shop.Example.com:8443/a?b#c', 'shop.example.com'],
    ['www.example.com/pay', 'www.example.com'],
    ['https://www.12315.cn@evil.example/login', 'evil.example'],
    ['https://evil.example\\@www.12315.cn', 'evil.example'],
    ['卡盟.中国', '卡盟.中国'],
    ['没有网址', null],
    ['http://', null],
  ])('%s leads to %s', (text, host) => expect(hostOf(text)).toBe(host));

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        hostOf(text);
        checkIcp(text);
        checkUscc(text);
      }),
    );
  });
});

describe('the identity card', () => {
  const fields = (records: Parameters<typeof caseFile>[2], items = [item('E12', '15:00:00')]) =>
    Object.fromEntries(identityCard('merchant', caseFile({}, items, records)).map((own) => [own.field, own]));

  it('calls unknown whatever nobody looked for, and says where to look', () => {
    const card = fields([]);
    expect(Object.values(card).map(({ state }) => state)).toEqual(Array(8).fill('unknown'));
    expect(Object.values(card).every(({ hint }) => hint !== null)).toBe(true);
  });

  it('tells shown, shown without evidence, not published, wrong, and a payee of another name', () => {
    const card = fields([
      party('merchant', {
        fields: { name: '甲公司', uscc: '91350100M000100Y44', phone: '0592-1', payee: '李四' },
        notPublished: ['address', 'name'],
        itemIds: { name: [itemId('E12')], payee: [itemId('E12')], phone: [itemId('E20')] },
      }),
    ]);
    expect(card.name).toMatchObject({ state: 'shown', value: '甲公司', hint: null });
    expect(card.uscc).toMatchObject({ state: 'invalid' });
    expect(card.address).toMatchObject({ state: 'not-published', value: null });
    expect(card.address?.hint).toContain('E25');
    expect(card.phone).toMatchObject({ state: 'shown', itemIds: [] });
    expect(card.phone?.hint).toContain('还没有证据');
    expect(card.payee?.hint).toContain('不一致');
  });

  it('has no platform where there is none', () => {
    const own = caseFile({}, [], [party('platform', { presence: 'none' })]);
    expect(identityCard('platform', own)).toEqual([]);
    expect(identityCard('platform', caseFile({}, [], []))).toHaveLength(8);
  });
});
