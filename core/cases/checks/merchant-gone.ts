import { formatMoney } from '../../orders/money.ts';
import { DAY_MS, durationText, momentText } from '../beijing-time.ts';
import type { CaseRecord } from '../case-record.ts';
import {
  answerTo,
  type CaseView,
  factsOf,
  isTimed,
  itemsOf,
  momentOf,
  platformPresence,
  readingsOf,
} from '../case-view.ts';
import { answerBasis, type Check, failed, notApplicable, notChecked, pass } from '../finding.ts';
import { compareNames, looksLikePerson } from '../normalise.ts';
import { messagesSaying, words } from '../words.ts';

/** Between two looks at a shop that is gone; a figure of ours. */
const APART_MS = DAY_MS;
/** Where fraud begins to be a crime; each province sets it between this and 10,000 yuan (诈骗解释 1). */
const CRIME_FEN = 300_000;

/** One time at which the shop was seen closed or silent. */
export interface Sighting {
  readonly ms: number;
  readonly items: readonly string[];
  readonly record: CaseRecord | null;
}

/** When the shop was closed, unreachable or silent: captures, what imports show, and facts; in order of time. */
export function sightingsOf(view: CaseView): readonly Sighting[] {
  const seen: Sighting[] = [];
  for (const item of itemsOf(view, 'E13')) {
    const ms = momentOf(view, item);
    if (ms !== undefined) seen.push({ ms, items: [item.id], record: null });
  }
  for (const fact of factsOf(view, 'shop-unreachable', 'message-unanswered').filter(isTimed)) {
    seen.push({ ms: Date.parse(fact.atUtc), items: fact.itemIds, record: fact });
  }
  return seen.sort((left, right) => left.ms - right.ms);
}

const seenTwice: Check = (view) => {
  const seen = sightingsOf(view);
  const [first] = seen;
  const last = seen.at(-1);
  if (first === undefined || last === undefined) {
    return notChecked(
      '还没有店铺打不开或没有回复的时间。',
      '截店铺关闭或打不开的页面（E13）；导入的图要填写图中时间。',
    );
  }
  const basis = {
    items: seen.flatMap(({ items }) => items),
    records: seen.flatMap(({ record }) => record ?? []),
  };
  const gap = last.ms - first.ms;
  if (gap >= APART_MS) {
    return pass(
      `${momentText(first.ms, last.ms)} 和 ${momentText(last.ms)} 都打不开或没有回复，相隔 ${durationText(gap)}。`,
      basis,
    );
  }
  const due = momentText(first.ms + APART_MS, last.ms);
  const text =
    gap === 0 ? `只有 ${momentText(first.ms)} 一个时点。` : `两次只隔 ${durationText(gap)}，不足 24 小时。`;
  return failed(text, `${due} 以后再打开一次店铺，仍打不开就再截一张（E13）。`, basis);
};

/** Requests to the platform for the merchant's identity. */
export function identityRequestsOf(view: CaseView): readonly CaseRecord[] {
  return [
    ...factsOf(view, 'identity-requested'),
    ...messagesSaying(view.messages, ['buyer'], words.merchantIdentity),
  ];
}

const identityAsked: Check = (view) => {
  if (platformPresence(view) === 'none') return notApplicable('没有第三方平台，不存在向平台索要。');
  const asked = identityRequestsOf(view);
  const kept = itemsOf(view, 'E25');
  const remedy =
    '向平台客服索要商家的真实名称、地址和有效联系方式，把请求和答复（或没有答复）一起截下（E25）。';
  if (asked.length === 0 && kept.length === 0)
    return failed('还没有向平台要过商家的真实名称、地址和联系方式。', remedy);
  const answered = factsOf(view, 'identity-answered');
  const replied = messagesSaying(view.messages, ['platform'], words.merchantIdentity);
  const basis = {
    items: [...kept, ...answered.flatMap(({ itemIds }) => itemIds)],
    records: [...asked, ...answered, ...replied],
  };
  if (
    kept.length > 0 ||
    answered.some(({ itemIds }) => itemIds.length > 0) ||
    replied.some(({ itemIds }) => itemIds.length > 0)
  ) {
    return pass('已向平台索要商家身份，答复也保存了。', basis);
  }
  return failed(
    '已向平台索要商家身份，还没有保存答复。',
    '把平台的答复截下；过了时限没有答复，就截没有答复的页面（E25）。',
    basis,
  );
};

const guaranteeQuoted: Check = (view) => {
  if (platformPresence(view) === 'none') return notApplicable('没有第三方平台，没有平台的保障计划。');
  const pages = itemsOf(view, 'E10');
  const rules = view.platformRules;
  const dated = rules.filter(({ version, publishedOn }) => version !== '' || publishedOn !== null);
  const [first] = dated;
  if (first !== undefined) {
    const when = first.version === '' ? (first.publishedOn ?? '') : first.version;
    return pass(`《${first.ruleName}》${first.clause}，版本 ${when}。`, {
      items: [...pages, ...first.itemIds],
      records: dated,
    });
  }
  if (rules.length > 0)
    return failed('条款还没有注明版本或日期。', '在平台规则里填写版本或公布日期。', {
      items: pages,
      records: rules,
    });
  if (pages.length > 0)
    return notChecked(
      '有规则截图，还没有录入条款原文和版本日期。',
      '添加平台规则：条款号、原文、版本或日期。',
      null,
      { items: pages },
    );
  return failed(
    '还没有平台保障计划或先行赔付条款的原文。',
    '截下条款原文和版本日期（E10）；平台没有这种条款，可以不管这一条。',
  );
};

const reportWorthwhile: Check = (view, id) => {
  const question = '知道还有别的买家也被骗了吗？';
  const reported = [...factsOf(view, 'police-reported')];
  const receipts = itemsOf(view, 'E20');
  if (reported.length > 0 || receipts.length > 0)
    return pass('已经报案。', { items: receipts, records: reported });
  const amount = view.order.amountFen;
  const many = answerTo(view, id) === 'yes';
  if (amount === null && !many) return notChecked('缺订单金额。', '填写订单金额。', question);
  if (many || (amount ?? 0) >= CRIME_FEN) {
    const why = many
      ? '有多人受害'
      : `损失 ${formatMoney(amount ?? 0)}，已在各省立案标准（三千元至一万元）的范围`;
    return failed(
      `${why}，建议报案。`,
      '带身份证和全部证据到派出所报案，索要受案回执（E20）。',
      { order: ['amountFen'] },
      question,
    );
  }
  return pass(
    `损失 ${formatMoney(amount ?? 0)}，不足三千元；也可以按治安案件报案。`,
    { order: ['amountFen'] },
    question,
  );
};

const payeeIsTheShop: Check = (view) => {
  const paid = [
    ...view.payments
      .filter(({ role }) => role !== 'refund')
      .map((record) => ({ payee: record.payee, record })),
    ...readingsOf(view, 'E03', 'E16').map((record) => ({ payee: record.payee ?? '', record })),
  ].filter(({ payee }) => payee !== '');
  if (paid.length === 0) return notChecked('还没有收款方名称。', '在支付凭证（E03）填写收款方，或导入账单。');
  const names = [
    view.order.merchant,
    view.order.platform,
    view.merchant?.fields.name,
    view.merchant?.fields.payee,
    view.platform?.fields.name,
    view.platform?.fields.payee,
  ].filter((name): name is string => name !== null && name !== undefined);
  const [first] = paid;
  const basis = {
    records: paid.map(({ record }) => record),
    items: readingsOf(view, 'E03', 'E16').map(({ id }) => id),
  };
  const agreement = paid.map(({ payee }) => names.map((name) => compareNames(payee, name)));
  if (agreement.every((all) => all.includes('same')))
    return pass(`收款方「${first?.payee ?? ''}」与店铺或平台一致。`, basis);
  const isOther = (payee: string, at: number) => {
    const all = agreement[at] ?? [];
    const isNamedPerson = looksLikePerson(payee) && !payee.includes('*');
    return all.every((one) => one === 'different') || (isNamedPerson && !all.includes('same'));
  };
  const other = paid.find(({ payee }, at) => isOther(payee, at));
  if (other === undefined)
    return notChecked(
      `收款方「${first?.payee ?? ''}」看不出是谁。`,
      '在主体信息里填写商家的公司名称，再比较。',
      null,
      basis,
    );
  return failed(
    `收款方「${other.payee}」不是店铺，也不是平台。`,
    '把收款方单列出来，问平台和支付机构它是谁。',
    basis,
  );
};

const ownSite: Check = (view) => {
  const question = '这笔订单是在第三方平台上买的吗？（商家自己的网站选“否”）';
  const presence = platformPresence(view);
  if (presence === 'present') return notApplicable('在第三方平台上购买。', question);
  if (presence === 'unknown')
    return notChecked(
      '还不知道是平台上的店铺，还是商家自己的网站。',
      '填写平台的主体信息，或回答下面的问题。',
      question,
    );
  const card = view.merchant;
  const known = [card?.fields.icp, card?.fields.payee, card?.fields.name].filter(
    (text) => text !== null && text !== undefined,
  );
  if (known.length > 0)
    return pass(
      `被投诉人按网站主办者写：${known.join('、')}。`,
      card === undefined ? answerBasis(view) : { records: [card] },
      question,
    );
  return failed(
    '是商家自己的网站，还不知道主办者是谁。',
    '查网站的 ICP 备案和收款主体，填进商家的主体信息。',
    answerBasis(view),
    question,
  );
};

export const merchantGoneChecks = {
  'merchant_gone.c1': seenTwice,
  'merchant_gone.c2': identityAsked,
  'merchant_gone.c3': guaranteeQuoted,
  'merchant_gone.c4': reportWorthwhile,
  'merchant_gone.c5': payeeIsTheShop,
  'merchant_gone.c6': ownSite,
} as const satisfies Readonly<Record<string, Check>>;
