import { formatMoney } from '../orders/index.ts';
import { claimDraft } from './draft.ts';
import { overcharge } from './facts/charges.ts';
import { paidFen } from './facts/order.ts';
import {
  exhibitsOf,
  exhibitsOfKinds,
  factsOf,
  type Grounds,
  hasPlatform,
  purchaseExhibits,
  together,
} from './grounds.ts';
import { citationsFor, tripleExhibits } from './law.ts';
import type { Draft, Letter } from './letter.ts';
import { plain } from './words.ts';

/** What is asked for. */
export interface Claims {
  readonly drafts: readonly Draft[];
  readonly missing: Letter['missing'];
  readonly omitted: Letter['omitted'];
  /** Amount of the main claim, for letters that name it again. */
  readonly fen: number | null;
  readonly exhibits: readonly string[];
}

const noAmount = { field: '金额', advice: '在订单里填上实付金额，并固定支付凭证。' };
const noWanted = { field: '要求的金额', advice: '在“诉求”里填上要求退还或赔付的金额。' };

/** Main claim first; threefold damages only by the user's tick and with an exhibit that shows that the merchant knew. */
export function claimsOf(grounds: Grounds): Claims {
  const shown = purchaseExhibits(grounds);
  const base = together(shown.order.slice(0, 1), shown.payment.slice(0, 1));
  const due = amountDue(grounds);
  const main = mainClaims(grounds, due, base);
  const hasAmount = due !== null || main.length === 0;
  const missing = main.length > 0 && hasAmount ? [] : [wantsOf(grounds).needsOwnAmount ? noWanted : noAmount];
  const { drafts, omitted } = tripleClaim(grounds, base);
  return { drafts: [...main, ...drafts], missing, omitted, fen: due, exhibits: base };
}

function wantsOf(grounds: Grounds) {
  const situation = grounds.records.situation.at(-1);
  const wants = situation?.wants ?? 'refund';
  return {
    wants,
    wantedFen: situation?.wantedFen ?? null,
    needsOwnAmount: wants === 'compensate' || wants === 'partial-refund',
  };
}

/** What is still owed: paid or overcharged, less what came back and is shown. */
export function amountDue(grounds: Grounds): number | null {
  const { wantedFen, needsOwnAmount } = wantsOf(grounds);
  if (needsOwnAmount) return wantedFen;
  const linesBack = grounds.records.payment.reduce((sum, { refundedFen }) => sum + refundedFen, 0);
  const factsBack = factsOf(grounds, 'refund-received').reduce(
    (sum, { amountFen }) => sum + (amountFen ?? 0),
    0,
  );
  if (grounds.scenario === 'duplicate_charge') {
    const twice = overcharge(grounds);
    if (twice === undefined) return null;
    return Math.max(0, twice.fen - (linesBack > 0 ? 0 : factsBack));
  }
  const paid = paidFen(grounds);
  if (paid === null) return null;
  const due = Math.max(0, paid - Math.max(linesBack, factsBack));
  return wantedFen === null ? due : Math.min(wantedFen, due);
}

function mainClaims(grounds: Grounds, due: number | null, base: readonly string[]): readonly Draft[] {
  if (due === null && wantsOf(grounds).wants === 'compensate') return ruleClaim(grounds);
  if (due === null || due === 0) return [];
  const money = formatMoney(due);
  const { wants } = wantsOf(grounds);
  if (grounds.scenario === 'duplicate_charge') {
    return [claimDraft(`退还重复扣款${money}。`, overcharge(grounds)?.exhibits ?? [])];
  }
  if (wants === 'compensate') {
    const promised = exhibitsOfKinds(grounds, 'E10', 'E24', 'E02');
    return [
      claimDraft(`按承诺赔付${money}。`, promised.length === 0 ? [] : together(base.slice(0, 1), promised)),
    ];
  }
  if (wants === 'partial-refund') return [claimDraft(`退还部分货款${money}。`, base)];
  const { refund } = refundWords(grounds, money, due);
  if (wants === 'replace') return [claimDraft(`更换可以正常使用的商品；不能更换的，${refund}。`, base)];
  if (wants === 'deliver') return [claimDraft(`立即交付所购商品；不能交付的，${refund}。`, base)];
  return grounds.scenario === 'merchant_gone'
    ? goneClaims(grounds, refund, base)
    : [claimDraft(`${refund}。`, base)];
}

/** Where a rule says how much is paid, the claim names the rule instead of a figure nobody has entered. */
function ruleClaim(grounds: Grounds): readonly Draft[] {
  const rule = grounds.records['platform-rule'].find(
    ({ itemIds }) => exhibitsOf(grounds, itemIds).length > 0,
  );
  if (rule === undefined) return [];
  return [
    claimDraft(`按《${plain(rule.ruleName)}》${plain(rule.clause)}赔付。`, exhibitsOf(grounds, rule.itemIds)),
  ];
}

function refundWords(grounds: Grounds, money: string, due: number): { readonly refund: string } {
  const paid = paidFen(grounds);
  const isRest = paid !== null && due < paid && factsOf(grounds, 'refund-received').length > 0;
  if (isRest) return { refund: `退还尚未退回的货款${money}（实付${formatMoney(paid)}）` };
  const isUndelivered = grounds.scenario === 'not_delivered' || grounds.scenario === 'system_fault';
  return { refund: isUndelivered ? `取消订单并全额退还${money}` : `退还货款${money}` };
}

/** The platform answers only for what 消费者权益保护法 44 says; others are asked for the money itself. */
function goneClaims(grounds: Grounds, refund: string, base: readonly string[]): readonly Draft[] {
  if (!hasPlatform(grounds) || grounds.letter === 'payment-complaint')
    return [claimDraft(`${refund}。`, base)];
  const isCourt = grounds.letter === 'statement-of-claim';
  const cites = citationsFor(grounds, ['XFF-44'], 1, ({ id }) => id === 'XFF-44').map(({ id }) => id);
  const asked = exhibitsOf(
    grounds,
    factsOf(grounds, 'identity-requested').flatMap(({ itemIds }) => itemIds),
  );
  if (isCourt) {
    const second = claimDraft(
      '平台不能提供商家的真实名称、地址和有效联系方式的，由平台赔偿上述款项。',
      asked,
      0,
      cites,
    );
    return [claimDraft(`${refund}。`, base), ...(asked.length > 0 ? [second] : [])];
  }
  return [
    claimDraft('由平台提供商家的真实名称、地址和有效联系方式。', asked.length > 0 ? asked : base),
    claimDraft(`${refund}；平台不能提供上述信息的，由平台退还。`, base, 0, cites),
  ];
}

const MINIMUM_FEN = 50_000;

function tripleClaim(grounds: Grounds, base: readonly string[]): Pick<Claims, 'drafts' | 'omitted'> {
  const situation = grounds.records.situation.at(-1);
  const isFitting = grounds.letter === 'consumer-complaint' || grounds.letter === 'statement-of-claim';
  if (situation?.isTripleClaimed !== true || !isFitting) return { drafts: [], omitted: [] };
  const shown = tripleExhibits(grounds);
  const price = paidFen(grounds);
  const [citation] = citationsFor(grounds, ['XFF-55'], 1, ({ id }) => id === 'XFF-55');
  if (shown.length === 0 || price === null || citation === undefined) {
    const why = grounds.modifiers.has('fraud_suspected')
      ? '还没有证据显示商家明知。请固定发行方的核验答复或商家承认的通话录音。'
      : '三倍赔偿只用于欺诈：先在情况里确认“有故意虚假的证据”。';
    return { drafts: [], omitted: [{ text: '增加赔偿价款的三倍。', why }] };
  }
  const threefold = price * 3;
  const amount = formatMoney(Math.max(threefold, MINIMUM_FEN));
  const least = threefold < MINIMUM_FEN ? '不足五百元的为五百元，' : '';
  return {
    drafts: [
      claimDraft(`按价款的三倍增加赔偿，${least}即${amount}。`, together(base, shown), 0, [citation.id]),
    ],
    omitted: [],
  };
}
