import { MAX_CITATIONS } from '../../cases/index.ts';
import { fail, ok } from '../../result.ts';
import type { ScenarioId } from '../../rules/index.ts';
import type { LetterMaker } from '../compose-letter.ts';
import { formDraft } from '../draft.ts';
import { storySections } from '../facts/story.ts';
import { type Grounds, shownFacts } from '../grounds.ts';
import { articlesText, citationsFor, quotedLawDrafts } from '../law.ts';
import type { Draft } from '../letter.ts';
import { letterNames } from '../letter-choices.ts';
import { applicantLines, respondentLines, signature } from '../parties.ts';

interface Suspicion {
  /** What may be unlawful, in the words of the rule. */
  readonly text: string;
  /** Strongest first; only those in force and founded are cited. */
  readonly cites: readonly string[];
}

const suspicions: Readonly<Partial<Record<ScenarioId, Suspicion>>> = {
  not_delivered: { text: '涉嫌未按照承诺的方式、时限交付商品', cites: ['DSF-20', 'XFF-56', 'QHB-10'] },
  late_delivery: { text: '涉嫌未按照承诺的时限交付商品', cites: ['DSF-20', 'XFT-12'] },
  card_invalid: { text: '涉嫌销售的卡密与商品说明不符', cites: ['XFF-20', 'DSF-17', 'FBZ-9', 'WJB-19'] },
  account_abnormal: {
    text: '涉嫌对账号的情况作引人误解的宣传',
    cites: ['XFF-20', 'DSF-17', 'FBZ-9', 'WJB-19'],
  },
  account_recovered: { text: '涉嫌不履行售后承诺', cites: ['XFT-12', 'XFF-16'] },
  feature_missing: { text: '涉嫌对商品功能作引人误解的宣传', cites: ['XFF-20', 'DSF-17', 'FBZ-9', 'WJB-19'] },
  merchant_gone: { text: '涉嫌未依法公示即终止经营', cites: ['DSF-16', 'WJB-23', 'XFT-21'] },
};

/** 举报信: what may be unlawful, for the authority to look into. It asks for no money: that is the complaint's matter. */
export const violationReport: LetterMaker = (grounds) => {
  const suspicion = grounds.scenario === null ? undefined : suspicions[grounds.scenario];
  if (suspicion === undefined) {
    return fail('LETTER_NOT_FOUNDED', '这种情形没有可以举报的条款。请用消费者投诉书提出要求。');
  }
  const applicant = applicantLines(grounds, false);
  const merchant = respondentLines(grounds, 'merchant');
  const basis = reportBasis(grounds);
  const cites = foundedCites(grounds, suspicion);
  const most = MAX_CITATIONS - basis.flatMap((draft) => draft.cites).length;
  const law = citationsFor(grounds, cites, most, ({ id }) => cites.includes(id));
  const isNamed = applicant.drafts.length > 0;
  return ok({
    hasTitleLine: true,
    title: letterNames['violation-report'],
    sections: [
      { heading: '举报人', style: 'lines', drafts: applicant.drafts },
      { heading: '被举报人', style: 'lines', drafts: merchant.drafts },
      {
        heading: '涉嫌违法行为',
        style: 'prose',
        drafts: [formDraft(`被举报人${suspicion.text}。`, 'closing', 0)],
      },
      ...storySections(grounds, '线索与事实依据'),
      { heading: '涉嫌违反的条款', style: 'numbered', drafts: quotedLawDrafts(grounds, law) },
      {
        heading: '请求',
        style: 'prose',
        drafts: [
          formDraft('请依法核查；属实的，请依法处理。', 'closing', 0),
          ...(isNamed ? [formDraft('请将是否立案和处理结果告知本人。', 'closing', 3)] : []),
          ...basis,
        ],
      },
      {
        heading: '声明',
        style: 'prose',
        drafts: [
          formDraft('本人对举报内容的真实性负责。本举报不含民事请求，民事争议另行投诉。', 'closing', 1),
        ],
      },
      { heading: '所附证据', style: 'lines', drafts: 'used-exhibits' },
      { heading: null, style: 'lines', drafts: signature(grounds, '举报人') },
    ],
    missing: [
      ...(isNamed ? [] : [{ field: '举报人', advice: '可以匿名；想知道处理结果，请填上姓名和电话。' }]),
      ...merchant.missing,
    ],
  });
};

function reportBasis(grounds: Grounds): readonly Draft[] {
  const rules = ['TSB-28', 'TSB_OLD-25'];
  const law = citationsFor(grounds, rules, 1, ({ id }) => rules.includes(id));
  if (law.length === 0) return [];
  const ids = law.map(({ id }) => id);
  return [formDraft(`本举报依照${articlesText(grounds, law)}提供线索和依据。`, 'law', 5, ids)];
}

/** Clauses of the scenario and of the circumstances; a refusal has to be shown before its clause is named. */
function foundedCites(grounds: Grounds, suspicion: Suspicion): readonly string[] {
  const { modifiers } = grounds;
  const isRefused = modifiers.has('stalling_15d') || shownFacts(grounds, 'merchant-refused').length > 0;
  return [
    ...(modifiers.has('fraud_suspected') ? ['QHB-5', 'QHB-6'] : []),
    ...suspicion.cites.filter((id) => isRefused || (id !== 'XFF-56' && id !== 'QHB-10')),
    ...(modifiers.has('refuse_no_refund') ? ['XFF-26', 'WJB-21', 'QHB-12'] : []),
    ...(modifiers.has('stalling_15d') ? ['QHB-8', 'XFF-56'] : []),
    ...(grounds.records.party.some(
      ({ id, notPublished }) => id === 'merchant' && notPublished.includes('name'),
    )
      ? ['DSF-15', 'WJB-12']
      : []),
  ];
}
