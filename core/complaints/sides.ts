import type { Party } from '../cases/index.ts';
import { type CaseDigest, hasFact } from './case-digest.ts';

/** Yes/no questions that no record can tell; answered in `Situation.answers`. */
export const complaintQuestions = {
  addressUnreachable: {
    id: 'route.address-unreachable',
    text: '按平台公示的地址和电话，是不是联系不上商家？',
  },
  manyVictims: { id: 'route.many-victims', text: '你知道还有别人也被同一个商家这样骗了吗？' },
  fictitiousGoods: {
    id: 'route.fictitious-goods',
    text: '有没有迹象表明商品根本不存在（同一张图卖给多人、卡密是编的）？',
  },
  inducedTransfers: {
    id: 'route.induced-transfers',
    text: '对方有没有以“解冻、保证金、刷单”等理由让你再转钱？',
  },
} as const;

export function isYes(digest: CaseDigest, question: keyof typeof complaintQuestions): boolean {
  return digest.situation?.answers[complaintQuestions[question].id] === 'yes';
}

/** A site of the merchant's own, without a platform between. */
export function isSelfRun({ platform }: CaseDigest): boolean {
  return platform?.presence === 'none';
}

/** The seller is the platform itself: same code, same name, or the shop says 自营 (WXS-4). */
export function selfOperation({ order, merchant, platform }: CaseDigest): 'same' | 'called-so' | null {
  if (platform?.presence === 'none') return null;
  const isSameCode = same(merchant?.fields.uscc, platform?.fields.uscc);
  const isSameName =
    same(merchant?.fields.name, platform?.fields.name) || same(order.facts.merchant, order.facts.platform);
  if (isSameCode || isSameName) return 'same';
  return /自营/.test(order.facts.merchant) && !/非自营/.test(order.facts.merchant) ? 'called-so' : null;
}

/** Shop closed, no answer, or the user says so. */
export function isMerchantGone(digest: CaseDigest): boolean {
  return digest.situation?.scenario === 'merchant_gone' || hasFact(digest, 'shop-unreachable');
}

/** 民诉法 122: a defendant is definite with a name and where it is, or with a code that leads there. */
export function isDefinite(party: Party | undefined): boolean {
  const { name, address, uscc } = party?.fields ?? {};
  return present(name) && (present(address) || present(uscc));
}

/** The platform was asked who the merchant is (XFF-44). */
export function isIdentityAsked(digest: CaseDigest): boolean {
  return (
    digest.hasIdentityEvidence ||
    hasFact(digest, 'identity-requested') ||
    digest.submissions.some(
      ({ submission, purpose }) => purpose === 'request' && submission.channel === 'platform',
    )
  );
}

/** The platform was asked and gave no name and address: whoever paid may turn to the platform (XFF-44). */
export function isPlatformLiable(digest: CaseDigest): boolean {
  return !isSelfRun(digest) && isIdentityAsked(digest) && !isDefinite(digest.merchant);
}

const present = (text: string | null | undefined) => text !== null && text !== undefined;
const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

function same(a: string | null | undefined, b: string | null | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && plain(a) === plain(b);
}
