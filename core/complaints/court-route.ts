import type { RuleBook } from '../rules/index.ts';
import { citingOf } from './citing.ts';
import { courtJurisdiction } from './jurisdiction.ts';
import type { Survey } from './progress-of.ts';
import type { RouteText } from './routes-for.ts';
import {
  isDefinite,
  isIdentityAsked,
  isMerchantGone,
  isPlatformLiable,
  isSelfRun,
  selfOperation,
} from './sides.ts';
import type { Standing } from './standing.ts';

/** 小额诉讼 at home; a definite defendant must be there first, and one whose whereabouts are unknown has no small claims. */
export function courtRoute(standing: Standing, survey: Survey, ruleBook: RuleBook): RouteText {
  const { digest } = survey;
  const reason = standing.reason === '' ? '' : `${standing.reason}。`;
  const isAgainstPlatform = isPlatformLiable(digest) && isDefinite(digest.platform);
  const isMissing = isMerchantGone(digest) && !isAgainstPlatform && selfOperation(digest) !== 'same';
  const procedure = isMissing
    ? '商家下落不明时不适用小额诉讼，走普通程序，可能要公告送达，时间会长。'
    : '金额在当地小额标准以下的，一审终审，立案后两个月内审结。';
  const defendant = isAgainstPlatform ? '商家身份不明，可以按消法第四十四条起诉平台。' : '';
  const mediation = survey.standings.get('samr12315')?.kind === 'running';
  const ids = ['TSB-25', 'MFD-188', ...(isAgainstPlatform ? ['XFF-44', 'DSF-58'] : [])];
  return {
    why: `${reason}协商、投诉都不成时，可以起诉。${defendant}${procedure}`,
    cites: citingOf(ruleBook)(digest.merchant?.isIndividual === true ? [...ids, 'WXS-7'] : ids, digest.atUtc),
    needs: [
      ...defendantNeeds(survey),
      ...(mediation ? ['先等 12315 的结果：法院受理之后，12315 就不再调解'] : []),
    ],
    jurisdiction: courtJurisdiction(digest, ruleBook),
    warn: [
      ...(isMissing ? ['民诉法第一百六十六条：一方当事人下落不明的，不适用小额诉讼程序。'] : []),
      ...(digest.merchant?.isIndividual === true
        ? ['卖家是个人：要证明他在做经营，才适用消费者权益保护法。']
        : []),
    ],
  };
}

function defendantNeeds({ digest }: Survey): readonly string[] {
  if (isDefinite(digest.merchant)) return [];
  if (isPlatformLiable(digest)) {
    return isDefinite(digest.platform) ? [] : ['平台经营者的名称和地址（平台没给商家身份，被告可以是平台）'];
  }
  if (isSelfRun(digest)) return ['明确的被告：网站主办者的名称和地址（查 ICP 备案、收款方全称）'];
  return [
    isIdentityAsked(digest)
      ? '明确的被告：补全平台给出的名称和地址'
      : '明确的被告：不知道商家是谁，先向平台书面索要，要不到再向 12315 询问登记信息',
  ];
}
