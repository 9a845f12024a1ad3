import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '../../../../core/cases/index.ts';
import { type Route, routesFor } from '../../../../core/complaints/index.ts';
import type { ChannelId } from '../../../../core/rules/index.ts';
import { at, caseFile, fact, item, party, reply, situation, submission } from '../cases/builders.ts';
import { ruleBook } from '../cases/rule-book.ts';
import { calendar } from '../deadlines/calendar-file.ts';

interface Example {
  readonly order?: Parameters<typeof caseFile>[0];
  readonly items?: Parameters<typeof caseFile>[1];
  readonly records: readonly CaseRecord[];
  readonly at?: string;
}

function routes({ order = {}, items = [], records, at: moment = at('30T12:00:00') }: Example) {
  const all = routesFor({
    ruleBook,
    calendar,
    caseFile: caseFile(order, items, records),
    scenario: null,
    at: moment,
  });
  const by = (channel: ChannelId): Route => {
    const route = all.find((own) => own.channel === channel);
    if (route === undefined) throw new Error(channel);
    return route;
  };
  return { all, by };
}

const dispute = situation({ scenario: 'card_invalid' });
const merchant = party('merchant', { fields: { name: '甲公司', address: '厦门市思明区 1 号' } });
const platform = party('platform', { fields: { name: '星辰平台公司', address: '杭州市余杭区 2 号' } });
const samr = (example: Example) => routes(example).by('samr12315').jurisdiction?.text ?? '';

describe('the office that handles a complaint', () => {
  it.each<[string, Example, string, string | null]>([
    ['published address', { records: [dispute, merchant, platform] }, '厦门市思明区 1 号）所在地', 'TSB-13'],
    [
      'address not published',
      { records: [dispute, party('merchant', { notPublished: ['address'] }), platform] },
      '没有在平台公示地址：由平台经营者住所地（杭州市余杭区 2 号）',
      'TSB-13',
    ],
    [
      'merchant gone',
      { records: [situation({ scenario: 'merchant_gone' }), merchant, platform] },
      '联系不上商家：由平台经营者住所地',
      'TSB-13',
    ],
    [
      'cannot be reached, says the user',
      { records: [{ ...dispute, answers: { 'route.address-unreachable': 'yes' } }, merchant, platform] },
      '联系不上商家：由平台经营者住所地',
      'TSB-13',
    ],
    [
      'self-run site with an address',
      { records: [dispute, merchant, party('platform', { presence: 'none' })] },
      '自建网站：由网站主办者住所地（厦门市思明区 1 号）',
      'TSB-13',
    ],
    [
      'self-run site known only by filing and payee',
      {
        records: [
          dispute,
          party('merchant', { fields: { icp: '闽ICP备12345678号', payee: '李四商行' } }),
          party('platform', { presence: 'none' }),
        ],
      },
      '凭闽ICP备12345678号、李四商行查到主体',
      'TSB-13',
    ],
    [
      'the platform sells itself',
      { order: { merchant: '星辰卡盟' }, records: [dispute, platform] },
      '平台自营：由平台经营者住所地（杭州市余杭区 2 号）',
      'TSB-13',
    ],
    [
      'the day before the new rule',
      { records: [dispute, merchant, platform], at: at('2026-04-14T23:59:59') },
      '令第20号第十二条）：商家实际经营地（厦门市思明区 1 号，以实际经营为准）或平台经营者住所地',
      null,
    ],
    [
      'the first day of the new rule',
      { records: [dispute, merchant, platform], at: at('2026-04-15T00:00:00') },
      '在平台公示的地址',
      'TSB-13',
    ],
  ])('%s', (_, example, words, cite) => {
    const { jurisdiction } = routes(example).by('samr12315');
    expect(jurisdiction?.text).toContain(words);
    expect(jurisdiction?.cites).toEqual(cite === null ? [] : [cite]);
  });

  it('never asks an unreachable merchant’s own office', () => {
    expect(samr({ records: [situation({ scenario: 'merchant_gone' }), merchant, platform] })).not.toContain(
      '思明',
    );
  });

  it('counts forty-five working days before the new rule, sixty days from then on', () => {
    const why = (moment: string) => routes({ records: [dispute], at: moment }).by('samr12315').why;
    expect(why(at('2026-04-14T12:00:00'))).toContain('四十五个工作日');
    expect(why(at('2026-04-15T12:00:00'))).toContain('六十日');
  });
});

describe('what excludes what', () => {
  const accepted = (channel: ChannelId, outcome: 'accepted' | 'case-filed' | 'refused' | 'received') => {
    const sent = submission(channel, '24T10:00:00');
    return [dispute, merchant, platform, sent, reply(sent.id, '25T10:00:00', outcome)];
  };
  it.each<[ChannelId, 'accepted' | 'case-filed' | 'refused' | 'received', ChannelId, Route['state']]>([
    ['consumer_association', 'accepted', 'samr12315', 'excluded'],
    ['consumer_association', 'received', 'samr12315', 'later'],
    ['consumer_association', 'refused', 'samr12315', 'later'],
    ['samr12315', 'accepted', 'consumer_association', 'excluded'],
    ['court_small_claims', 'case-filed', 'samr12315', 'excluded'],
    ['samr12315', 'accepted', 'court_small_claims', 'later'],
    ['heimao', 'accepted', 'samr12315', 'later'],
  ])('%s %s makes %s %s… %s', (channel, outcome, other, state) => {
    expect(routes({ records: accepted(channel, outcome) }).by(other).state).toBe(state);
  });

  it('says why, and cites the article in force', () => {
    const route = routes({ records: accepted('consumer_association', 'accepted') }).by('samr12315');
    expect(route.why).toContain('消费者协会已经受理');
    expect(route.cites).toEqual(['TSB-16']);
  });

  it('warns of handing in the same thing again', () => {
    const route = routes({ records: accepted('samr12315', 'accepted') }).by('samr12315');
    expect(route.state).toBe('running');
    expect(route.warn.join()).toContain('补充通道');
  });
});

describe('the order in which to ask', () => {
  it('is the ladder, then the police, then what only helps', () => {
    const { all } = routes({ records: [dispute] });
    expect(all.map(({ step }) => step).join('')).toBe('1233445PRRRR');
    expect(new Set(all.map(({ channel }) => channel)).size).toBe(12);
  });

  it('begins with the merchant and names one step as now', () => {
    const { all } = routes({ records: [dispute] });
    expect(all.filter(({ state }) => state === 'now').map(({ channel }) => channel)).toEqual(['merchant']);
  });

  it('goes on when the merchant refused, with payment beside the platform', () => {
    const { by } = routes({ records: [dispute, fact('merchant-refused', '24T10:00:00')] });
    expect(by('merchant').state).toBe('done');
    expect(by('platform').state).toBe('now');
    expect(by('payment_alipay').state).toBe('parallel');
    expect(by('payment_wechat')).toMatchObject({ state: 'excluded', why: '这笔钱不是用微信支付付的。' });
  });

  it('has no platform on a self-run site, no merchant where the platform sells', () => {
    const own = routes({ records: [dispute, party('platform', { presence: 'none' })] });
    expect(own.by('platform').state).toBe('excluded');
    const self = routes({ order: { merchant: '星辰卡盟' }, records: [dispute] });
    expect(self.by('merchant').state).toBe('excluded');
    expect(self.by('platform').state).toBe('now');
  });

  it('holds the platform liable only where it was asked who the seller is', () => {
    const unasked = routes({ records: [dispute] }).by('platform');
    expect(unasked.warn.join()).toContain('站不住脚');
    const asked = routes({ records: [dispute, fact('identity-requested', '24T10:00:00')] }).by('platform');
    expect(asked.why).toContain('可以直接向平台要求赔偿');
    expect(asked.warn).toEqual([]);
    expect(routes({ items: [item('E25', '15:00:00')], records: [dispute] }).by('platform').warn).toEqual([]);
  });
});

describe('the court', () => {
  it('needs a definite defendant first', () => {
    const unknown = routes({ records: [dispute] }).by('court_small_claims');
    expect(unknown.needs.join()).toContain('先向平台书面索要');
    expect(routes({ records: [dispute, merchant] }).by('court_small_claims').needs).toEqual([]);
  });

  it('is at home, by the interpretation', () => {
    const { jurisdiction } = routes({ records: [dispute, merchant] }).by('court_small_claims');
    expect(jurisdiction?.text).toContain('自己住所地');
    expect(jurisdiction?.cites).toEqual(['MSJ-20', 'MSJ-31']);
  });

  it('has no small claims against one whose whereabouts are unknown, but against the platform', () => {
    const gone = situation({ scenario: 'merchant_gone' });
    expect(routes({ records: [gone, merchant] }).by('court_small_claims').why).toContain('不适用小额诉讼');
    const liable = [gone, platform, fact('identity-requested', '24T10:00:00')];
    const route = routes({ records: liable }).by('court_small_claims');
    expect(route.why).toContain('起诉平台');
    expect(route.why).not.toContain('不适用小额诉讼');
    expect(route.needs).toEqual([]);
  });
});

describe('the police and an individual seller', () => {
  const gone = situation({ scenario: 'merchant_gone' });
  it.each<[string, number, readonly string[], string]>([
    ['below 3000 元', 299_999, ['ZAF-58'], '治安案件'],
    ['at 3000 元', 300_000, ['XF-266', 'ZPJS-1', 'ZAF-58'], '各省自定'],
    ['at 10000 元', 1_000_000, ['XF-266', 'ZPJS-1', 'ZAF-58'], '数额较大'],
  ])('are for fraud: %s', (_, amountFen, cites, words) => {
    const route = routes({ order: { amountFen }, records: [gone] }).by('police');
    expect(route).toMatchObject({ state: 'parallel', cites, needs: [] });
    expect(route.why).toContain(words);
  });

  it('are not for a dispute about quality, however large', () => {
    const route = routes({ order: { amountFen: 5_000_000 }, records: [dispute] }).by('police');
    expect(route).toMatchObject({ state: 'later', cites: [] });
  });

  it.each(['route.many-victims', 'route.fictitious-goods', 'route.induced-transfers'])('hear of %s', (id) => {
    const records = [{ ...dispute, answers: { [id]: 'yes' as const } }];
    expect(routes({ records }).by('police').state).toBe('parallel');
  });

  it('an individual has to be shown to do business', () => {
    const records = [dispute, party('merchant', { isIndividual: true })];
    const route = routes({ records }).by('samr12315');
    expect(route.cites).toContain('WXS-7');
    expect(route.warn.join()).toContain('卖家是个人');
  });
});

describe('every citation of every route', () => {
  it('is in the rule book and in force on the day', () => {
    const laws = new Map(ruleBook.laws.map((law) => [law.id, law]));
    const known = new Map(ruleBook.citations.map(({ id, lawId }) => [id, laws.get(lawId)]));
    for (const day of ['2025-06-01', '2026-04-14', '2026-04-15', '2026-11-23']) {
      for (const scenario of ruleBook.scenarios) {
        const records = [situation({ scenario: scenario.id }), fact('identity-requested', null)];
        for (const route of routes({ records, at: at(`${day}T12:00:00`) }).all) {
          for (const cite of [...route.cites, ...(route.jurisdiction?.cites ?? [])]) {
            const law = known.get(cite);
            expect(law, cite).toBeDefined();
            expect(
              (law?.inForceFrom ?? '') <= day && day <= (law?.inForceTo ?? '9999'),
              `${cite} ${day}`,
            ).toBe(true);
          }
        }
      }
    }
  });
});
