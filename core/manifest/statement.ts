import type { EvidenceKind } from '../evidence/index.ts';
import { formatMoney, type OrderFacts, paymentChannelNames } from '../orders/index.ts';
import type { ExhibitNumber } from './exhibit-number.ts';
import { beijingTime } from './paper-time.ts';

/** What the statement needs to know of an exhibit. */
export interface CitableExhibit {
  readonly number: ExhibitNumber;
  readonly kind: EvidenceKind | null;
  /** When the screen was captured; null for imports, whose picture shows another time than that of the import. */
  readonly capturedAtUtc: string | null;
}

/** One sentence of the 情况说明 with the exhibits that show what it says: never none. */
export interface StatementSentence {
  readonly text: string;
  readonly citations: readonly [ExhibitNumber, ...ExhibitNumber[]];
}

interface Draft {
  /** Undefined when a fact that the sentence needs is not known. */
  readonly text: string | undefined;
  /** Every group needs an exhibit of one of its kinds; all of them are cited. */
  readonly shownBy: readonly (readonly EvidenceKind[])[];
}

/**
 * The sentences of the 情况说明 that the evidence supports, in the order of the events. A sentence is made only from facts
 * that the user entered, and only when there is an exhibit of a kind that shows each of them; unlabelled exhibits
 * support nothing. No sentence draws a conclusion.
 */
export function composeStatement(
  facts: OrderFacts,
  exhibits: readonly CitableExhibit[],
): readonly StatementSentence[] {
  const drafts = [
    orderedDraft(facts),
    ...paidDrafts(facts, exhibits),
    ...promiseDrafts(facts),
    ...statusDrafts(facts, exhibits),
    ...contactDrafts(facts),
    ...furtherDrafts,
  ];
  return drafts.flatMap((draft) => {
    const cited = draft.shownBy.map((kinds) => numbersOf(exhibits, kinds));
    const [first, ...rest] = [...new Set(cited.flat())];
    if (draft.text === undefined || first === undefined || cited.some((numbers) => numbers.length === 0))
      return [];
    return [{ text: draft.text, citations: [first, ...rest] }];
  });
}

function numbersOf(
  exhibits: readonly CitableExhibit[],
  kinds: readonly EvidenceKind[],
): readonly ExhibitNumber[] {
  return exhibits.filter(({ kind }) => kind !== null && kinds.includes(kind)).map(({ number }) => number);
}

function orderedDraft(facts: OrderFacts): Draft {
  const when = facts.orderedAtUtc === null ? '' : `于 ${beijingTime(facts.orderedAtUtc)} `;
  return {
    text: `本人${when}在“${facts.platform}”向“${facts.merchant}”购买“${facts.product}”，订单号 ${facts.number}。`,
    shownBy: [['E01']],
  };
}

/** A payment record shows channel and transaction; an order page alone shows only amount and time. */
function paidDrafts(facts: OrderFacts, exhibits: readonly CitableExhibit[]): readonly Draft[] {
  if (facts.amountFen === null) return [];
  const when = facts.paidAtUtc === null ? '' : `于 ${beijingTime(facts.paidAtUtc)} `;
  const amount = formatMoney(facts.amountFen);
  const hasRecord = numbersOf(exhibits, ['E03', 'E16']).length > 0;
  if (!hasRecord) return [{ text: `本人${when}支付 ${amount}。`, shownBy: [['E01']] }];
  const channel = facts.paymentChannel;
  const through = channel === null || channel === 'other' ? '' : `通过${paymentChannelNames[channel]}`;
  const number = facts.transactionNumber === null ? '' : `，交易单号 ${facts.transactionNumber}`;
  return [{ text: `本人${when}${through}支付 ${amount}${number}。`, shownBy: [['E03', 'E16']] }];
}

function promiseDrafts(facts: OrderFacts): readonly Draft[] {
  const { promiseMinutes, promiseText } = facts;
  const inWords = promiseText === null ? '' : `商家承诺“${promiseText}”`;
  const inMinutes = promiseMinutes === null ? '' : `付款后 ${promiseMinutes} 分钟内交付`;
  if (inWords === '' && inMinutes === '') return [];
  const text = inWords === '' ? `商家承诺${inMinutes}。` : `${inWords}${inMinutes && `，即${inMinutes}`}。`;
  return [{ text, shownBy: [['E02']] }];
}

function statusDrafts(facts: OrderFacts, exhibits: readonly CitableExhibit[]): readonly Draft[] {
  switch (facts.status) {
    case 'awaiting-delivery':
      return [waitingDraft(facts, exhibits)];
    case 'delivered':
      return [{ text: '订单显示已交付，交付情况如证据所示。', shownBy: [['E06', 'E04']] }];
    case 'defective':
      return [
        { text: '商家已作交付，交付内容如证据所示。', shownBy: [['E06']] },
        { text: '本人使用所交付的内容时，页面显示的提示如证据所示。', shownBy: [['E07', 'E08', 'E15']] },
        { text: '宣传内容与实际情况的差异如对照图所示。', shownBy: [['E09']] },
      ];
    case 'refunded':
      return [{ text: '该订单已退款，情况如证据所示。', shownBy: [['E04', 'E16', 'E21']] }];
    case 'refund-requested':
    case 'complained':
    case 'closed':
      return [{ text: '订单的状态如证据所示。', shownBy: [['E04', 'E22']] }];
  }
}

function waitingDraft(facts: OrderFacts, exhibits: readonly CitableExhibit[]): Draft {
  const kinds: readonly EvidenceKind[] = ['E04', 'E22'];
  const times = exhibits
    .filter(({ kind }) => kind !== null && kinds.includes(kind))
    .flatMap(({ capturedAtUtc }) => (capturedAtUtc === null ? [] : [capturedAtUtc]))
    .sort();
  const latest = times.at(-1);
  if (latest === undefined) return { text: '订单状态页显示尚未交付。', shownBy: [kinds] };
  const deadline =
    facts.paidAtUtc === null || facts.promiseMinutes === null
      ? undefined
      : new Date(Date.parse(facts.paidAtUtc) + facts.promiseMinutes * 60_000).toISOString();
  const isLate = deadline !== undefined && deadline < latest;
  const canShowDeadline =
    numbersOf(exhibits, ['E02']).length > 0 && numbersOf(exhibits, ['E01', 'E03', 'E16']).length > 0;
  if (isLate && canShowDeadline) {
    return {
      text: `按付款时间与承诺时限计算，应于 ${beijingTime(deadline)} 前交付；至 ${beijingTime(latest)} 截取时，订单仍显示未交付。`,
      shownBy: [['E02'], ['E01', 'E03', 'E16'], kinds],
    };
  }
  return { text: `至 ${beijingTime(latest)} 截取时，订单显示未交付。`, shownBy: [kinds] };
}

function contactDrafts(facts: OrderFacts): readonly Draft[] {
  const asked = facts.status === 'refund-requested' ? '并提出退款要求' : '';
  return [{ text: `本人就该订单与商家沟通${asked}，经过如聊天记录所示。`, shownBy: [['E05']] }];
}

const furtherDrafts: readonly Draft[] = [
  { text: '本人就该订单与对方通话，内容如录音所示。', shownBy: [['E14']] },
  { text: '发行方或官方的核验答复如证据所示。', shownBy: [['E19']] },
  { text: '账号被找回或修改密码的通知如证据所示。', shownBy: [['E23']] },
  { text: '店铺或网站在截取时无法访问，情况如证据所示。', shownBy: [['E13']] },
  { text: '经营者主体信息如证据所示。', shownBy: [['E12']] },
  { text: '本人已请求平台提供商家的身份信息，请求与答复如证据所示。', shownBy: [['E25']] },
  { text: '本人已就该订单向平台投诉，投诉记录如证据所示。', shownBy: [['E11']] },
  { text: '本人已向监管部门或支付渠道投诉，回执与结果如证据所示。', shownBy: [['E21']] },
  { text: '本人已报案，回执如证据所示。', shownBy: [['E20']] },
  { text: '本人的损失如证据所示。', shownBy: [['E24']] },
];
