import { MAX_CITATIONS } from '../../cases/index.ts';
import type { OrderCategory } from '../../orders/index.ts';
import { ok } from '../../result.ts';
import { claimsOf } from '../claims.ts';
import type { LetterMaker } from '../compose-letter.ts';
import { formDraft } from '../draft.ts';
import { storySections } from '../facts/story.ts';
import { hasPlatform, shownFacts } from '../grounds.ts';
import { citationsFor, quotedLawDrafts } from '../law.ts';
import type { Draft } from '../letter.ts';
import { letterNames } from '../letter-choices.ts';
import { applicantLines, respondentLines, signature } from '../parties.ts';

const civil = ['XFF', 'XFT', 'DSF', 'MFD', 'WXS', 'HTTZ', 'QR7'];
const causes: Readonly<Record<OrderCategory, string>> = {
  'card-key': '网络购物合同纠纷',
  account: '网络虚拟财产合同纠纷',
  'activation-code': '网络购物合同纠纷',
  membership: '网络服务合同纠纷',
  'top-up': '网络服务合同纠纷',
  other: '网络购物合同纠纷',
};

/** 民事起诉状, a draft: 民事诉讼法 第一百二十四条 decides what must be in it. */
export const claimStatement: LetterMaker = (grounds) => {
  const plaintiff = applicantLines(grounds);
  const merchant = respondentLines(grounds, 'merchant');
  const isPlatformSued =
    grounds.scenario === 'system_fault' ||
    (grounds.scenario === 'merchant_gone' && shownFacts(grounds, 'identity-requested').length > 0);
  const platform = isPlatformSued && hasPlatform(grounds) ? respondentLines(grounds, 'platform') : undefined;
  const claims = claimsOf(grounds);
  const cited = claims.drafts.flatMap(({ cites }) => cites);
  const law = citationsFor(grounds, cited, MAX_CITATIONS, ({ lawId }) => civil.includes(lawId));
  const defendants = platform === undefined ? '被告' : '两被告';
  return ok({
    hasTitleLine: true,
    title: letterNames['statement-of-claim'],
    sections: [
      { heading: '原告', style: 'lines', drafts: plaintiff.drafts },
      {
        heading: platform === undefined ? '被告' : '被告一（商家）',
        style: 'lines',
        drafts: merchant.drafts,
      },
      { heading: '被告二（平台）', style: 'lines', drafts: platform?.drafts ?? [] },
      { heading: '案由', style: 'prose', drafts: [formDraft(causes[grounds.order.category], 'closing', 0)] },
      {
        heading: '诉讼请求',
        style: 'numbered',
        drafts: [...claims.drafts.map(forCourt), formDraft(`本案诉讼费由${defendants}承担。`, 'closing', 1)],
      },
      ...storySections(grounds, '事实与理由'),
      { heading: '法律依据', style: 'numbered', drafts: quotedLawDrafts(grounds, law) },
      { heading: '证据和证据来源', style: 'lines', drafts: 'used-exhibits' },
      {
        heading: null,
        style: 'lines',
        drafts: [
          formDraft(
            '证据的取得方式、来源和证明目的见证据目录；电子数据原件保存完整，可供核对。',
            'closing',
            3,
          ),
          formDraft('此致', 'closing', 0),
          formDraft('买受人住所地有管辖权的人民法院', 'closing', 0),
          ...signature(grounds, '具状人'),
          formDraft(`附：起诉状副本${platform === undefined ? '一' : '二'}份。`, 'closing', 2),
        ],
      },
    ],
    missing: [
      ...plaintiff.missing,
      {
        field: '性别、年龄、民族、职业',
        advice: '起诉状要写（民事诉讼法第一百二十四条），请在导出后自己补上。',
      },
      ...merchant.missing,
      ...(platform?.missing ?? []),
      ...claims.missing,
    ],
    omitted: claims.omitted,
  });
};

/** `判令被告…`; what only the platform owes already says so. */
function forCourt(draft: Draft): Draft {
  return draft.text.startsWith('平台') ? draft : { ...draft, text: `判令被告${draft.text}` };
}
