import { MAX_CITATIONS } from '../../cases/index.ts';
import { ok } from '../../result.ts';
import { claimsOf } from '../claims.ts';
import type { LetterMaker } from '../compose-letter.ts';
import { formDraft } from '../draft.ts';
import { storySections } from '../facts/story.ts';
import type { Grounds } from '../grounds.ts';
import { articlesText, citationsFor, quotedLawDrafts } from '../law.ts';
import type { Draft, Letter } from '../letter.ts';
import { letterNames } from '../letter-choices.ts';
import { applicantLines, namesPlatform, respondentLines, signature } from '../parties.ts';
import { shortComplaint } from './forms.ts';

const civil = ['XFF', 'XFT', 'DSF', 'WJB', 'QR7', 'MFD', 'WXS', 'HTTZ', 'QHB', 'JGQZ', 'FYZF'];

/** 消费者投诉书 for the 市场监管 side and 消协: 令121 第十条 decides what must be in it. */
export const consumerComplaint: LetterMaker = (grounds) => {
  if (grounds.isShort) return shortComplaint(grounds);
  const applicant = applicantLines(grounds);
  const merchant = respondentLines(grounds, 'merchant');
  const platform = namesPlatform(grounds) ? respondentLines(grounds, 'platform') : undefined;
  const claims = claimsOf(grounds);
  const cited = claims.drafts.flatMap(({ cites }) => cites);
  const basis = complaintBasis(grounds);
  const most = MAX_CITATIONS - basis.flatMap(({ cites }) => cites).length;
  const law = citationsFor(grounds, cited, most, ({ lawId }) => civil.includes(lawId));
  const declared = declaration(grounds);
  return ok({
    hasTitleLine: true,
    title: letterNames['consumer-complaint'],
    sections: [
      { heading: '投诉人', style: 'lines', drafts: applicant.drafts },
      {
        heading: platform === undefined ? '被投诉人' : '被投诉人一（商家）',
        style: 'lines',
        drafts: merchant.drafts,
      },
      { heading: '被投诉人二（平台）', style: 'lines', drafts: platform?.drafts ?? [] },
      { heading: '投诉请求', style: 'numbered', drafts: claims.drafts },
      ...storySections(grounds, '事实与理由'),
      {
        heading: '法律依据',
        style: 'numbered',
        drafts: quotedLawDrafts(grounds, law),
      },
      { heading: '调解与声明', style: 'prose', drafts: [...basis, ...declared.drafts] },
      { heading: '所附证据', style: 'lines', drafts: 'used-exhibits' },
      { heading: null, style: 'lines', drafts: signature(grounds, '投诉人') },
    ],
    missing: [
      ...applicant.missing,
      ...merchant.missing,
      ...(platform?.missing ?? []),
      ...claims.missing,
      ...declared.missing,
    ],
    omitted: claims.omitted,
  });
};

/** The rule on complaints that is in force on the day of filing asks for these contents. */
function complaintBasis(grounds: Grounds): readonly Draft[] {
  if (grounds.channel === 'consumer_association') return [formDraft('本人同意调解。', 'closing', 3)];
  const rules = ['TSB-10', 'TSB_OLD-9'];
  const law = citationsFor(grounds, rules, 1, ({ id }) => rules.includes(id));
  const ids = law.map(({ id }) => id);
  const basis = law.length === 0 ? '' : `本投诉依照${articlesText(grounds, law)}提出。`;
  return [
    ...(basis === '' ? [] : [formDraft(basis, 'law', 5, ids)]),
    formDraft('本人同意调解；是否同意委托调解、公示投诉信息，以登记表所选为准。', 'closing', 6),
  ];
}

const excluding = ['court_small_claims', 'consumer_association', 'samr12315'] as const;

/** 令121 第十六条（二）: nobody else may be dealing with the same dispute. Never declared against the records. */
function declaration(grounds: Grounds): {
  readonly drafts: readonly Draft[];
  readonly missing: Letter['missing'];
} {
  const elsewhere = grounds.records.submission.filter(
    ({ channel }) => channel !== grounds.channel && excluding.some((id) => id === channel),
  );
  const truth = formDraft('以上内容属实，本人愿对其真实性负责。', 'closing', 1);
  if (elsewhere.length > 0) {
    const advice = '这件事已向法院、消协或12315提交过，对方可能不予受理。请先看那边的结果，再决定是否提交。';
    return { drafts: [truth], missing: [{ field: '未重复提交的声明', advice }] };
  }
  const others =
    grounds.channel === 'consumer_association'
      ? '同一争议未向人民法院、仲裁机构或者行政机关提起。'
      : '同一争议未向人民法院、仲裁机构、其他行政机关或者消费者协会提起。';
  return { drafts: [truth, formDraft(others, 'closing', 4)], missing: [] };
}
