import type { RuleBook } from '../rules/index.ts';
import { citingOf, isUnderDecree121 } from './citing.ts';
import { samrJurisdiction } from './jurisdiction.ts';
import type { Survey } from './progress-of.ts';
import type { RouteText } from './routes-for.ts';
import { isDefinite, isIdentityAsked, isMerchantGone, isSelfRun, selfOperation } from './sides.ts';
import type { Standing } from './standing.ts';

const sentence = (clause: string) => (clause === '' ? '' : `${clause}。`);

/** 与商家协商. */
export function merchantRoute(standing: Standing, { digest }: Survey, ruleBook: RuleBook): RouteText {
  if (standing.kind === 'excluded') return { why: sentence(standing.reason) };
  return {
    why: `${sentence(standing.reason)}先向商家提出明确要求：提出之后超过十五日不处理，视为故意拖延或者无理拒绝。`,
    cites: citingOf(ruleBook)(['QHB-8'], digest.atUtc),
    warn: [
      '只在平台内的聊天里谈，不要加微信、QQ，不要私下转账。',
      ...(standing.kind === 'untried' ? ['谈妥之前不要点“确认收货”，也不要为了退款先改好评。'] : []),
    ],
  };
}

/** 平台投诉. Liability of the platform itself only where it was asked who the seller is (XFF-44). */
export function platformRoute(standing: Standing, { digest }: Survey, ruleBook: RuleBook): RouteText {
  if (standing.kind === 'excluded') return { why: sentence(standing.reason) };
  const self = selfOperation(digest);
  const isAsked = isIdentityAsked(digest);
  const liability =
    self === 'same'
      ? '平台自己是卖家，直接对它主张退款。'
      : isDefinite(digest.merchant)
        ? '平台要协助维权、提供交易记录；商家的身份已经清楚，一般不由平台代赔，除非平台另有承诺。'
        : isAsked
          ? '已经向平台索要商家身份：平台给不出真实名称、地址和有效联系方式的，可以直接向平台要求赔偿。'
          : '投诉时一并书面索要商家的真实名称、地址和有效联系方式：要过而平台给不出，才能向平台要求赔偿。';
  const ids = ['DSF-59', 'DSF-61', ...(isDefinite(digest.merchant) ? [] : ['XFF-44', 'DSF-58'])];
  return {
    why: `${sentence(standing.reason)}${liability}`,
    cites: citingOf(ruleBook)([...ids, ...(self === null ? [] : ['WXS-4'])], digest.atUtc),
    warn: [
      ...(isAsked || isDefinite(digest.merchant) || self === 'same'
        ? []
        : ['还没有向平台索要过商家身份（E25），现在主张平台赔偿站不住脚。']),
      ...(self === 'called-so' ? ['店铺自称“自营”，但主体和平台不一致：把自营标识和营业执照都截下来。'] : []),
    ],
  };
}

/** 支付投诉. */
export function paymentRoute(standing: Standing, { digest }: Survey, ruleBook: RuleBook): RouteText {
  if (standing.kind === 'excluded') return { why: sentence(standing.reason) };
  const isWechat = standing.channel === 'payment_wechat';
  const clock = isWechat
    ? '商户应在 24 小时内首次回复、72 小时内处理完。'
    : '没有查到支付宝公布的处理时限，按 72 小时估计，不是它的承诺。';
  const isOffPlatform = digest.situation?.modifiers.includes('off_platform') === true;
  return {
    why: `${sentence(standing.reason)}从这笔账单里投诉，可以和平台投诉同时进行。${clock}`,
    cites: citingOf(ruleBook)(
      ['FYZF-35', ...(isDoubleCharge(digest.situation?.scenario) ? ['DSF-55'] : [])],
      digest.atUtc,
    ),
    needs: digest.order.facts.transactionNumber === null ? ['这笔付款的交易单号（E03）'] : [],
    warn: [
      ...(digest.providers.size === 0 ? ['还没有填付款渠道：先看账单是用哪个付的。'] : []),
      ...(isOffPlatform ? ['好友转账、红包、个人收款码通常没有“投诉商家”的入口。'] : []),
    ],
  };
}

const isDoubleCharge = (scenario: string | null | undefined) => scenario === 'duplicate_charge';

/** 12315 and 消协: one of the two. */
export function samrRoute(standing: Standing, survey: Survey, ruleBook: RuleBook): RouteText {
  const { digest } = survey;
  const citing = citingOf(ruleBook);
  const isAssociation = standing.channel === 'consumer_association';
  if (standing.kind === 'excluded') {
    return { why: sentence(standing.reason), cites: citing(standing.barrier?.cites ?? [], digest.atUtc) };
  }
  const pending = standing.barrier?.text ?? '';
  if (isAssociation) {
    return {
      why: `${sentence(standing.reason)}${sentence(pending)}消费者协会可以调解，但和 12315 只能选一边：它受理之后，12315 就不再受理。`,
      cites: citing(['TSB-16'], digest.atUtc),
      warn: ['处理期限没有统一规定；一般先走 12315。'],
    };
  }
  const isNamed = isDefinite(digest.merchant) || (digest.platform?.fields.name ?? null) !== null;
  return {
    why: `${sentence(standing.reason)}${sentence(pending)}${samrWhy(survey, ruleBook)}`,
    cites: citing(samrCites(survey), digest.atUtc),
    needs: [
      ...(isNamed
        ? []
        : [
            isSelfRun(digest) ? '网站主办者的名称和地址（ICP 备案、收款方）' : '商家或平台经营者的名称和地址',
          ]),
      '本人的真实姓名、电话和地址',
    ],
    jurisdiction: samrJurisdiction(digest, ruleBook),
    warn: samrWarnings(standing, survey),
  };
}

function samrWhy({ digest }: Survey, ruleBook: RuleBook): string {
  return isUnderDecree121(ruleBook, digest.atUtc)
    ? '市监部门七个工作日内决定是否受理，受理后六十日内调解；调解要双方都愿意。'
    : '市监部门七个工作日内决定是否受理，受理后四十五个工作日内调解；调解要双方都愿意。';
}

function samrCites({ digest }: Survey): readonly string[] {
  const ids = ['TSB-8', 'TSB-10', 'TSB-15', 'TSB-23', 'TSB_OLD-14', 'TSB_OLD-21', 'XFT-46'];
  return digest.merchant?.isIndividual === true ? [...ids, 'WXS-7'] : ids;
}

function samrWarnings(
  { submission }: Standing,
  { digest, submissions, standings }: Survey,
): readonly string[] {
  const hotline = standings.get('hotline12345')?.kind === 'running';
  const court = standings.get('court_small_claims')?.submission?.stage === 'accepted';
  const isHandled = submission !== undefined && submission.stage !== 'refused';
  return [
    '投诉（要退款）和举报（查违法）分开写、分开交。',
    ...(isHandled ? ['已经交过一次：不要再交同一件事，补充材料走原投诉的补充通道，证据编号不变。'] : []),
    ...(submission?.stage === 'refused' ? ['不予受理要看理由：缺材料的补齐可以再交，其余的走下一步。'] : []),
    ...(hotline ? ['12345 会把投诉转给市监部门：已经打过 12345 的，先问转到了哪里，别重复提交。'] : []),
    ...(court && submissions.length > 0 ? ['法院已经受理同一件事，12315 会终止或不受理。'] : []),
    ...(digest.merchant?.isIndividual === true
      ? ['卖家是个人：要能看出他长期对外经营（多件在售、成交记录），否则可能被认为不是经营者。']
      : []),
    ...(isMerchantGone(digest) && !isIdentityAsked(digest) && !isSelfRun(digest)
      ? ['商家已失联：先向平台索要身份并留下答复，再附在投诉里。']
      : []),
  ];
}
