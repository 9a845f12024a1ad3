import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterKinds } from '../../../../core/cases/index.ts';
import { charCountOf, forbiddenWords, type Letter } from '../../../../core/letters/index.ts';
import { at, changed, fact, item, itemId, platformRule, situated, submission } from '../cases/builders.ts';
import { ruleBook } from '../cases/rule-book.ts';
import { workedCase } from '../cases/worked-cases.ts';
import { applicant, compose, fitting, numbersOf } from './letter-cases.ts';

const golden = join(import.meta.dirname, '../../../fixtures/letters');
const PLACEHOLDER = /[{}｛｝]|[_＿]{2,}|×{2,}|X{3,}|【\s*】|（\s*）|某某|待填|undefined|null|NaN/u;

/** What every letter keeps, whatever it is made from. */
function expectFounded(letter: Letter, numbers: ReadonlySet<string>, day: string): void {
  expect(letter.text).not.toMatch(PLACEHOLDER);
  for (const word of forbiddenWords) expect(letter.text).not.toContain(word);
  expect(letter.text).not.toMatch(/七[日天]无理由/u);
  for (const { part, text, exhibits } of letter.sentences) {
    if (part !== 'fact' && part !== 'claim') continue;
    expect(exhibits.length, text).toBeGreaterThan(0);
    expect(text).toContain(`【证据${exhibits.join('、')}】`);
  }
  for (const [, list = ''] of letter.text.matchAll(/【证据([^】]*)】/gu)) {
    for (const number of list.split('、')) expect(numbers).toContain(number);
  }
  const cited = new Set(letter.sentences.flatMap(({ cites }) => cites));
  expect(cited.size).toBeLessThanOrEqual(6);
  for (const id of cited) {
    const citation = ruleBook.citations.find((one) => one.id === id);
    const law = ruleBook.laws.find((one) => one.id === citation?.lawId);
    expect(citation?.confidence, id).not.toBe('U');
    expect(law?.inForceFrom == null || law.inForceFrom <= day, id).toBe(true);
    expect(law?.inForceTo == null || law.inForceTo >= day, id).toBe(true);
  }
  expect(letter.charCount).toBe(charCountOf(letter.text));
}

describe('a letter', () => {
  it('of every scenario for every channel it fits is within the limit, founded, and reads as approved', () => {
    const written = new Set<string>();
    for (const [scenario, channel, kind] of fitting) {
      const file = workedCase(scenario, channel);
      const made = compose(file, kind, channel);
      const name = `${scenario}.${kind}.${channel}`;
      if (!made.ok) {
        // The sample fault was never followed by a reminder: nothing may be ended yet.
        expect(`${name}: ${made.error.code}`).toBe(
          'system_fault.rescission-notice.merchant: LETTER_NOT_FOUNDED',
        );
        continue;
      }
      expectFounded(made.value, new Set(numbersOf(file).values()), '2026-11-25');
      expect(made.value.isWithinLimit, name).toBe(true);
      if (kind === 'platform-ticket') expect(made.value.charCount).toBeLessThanOrEqual(500);
      if (kind === 'payment-complaint') expect(made.value.charCount).toBeLessThanOrEqual(300);
      const path = join(golden, `${name}.txt`);
      if (process.env.LIUHEN_WRITE_EXPECTED !== undefined) {
        mkdirSync(golden, { recursive: true });
        writeFileSync(path, `${made.value.text}\n`);
      }
      expect(existsSync(path), path).toBe(true);
      expect(`${made.value.text}\n`, name).toBe(readFileSync(path, 'utf8'));
      written.add(kind);
    }
    expect([...written].sort()).toEqual([...letterKinds].sort());
  });

  it('has no placeholder, no empty mark and no sentence without an exhibit for any part of the evidence, facts and persons', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fitting),
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.boolean()),
        fc.record({
          name: fc.constantFrom(null, '', '陈晓'),
          phone: fc.constantFrom(null, '', '13800001234'),
          address: fc.constantFrom(null, '杭州市西湖区'),
          idNumber: fc.constantFrom(null, '330106199001011234'),
        }),
        ([scenario, channel, kind], keepItem, keepRecord, someone) => {
          const whole = workedCase(scenario, channel);
          const file = {
            ...whole,
            items: whole.items.filter(() => keepItem.next().value),
            records: whole.records.filter(
              ({ kind: record }) => record === 'situation' || keepRecord.next().value,
            ),
          };
          const made = compose(file, kind, channel, { applicant: someone });
          if (made.ok) expectFounded(made.value, new Set(numbersOf(file).values()), '2026-11-25');
          else expect(made.error.message.length).toBeGreaterThan(10);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('leaves out and lists what no exhibit shows, with what to capture', () => {
    const file = changed(workedCase('not_delivered', 'platform'), { without: ['E02'] });
    const made = compose(file, 'platform-ticket', 'platform');
    expect(made.ok && made.value.text).not.toContain('10分钟');
    expect(made.ok && made.value.omitted).toContainEqual({
      text: '商品页写明“10分钟内发货”。',
      why: expect.stringContaining('没有证据'),
    });
  });

  it('is refused while not even the purchase is shown, and says what to capture', () => {
    const file = changed(workedCase('not_delivered', 'samr12315'), { without: ['E01', 'E03', 'E04', 'E02'] });
    const made = compose(file, 'consumer-complaint', 'samr12315');
    expect(made.ok ? '' : made.error.code).toBe('LETTER_NOT_FOUNDED');
    expect(made.ok ? '' : made.error.message).toContain('订单详情页');
  });

  it('repeats no words that judge and no words that look like a form, whoever wrote them', () => {
    const words = ['黑心商家骗子', '请填写{姓名}', '账号XXX', '【】'];
    for (const text of words) {
      const file = changed(workedCase('card_invalid', 'platform'), {
        records: [
          fact('merchant-refused', '15:00:00', { text, itemIds: [itemId('E05')] }),
          fact('other', null, { text, itemIds: [itemId('E05')] }),
        ],
      });
      const made = compose(file, 'platform-ticket', 'platform');
      expect(made.ok).toBe(true);
      if (made.ok) expectFounded(made.value, new Set(numbersOf(file).values()), '2026-11-25');
    }
  });
});

describe('an order that looks unfinished', () => {
  it('is not printed: a product leaves its sentence out, a number refuses the letter', () => {
    const file = workedCase('not_delivered', 'platform');
    const product = compose(changed(file, { order: { product: '点卡XXX' } }), 'platform-ticket', 'platform');
    expect(product.ok && product.value.text).not.toContain('XXX');
    expect(product.ok && product.value.omitted.some(({ text }) => text.includes('XXX'))).toBe(true);
    const number = compose(changed(file, { order: { number: '{订单号}' } }), 'platform-ticket', 'platform');
    expect(number.ok ? '' : number.error.code).toBe('LETTER_NOT_FOUNDED');
  });
});

describe('law', () => {
  const cites = (day: string, letter: 'consumer-complaint' | 'violation-report') => {
    const made = compose(workedCase('card_invalid', 'samr12315'), letter, 'samr12315', {
      at: at(`${day}T12:00:00`),
    });
    return made.ok ? made.value.text : made.error.message;
  };

  it('is that of the day of filing: 令121 from 15 April 2026 on, not a day before', () => {
    const name = '《市场监督管理投诉举报处理办法》';
    expect(cites('2026-04-15', 'consumer-complaint')).toContain(name);
    expect(cites('2026-04-14', 'consumer-complaint')).not.toContain(name);
    expect(cites('2026-04-15', 'violation-report')).toContain(name);
    expect(cites('2026-04-14', 'violation-report')).not.toContain(name);
  });

  it('changes at midnight in Beijing', () => {
    const made = (instant: string) =>
      compose(workedCase('card_invalid', 'samr12315'), 'consumer-complaint', 'samr12315', { at: instant });
    const has = (instant: string) => {
      const letter = made(instant);
      return letter.ok && letter.value.text.includes('投诉举报处理办法');
    };
    expect([has('2026-04-14T15:59:59.000Z'), has('2026-04-14T16:00:00.000Z')]).toEqual([false, true]);
  });

  it('lets nobody claim threefold without the tick, the suspicion and an exhibit that shows knowledge', () => {
    const base = workedCase('card_invalid', 'samr12315');
    const verified = changed(base, {
      items: [item('E19', '25T15:00:00')],
    });
    const text = (file: typeof base, ticked: boolean, suspected: boolean) => {
      const made = compose(
        situated(file, { isTripleClaimed: ticked, modifiers: suspected ? ['fraud_suspected'] : [] }),
        'consumer-complaint',
        'samr12315',
      );
      return made.ok && /三倍/u.test(made.value.text);
    };
    expect([text(base, true, true), text(verified, false, true), text(verified, true, false)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(text(verified, true, true)).toBe(true);
  });

  it('ends a contract for delay only after a reminder that was let pass', () => {
    const file = workedCase('not_delivered', 'merchant');
    expect(compose(file, 'rescission-notice', 'merchant').ok).toBe(true);
    const silent = changed(file, { drop: ['message'] });
    expect(compose(silent, 'rescission-notice', 'merchant').ok).toBe(false);
    const complaint = compose(silent, 'consumer-complaint', 'samr12315');
    expect(complaint.ok && complaint.value.text).not.toContain('第五百六十三条');
  });
});

describe('a complaint and a report', () => {
  it('stay apart: the report asks for no money', () => {
    for (const [scenario, channel, kind] of fitting) {
      if (kind !== 'violation-report') continue;
      const made = compose(workedCase(scenario, channel), kind, channel);
      expect(made.ok && made.value.sentences.some(({ part }) => part === 'claim')).toBe(false);
      expect(made.ok && made.value.text).not.toMatch(/请(?:求)?(?:全额)?退还|请赔/u);
    }
  });

  it('never declare that nobody else deals with the dispute when the records say otherwise', () => {
    const file = changed(workedCase('card_invalid', 'samr12315'), {
      records: [submission('consumer_association', '24T09:00:00')],
    });
    const made = compose(file, 'consumer-complaint', 'samr12315');
    expect(made.ok && made.value.text).not.toContain('同一争议未向');
    expect(made.ok && made.value.missing.map(({ field }) => field)).toContain('未重复提交的声明');
  });

  it('show who complains only where the channel keeps it', () => {
    for (const [scenario, channel, kind] of fitting) {
      if (
        ['samr12315', 'consumer_association', 'hotline12345', 'police', 'court_small_claims'].includes(
          channel,
        )
      )
        continue;
      const made = compose(workedCase(scenario, channel), kind, channel);
      if (!made.ok) continue;
      for (const own of [applicant.name, applicant.phone, applicant.idNumber, applicant.address]) {
        expect(made.value.text).not.toContain(own);
      }
    }
  });

  it('quote the platform’s own rule with name, version, clause and exhibit', () => {
    const file = changed(workedCase('late_delivery', 'platform'), { drop: ['platform-rule'] });
    const made = compose(
      changed(file, { records: [platformRule('超时赔付实付金额的 30%。')] }),
      'platform-ticket',
      'platform',
    );
    expect(made.ok && made.value.text).toContain(
      '《消费者保障规则》（2026 年 9 月版，2026-09-01发布）第五条：“超时赔付实付金额的 30%”【证据3-2】。',
    );
  });
});
