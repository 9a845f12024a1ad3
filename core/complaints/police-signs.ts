import { formatMoney } from '../orders/index.ts';
import type { RuleBook } from '../rules/index.ts';
import { type CaseDigest, hasFact } from './case-digest.ts';
import { citingOf } from './citing.ts';
import { isMerchantGone, isYes } from './sides.ts';

/** 三千元: the lowest figure from which fraud can be a crime; each province sets its own up to 一万元 (ZPJS-1). */
export const CRIMINAL_FROM_FEN = 300_000;
const CRIMINAL_EVERYWHERE_FEN = 1_000_000;

/** Whether the police should hear of it, with the signs that say so. */
export interface PoliceAdvice {
  /** As Chinese words: 商家失联, 虚构商品. Empty: a dispute about quality or time. */
  readonly signs: readonly string[];
  readonly why: string;
  readonly cites: readonly string[];
}

/** The signs of fraud in a case. The amount alone is none: it only tells crime from 治安案件. */
export function policeAdvice(digest: CaseDigest, ruleBook: RuleBook): PoliceAdvice {
  const signs = [
    ...(isMerchantGone(digest) ? ['商家收款后失联'] : []),
    ...(isYes(digest, 'fictitiousGoods') || isFraudSuspected(digest) ? ['商品可能是虚构的'] : []),
    ...(isYes(digest, 'manyVictims') ? ['不止一人受害'] : []),
    ...(isYes(digest, 'inducedTransfers') ? ['诱导多次转账'] : []),
  ];
  if (signs.length === 0) {
    return {
      signs,
      why: '目前看是交付或质量纠纷，公安一般不受理。出现失联、虚构商品、多人受害或诱导转账时，任何阶段都可以报案。',
      cites: [],
    };
  }
  const lossFen = lossOf(digest);
  const isMaybeCrime = lossFen !== null && lossFen >= CRIMINAL_FROM_FEN;
  return {
    signs,
    why: `有被骗的迹象：${signs.join('、')}。${amountText(lossFen)}报案不影响投诉和起诉；刚转完账的先打 110 或 96110 请求止付。`,
    cites: citingOf(ruleBook)(isMaybeCrime ? ['XF-266', 'ZPJS-1', 'ZAF-58'] : ['ZAF-58'], digest.atUtc),
  };
}

function amountText(lossFen: number | null): string {
  if (lossFen === null) return '先写清损失多少：三千元以上可能构成刑事案件，不足的也可以按治安案件报。';
  const amount = formatMoney(lossFen);
  if (lossFen >= CRIMINAL_EVERYWHERE_FEN) return `损失 ${amount}，各地都已到诈骗“数额较大”的起点。`;
  return lossFen >= CRIMINAL_FROM_FEN
    ? `损失 ${amount}，可能达到当地诈骗立案标准（三千元至一万元之间，各省自定）。`
    : `损失 ${amount}，不到三千元，可以按治安案件报；多人受害的金额会合并计算，一并说明。`;
}

const isFraudSuspected = ({ situation }: CaseDigest) =>
  situation?.modifiers.includes('fraud_suspected') === true;

/** What was paid and not come back. */
function lossOf(digest: CaseDigest): number | null {
  const { amountFen } = digest.order.facts;
  const charged = [...(digest.facts.get('paid') ?? []), ...(digest.facts.get('charged-again') ?? [])];
  const stated = charged.reduce((sum, { amountFen: own }) => sum + (own ?? 0), 0);
  const paid = Math.max(amountFen ?? 0, stated);
  if (amountFen === null && stated === 0) return null;
  const back = (digest.facts.get('refund-received') ?? []).reduce(
    (sum, fact) => sum + (fact.amountFen ?? 0),
    0,
  );
  return hasFact(digest, 'refund-received') ? Math.max(0, paid - back) : paid;
}
