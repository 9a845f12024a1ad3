import { ok } from '../../result.ts';
import { claimsOf } from '../claims.ts';
import type { LetterMaker } from '../compose-letter.ts';
import { formDraft } from '../draft.ts';
import { storyOf } from '../facts/story.ts';
import { type Grounds, hasPlatform } from '../grounds.ts';
import { citationsFor, shortLawDraft } from '../law.ts';
import type { Draft, Section } from '../letter.ts';
import { letterNames } from '../letter-choices.ts';

const civil = ['XFF', 'XFT', 'DSF', 'MFD', 'WXS', 'WJB', 'QR7', 'PTGZ', 'QHB'];

/** 平台投诉工单: what is asked first, then purchase, promise, what happened, what was said, papers, rule, time. */
export const platformTicket: LetterMaker = (grounds) => {
  const claims = claimsOf(grounds);
  const story = storyOf(grounds);
  const law = citationsFor(grounds, [], 3, ({ lawId }) => civil.includes(lawId));
  return ok({
    hasTitleLine: false,
    title: grounds.channel === 'heimao' ? '投诉内容' : letterNames['platform-ticket'],
    sections: [
      prose(asked(claims.drafts)),
      prose([...story.order, ...story.promise]),
      prose([...story.actual, ...story.contact]),
      prose([...story.rules, ...shortLawDraft(grounds, law, 5)]),
      { heading: null, style: 'prose', drafts: 'used-exhibits' },
      prose(grounds.channel === 'heimao' ? [] : requests(grounds)),
    ],
    missing: claims.missing,
    omitted: claims.omitted,
  });
};

/** 消费者投诉 for a field or a call: who complains and against whom is asked for apart. */
export const shortComplaint: LetterMaker = (grounds) => {
  const ticket = platformTicket(grounds);
  if (!ticket.ok) return ticket;
  const { sections } = ticket.value;
  return ok({
    ...ticket.value,
    title: letterNames['consumer-complaint'],
    sections: [...sections.slice(0, -1), prose([formDraft('请依法调解处理。', 'closing', 4)])],
  });
};

/** 支付投诉: for a field of 300 characters. */
export const paymentComplaint: LetterMaker = (grounds) => {
  const claims = claimsOf(grounds);
  const story = storyOf(grounds);
  const own = grounds.scenario === 'duplicate_charge' ? ['DSF-55', 'FYZF-35'] : [];
  const law = citationsFor(
    grounds,
    own,
    2,
    ({ id, lawId }) => own.includes(id) || lawId === 'XFF' || lawId === 'MFD',
  );
  return ok({
    hasTitleLine: false,
    title: letterNames['payment-complaint'],
    sections: [
      prose(asked(claims.drafts)),
      prose(story.order),
      prose([...story.promise, ...story.actual, ...story.contact.map(later)]),
      prose(shortLawDraft(grounds, law, 6)),
    ],
    missing: claims.missing,
    omitted: claims.omitted,
  });
};

const prose = (drafts: readonly Draft[]): Section => ({ heading: null, style: 'prose', drafts });

/** In a short field what was said matters less than what happened. */
const later = (draft: Draft): Draft => (draft.rank === 0 ? draft : { ...draft, rank: draft.rank + 1 });

function asked(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.map((draft, index) => (index === 0 ? { ...draft, text: `请求：${draft.text}` } : draft));
}

function requests(grounds: Grounds): readonly Draft[] {
  const hours = grounds.ruleBook.deadlines.find(({ id }) => id === 'D02')?.amounts.at(-1) ?? 48;
  const records = hasPlatform(grounds)
    ? [formDraft('请保存该订单的交易快照和后台发货记录，处理期间暂缓结算货款。', 'closing', 4)]
    : [];
  return [
    ...records,
    formDraft(`请在${hours}小时内答复；不予支持的，请说明理由和所依据的条款。`, 'closing', 2),
  ];
}
