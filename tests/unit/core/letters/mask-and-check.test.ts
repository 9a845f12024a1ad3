import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEdited, lettersFor, maskFor } from '../../../../core/letters/index.ts';
import { channelIds } from '../../../../core/rules/index.ts';
import { ruleBook } from '../cases/rule-book.ts';

const { redaction } = ruleBook;
const id = '330106199001011234';
const phone = '13800001234';
const card = '6222021234567890128';
const key = 'AB12-CD34-EF56-K7Q9';

describe('masking', () => {
  it('keeps for court, police and 12315 what they may ask for, and takes it out in public', () => {
    const text = `证件${id}，电话${phone}。`;
    for (const channel of ['samr12315', 'police', 'court_small_claims'] as const) {
      expect(maskFor(channel, text, { redaction })).toBe(text);
    }
    expect(maskFor('heimao', text, { redaction })).toBe('证件（已隐去），电话（已隐去）。');
    expect(maskFor('platform', text, { redaction })).toBe('证件（已隐去），电话138●●●●1234。');
  });

  it('shows no more of a card key than its first and last four characters, anywhere', () => {
    for (const channel of channelIds) {
      const shown = maskFor(channel, `卡密 ${key}，卡号：1234567890123456`, { redaction });
      expect(shown).not.toContain('CD34');
      expect(shown).not.toContain('567890');
    }
    expect(maskFor('samr12315', `卡密 ${key}`, { redaction })).toBe('卡密 AB12●●●●K7Q9');
  });

  it('knows a bank card by its check digit and leaves numbers of the purchase whole', () => {
    expect(maskFor('court_small_claims', `银行卡${card}`, { redaction })).toBe('银行卡6222●●●●0128');
    expect(maskFor('court_small_claims', '单号6222021234567890127', { redaction })).toContain(
      '6222021234567890127',
    );
    expect(maskFor('heimao', `订单号${card}`, { redaction, keep: [card] })).toContain(card);
  });

  it('never lets a password through to a merchant, a platform or the public', () => {
    for (const channel of [
      'merchant',
      'platform',
      'heimao',
      'payment_wechat',
      'court_small_claims',
    ] as const) {
      const shown = maskFor(channel, '密码：Abc12345，player77----Abc12345', { redaction });
      expect(shown).not.toContain('Abc12345');
    }
  });

  it('is settled after one pass', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...channelIds),
        fc.array(fc.constantFrom(id, phone, card, key, '，', '订单')),
        (channel, parts) => {
          const once = maskFor(channel, parts.join(' '), { redaction });
          expect(maskFor(channel, once, { redaction })).toBe(once);
        },
      ),
    );
  });
});

describe('the check of edited words', () => {
  const check = (text: string) =>
    checkEdited(text, {
      letter: 'payment-complaint',
      channel: 'payment_wechat',
      ruleBook,
      exhibits: ['1-1', '2-1'],
    });

  it('finds length, leftovers, unknown exhibits, judgements, promises and 七日无理由, each at its place', () => {
    const found = (text: string) => check(text).findings.map(({ code, at }) => [code, at]);
    expect(found('订单{order_no}')).toEqual([['PLACEHOLDER', 2]]);
    expect(found('金额＿＿元')).toEqual([['PLACEHOLDER', 2]]);
    expect(found('商家×××')).toEqual([['PLACEHOLDER', 2]]);
    expect(found('见【】')).toEqual([['PLACEHOLDER', 1]]);
    expect(found('见【证据1-1、9-9】')).toEqual([['UNKNOWN_EXHIBIT', 8]]);
    expect(found('商家是骗子')).toEqual([['TONE', 3]]);
    expect(found('依七日无理由退货')).toEqual([['SEVEN_DAYS', 1]]);
    expect(found('一定胜诉')).toEqual([['PROMISE', 0]]);
    expect(found('字'.repeat(301))).toEqual([['TOO_LONG', 300]]);
    expect(found(`${'字'.repeat(299)}【`)).toEqual([]);
  });

  it('counts code points and one for each line break', () => {
    expect(check('😀\r\n字').charCount).toBe(3);
    expect(check('').limit).toEqual({ value: 300, isDefault: false });
  });
});

describe('the choice of letters', () => {
  it('offers something at every channel for some scenario, and no reminder for what was delivered', () => {
    for (const channel of channelIds) expect(lettersFor(channel, null).length).toBeGreaterThan(0);
    expect(lettersFor('merchant', 'card_invalid')).toEqual(['rescission-notice']);
    expect(lettersFor('samr12315', 'duplicate_charge')).not.toContain('violation-report');
  });
});
