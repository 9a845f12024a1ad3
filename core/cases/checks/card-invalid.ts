import { DAY_MS, durationText, timeText } from '../beijing-time.ts';
import type { Reading } from '../case-record.ts';
import { answerTo, type CaseView, factsOf, firstTimed, itemsOf, readingsOf } from '../case-view.ts';
import { answerBasis, type Check, failed, notChecked, pass } from '../finding.ts';
import { type Agreement, compareKeyEnds, compareNumbers } from '../normalise.ts';
import { deliveredMoment, joined, type Moment } from '../promise.ts';

/** Between delivery and the first check; a figure of ours. */
const PROMPT_MS = DAY_MS;

/** Compares what two readings show of a key: one end that differs decides, one that agrees is enough. */
export function compareKeys(left: Reading, right: Reading): Agreement {
  const ends = [
    left.keyHead === null || right.keyHead === null
      ? 'unknown'
      : compareKeyEnds(left.keyHead, right.keyHead, 'head'),
    left.keyTail === null || right.keyTail === null
      ? 'unknown'
      : compareKeyEnds(left.keyTail, right.keyTail, 'tail'),
  ];
  if (ends.includes('different')) return 'different';
  return ends.includes('same') ? 'same' : 'unknown';
}

const sameKeyOfOneOrder: Check = (view) => {
  const delivered = readingsOf(view, 'E06');
  const refused = readingsOf(view, 'E07');
  const pairs = delivered.flatMap((left) =>
    refused.map((right) => ({ left, right, keys: compareKeys(left, right) })),
  );
  const match = pairs.find(({ keys }) => keys === 'same');
  if (match !== undefined) return sameOrder(view, match.left, match.right);
  const basis = {
    items: [...itemsOf(view, 'E06'), ...itemsOf(view, 'E07')],
    records: [...delivered, ...refused],
  };
  const other = pairs.find(({ keys }) => keys === 'different');
  if (other === undefined) {
    return notChecked(
      '还看不出交付的卡密和验证失败的卡密是不是同一个。',
      '在交付页（E06）和失败提示（E07）的“图中可见”里填写卡密的开头和结尾。',
      null,
      basis,
    );
  }
  return failed(
    `交付页的卡密是 ${keyText(other.left)}，失败提示里是 ${keyText(other.right)}，不是同一个。`,
    '用这张订单交付的卡密重新验证一次，把失败提示和卡密截在一张图里。',
    basis,
  );
};

function sameOrder(view: CaseView, left: Reading, right: Reading) {
  const basis = { items: [left.id, right.id], records: [left, right], order: ['number'] };
  const shown = [left.orderNumber, right.orderNumber].filter((number) => number !== null);
  const other = shown.find((number) => compareNumbers(number, view.order.number) === 'different');
  if (other !== undefined) {
    return failed(
      `卡密 ${keyText(left)} 一致，但图中订单号 ${other} 不是这张订单的 ${view.order.number}。`,
      '换成这张订单的交付页，或核对订单号。',
      basis,
    );
  }
  if (shown.length === 0) {
    return notChecked(
      `卡密 ${keyText(left)} 一致，还没有记下图中的订单号。`,
      '在交付页（E06）填写图中的订单号。',
      null,
      basis,
    );
  }
  return pass(`两处卡密都是 ${keyText(left)}，订单号一致。`, basis);
}

function keyText({ keyHead, keyTail }: Reading): string {
  return `${keyHead ?? ''}…${keyTail ?? ''}`;
}

const refusalIsReadable: Check = (view) => {
  const readings = readingsOf(view, 'E07');
  const items = itemsOf(view, 'E07');
  if (items.length === 0)
    return notChecked('还没有激活或充值失败的提示（E07）。', '在官方页面再验证一次，把提示截下来。');
  if (readings.length === 0) {
    return notChecked(
      '还没有记下失败提示里能看到什么。',
      '在失败提示（E07）的“图中可见”里填写官方域名或客户端名、提示原文和时间。',
      null,
      { items },
    );
  }
  const lacking = readings.map(lackingIn).sort((left, right) => left.length - right.length)[0] ?? [];
  const basis = { items, records: readings };
  const [best] = readings;
  if (lacking.length === 0) {
    return pass(
      `能看到${best?.domain === null || best === undefined ? '官方页面' : ` ${best.domain}`}、提示${best?.shownText ? `「${best.shownText}」` : '原文'}和时间。`,
      basis,
    );
  }
  return failed(
    `失败提示里还看不到：${lacking.join('、')}。`,
    '重新验证，整屏截图，让地址栏或客户端名、提示原文和系统时间都在画面里；已经在画面里的，补填到“图中可见”。',
    basis,
  );
};

function lackingIn(reading: Reading): readonly string[] {
  const ticked = (word: string) => reading.shows.includes(word);
  return [
    reading.domain !== null || ticked('官方页面域名') ? '' : '官方域名或客户端名',
    reading.shownText !== null || ticked('错误代码或提示原文') ? '' : '错误码或提示原文',
    reading.shownAtUtc !== null || ticked('时间') ? '' : '时间',
  ].filter((text) => text !== '');
}

const checkedPromptly: Check = (view) => {
  const delivered = deliveredMoment(view);
  const checked = firstCheck(view);
  if (delivered === undefined || checked === undefined) {
    const lacks = delivered === undefined ? '交付时间' : '第一次验证的时间';
    return notChecked(`缺${lacks}。`, `添加事实，写明${lacks}。`);
  }
  const gap = checked.ms - delivered.ms;
  const basis = joined(delivered.basis, checked.basis);
  const text = `${timeText(delivered.ms, checked.ms)} 交付，${timeText(checked.ms, checked.ms)} 第一次验证，相隔 ${durationText(Math.max(gap, 0))}。`;
  if (gap <= PROMPT_MS) return pass(text, basis);
  return failed(
    `${text}隔得越久，越容易被说成自己用过。`,
    '请发行方核验卡密是什么时候被使用的（E19），时间早于交付最有力。',
    basis,
  );
};

/** When the key was first tried: by fact, else by what an E07 shows. */
function firstCheck(view: CaseView): Moment | undefined {
  const fact = firstTimed(view, 'checked', 'defect-found');
  if (fact !== undefined)
    return { ms: Date.parse(fact.atUtc), basis: { items: fact.itemIds, records: [fact] } };
  const shown = readingsOf(view, 'E07').find(({ shownAtUtc }) => shownAtUtc !== null);
  if (shown === undefined || shown.shownAtUtc === null) return undefined;
  return { ms: Date.parse(shown.shownAtUtc), basis: { items: [shown.id], records: [shown] } };
}

const useByOneselfExcluded: Check = (view) => {
  const recordings = itemsOf(view, 'E08');
  if (recordings.length > 0) return pass('有从订单页到验证结果的连续录屏。', { items: recordings });
  const verified = itemsOf(view, 'E19');
  if (verified.length > 0) return pass('没有连续录屏，但有发行方的核验结果。', { items: verified });
  return failed(
    '没有连续录屏，也没有发行方核验，对方可以说“是你自己用掉的”。',
    '联系发行方官方客服，查卡密的状态和使用时间，截下答复（E19）；还有未验证的卡密时，从订单页起连续录屏再验证（E08）。',
  );
};

const notYetConfirmed: Check = (view, id) => {
  const question = '这张订单，你还没有点过“确认收货”吗？';
  const confirmed = factsOf(view, 'receipt-confirmed');
  if (confirmed.length > 0) {
    return failed(
      '已经点过确认收货。权利不因此丧失，但更难举证。',
      '补连续录屏（E08）和官方核验（E19），不要再点任何确认或好评。',
      { items: confirmed.flatMap(({ itemIds }) => itemIds), records: confirmed },
    );
  }
  const pages = itemsOf(view, 'E22');
  if (pages.length > 0) return pass('有显示“待确认收货”的页面。', { items: pages });
  const answer = answerTo(view, id);
  if (answer === 'yes')
    return pass('还没有确认收货。现在截一张“待确认收货”的页面更稳妥（E22）。', answerBasis(view), question);
  if (answer === 'no')
    return failed(
      '已经点过确认收货。',
      '添加“已确认收货”的事实和时间；补连续录屏（E08）和官方核验（E19）。',
      answerBasis(view),
      question,
    );
  return notChecked(
    '还不知道有没有确认收货。',
    '截订单的“待确认收货”状态页（E22），或回答下面的问题。',
    question,
  );
};

export const cardInvalidChecks = {
  'card_invalid.c1': sameKeyOfOneOrder,
  'card_invalid.c2': refusalIsReadable,
  'card_invalid.c3': checkedPromptly,
  'card_invalid.c4': useByOneselfExcluded,
  'card_invalid.c5': notYetConfirmed,
} as const satisfies Readonly<Record<string, Check>>;
