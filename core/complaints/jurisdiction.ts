import type { Party } from '../cases/index.ts';
import type { RuleBook } from '../rules/index.ts';
import { type CaseDigest, hasFact } from './case-digest.ts';
import { citingOf, isUnderDecree121 } from './citing.ts';
import { isMerchantGone, isSelfRun, isYes, selfOperation } from './sides.ts';

/** Where a complaint has to be filed, in words, with what says so. */
export interface Jurisdiction {
  readonly text: string;
  readonly cites: readonly string[];
}

/**
 * The county-level 市监部门 that handles a complaint filed at the digest's moment: 令121 art. 13 from 2026-04-15, 令20 art. 12
 * before (whose place of business need not be the published address).
 */
export function samrJurisdiction(digest: CaseDigest, ruleBook: RuleBook): Jurisdiction {
  const isNew = isUnderDecree121(ruleBook, digest.atUtc);
  const cites = citingOf(ruleBook)(isNew ? ['TSB-13'] : ['TSB_OLD-12'], digest.atUtc);
  const law = isNew ? '' : '按 2026年4月15日 之前的规定（令第20号第十二条）：';
  return { text: `${law}${isNew ? placeNow(digest) : placeBefore(digest)}`, cites };
}

const OFFICE = '县级市场监管部门';

function placeNow(digest: CaseDigest): string {
  const single = singlePlace(digest);
  if (single !== undefined) return single;
  const { merchant, platform } = digest;
  const home = `平台经营者住所地${placeOf(platform)}的${OFFICE}`;
  const address = merchant?.fields.address ?? null;
  if (address === null) {
    const why =
      merchant?.notPublished.includes('address') === true
        ? '商家没有在平台公示地址'
        : '商家公示的地址还没查到';
    return `${why}：由${home}处理。`;
  }
  if (isUnreachable(digest)) return `按公示的地址联系不上商家：由${home}处理。`;
  return `商家在平台公示的地址（${address}）所在地的${OFFICE}；也可以找${home}，先收到的处理。`;
}

function placeBefore(digest: CaseDigest): string {
  const single = singlePlace(digest);
  if (single !== undefined) return single;
  const address = digest.merchant?.fields.address ?? null;
  const place = address === null ? '' : `（${address}，以实际经营为准）`;
  return `商家实际经营地${place}或平台经营者住所地${placeOf(digest.platform)}的${OFFICE}。`;
}

/** Where it is the same under both: the seller's own site, the platform's own sales. */
function singlePlace(digest: CaseDigest): string | undefined {
  const { merchant, platform } = digest;
  if (isSelfRun(digest)) {
    const address = merchant?.fields.address ?? null;
    if (address !== null) return `自建网站：由网站主办者住所地（${address}）的${OFFICE}处理。`;
    const trace = [merchant?.fields.icp, merchant?.fields.payee].filter((text) => typeof text === 'string');
    const from = trace.length === 0 ? '先查 ICP 备案主体和收款方全称' : `凭${trace.join('、')}查到主体`;
    return `自建网站：由网站主办者住所地的${OFFICE}处理。${from}，住所以公示系统登记的为准。`;
  }
  if (selfOperation(digest) !== 'same') return undefined;
  const known = platform?.fields.address === null || platform === undefined ? merchant : platform;
  return `平台自营：由平台经营者住所地${placeOf(known)}的${OFFICE}处理。`;
}

const placeOf = (party: Party | undefined) => {
  const address = party?.fields.address ?? null;
  return address === null ? '（还没查到，看平台首页的营业执照）' : `（${address}）`;
};

/** 通过平台公示的地址无法取得联系. */
function isUnreachable(digest: CaseDigest): boolean {
  return isYes(digest, 'addressUnreachable') || isMerchantGone(digest) || hasFact(digest, 'shop-unreachable');
}

/** Delivered over the network: the buyer may sue at home (民诉法解释 20). */
export function courtJurisdiction(digest: CaseDigest, ruleBook: RuleBook): Jurisdiction {
  return {
    text:
      '网上订立、网上交付的买卖，以买受人住所地为合同履行地：可以在自己住所地的基层人民法院起诉。协议里另写管辖法院的，看当时有没有显著提示。' +
      '住在北京、杭州、广州的，先问当地互联网法院是否管辖。',
    cites: citingOf(ruleBook)(['MSJ-20', 'MSJ-31'], digest.atUtc),
  };
}
