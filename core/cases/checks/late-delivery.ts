import { durationText, MINUTE_MS, timeText } from '../beijing-time.ts';
import { answerTo, factsOf, itemsOf } from '../case-view.ts';
import { answerBasis, type Check, failed, notApplicable, notChecked, pass } from '../finding.ts';
import { deadlineOf, deliveredMoment, joined, paidMoment, promiseOf } from '../promise.ts';

const deliveredLate: Check = (view) => {
  const delivered = deliveredMoment(view);
  const deadline = deadlineOf(view);
  if (delivered === undefined) {
    return notChecked(
      '缺交付时间。',
      '添加“已交付”的事实，时间写卡密或账号能查看到的那一刻；或在交付页（E06）填写图中时间。',
    );
  }
  if (deadline === undefined) {
    const lacks = paidMoment(view) === undefined ? '付款时间' : '承诺的发货时限';
    return notChecked(`缺${lacks}，算不出是否超时。`, `在订单上填写${lacks}。`);
  }
  const promise = promiseOf(view);
  const paid = paidMoment(view);
  const basis = joined(delivered.basis, deadline.basis);
  const start =
    promise === undefined || paid === undefined
      ? `应在 ${timeText(deadline.ms, delivered.ms)} 前交付`
      : `承诺 ${promise.text}，付款 ${timeText(paid.ms, delivered.ms)}`;
  const late = delivered.ms - deadline.ms;
  if (late > 0)
    return pass(
      `${start}，${timeText(delivered.ms, delivered.ms)} 才交付，超过 ${durationText(late)}。`,
      basis,
    );
  return failed(
    `${start}，${timeText(delivered.ms, delivered.ms)} 已经交付，没有超过承诺。`,
    '请核对付款时间、承诺和交付时间；如果问题不在时间，换一个情形。',
    basis,
  );
};

const lossOrClause: Check = (view, id) => {
  const question = '因为晚到，这件商品对你已经没有用处了吗（例如活动已经结束）？';
  const wants = view.situation?.wants;
  if (wants === undefined) return notChecked('还没有选择要求：赔付，还是退款。', '在情形里选择你的要求。');
  if (wants === 'compensate' || wants === 'partial-refund') {
    const grounds = itemsOf(view, 'E10', 'E24');
    if (grounds.length > 0) return pass('要求赔付，有承诺条款或损失凭证。', { items: grounds });
    return failed(
      '要求赔付，还没有承诺条款（E10），也没有损失凭证（E24）。',
      '截下超时赔付的条款原文，或因迟到另买、错过活动的凭证。',
    );
  }
  if (wants !== 'refund') return notApplicable('没有要求赔付或退款。', null, answerBasis(view));
  const losses = factsOf(view, 'loss').filter(({ text }) => text !== '');
  if (losses.length > 0) {
    return pass(`已写明晚到造成的后果：「${losses[0]?.text ?? ''}」。`, {
      items: losses.flatMap(({ itemIds }) => itemIds),
      records: losses,
    });
  }
  const answer = answerTo(view, id);
  if (answer === 'yes')
    return pass('因为晚到，商品已经没有用处。信里要写明原因。', answerBasis(view), question);
  if (answer === 'no') {
    return failed(
      '商品仍然有用，只因晚到要求全额退款，理由不足。',
      '改为要求赔付，并附承诺条款（E10）或损失凭证（E24）。',
      answerBasis(view),
      question,
    );
  }
  return notChecked(
    '要求退款，要说明晚到以后为什么不再需要。',
    '添加“损失”事实写明原因（例如活动哪天结束），或回答下面的问题。',
    question,
  );
};

const keptUnused: Check = (view, id) => {
  const question = '收到的卡密或账号，你还没有用过吗？';
  const answer = answerTo(view, id);
  const recordings = itemsOf(view, 'E08');
  if (answer === 'no') return notApplicable('已经用过，这一条不适用。', question, answerBasis(view));
  if (answer === 'yes' && recordings.length > 0)
    return pass('未使用，并有录屏。请继续保持未使用。', { items: recordings }, question);
  if (answer === 'yes') {
    return failed(
      '未使用，但还没有录屏证明。',
      '录一段屏：从订单页打开官方查询页，显示卡密未使用；之后保持未使用。',
      answerBasis(view),
      question,
    );
  }
  return notChecked('还不知道卡密是否用过。', '回答下面的问题。', question);
};

/** How late it was; undefined where that cannot be told, negative where it was in time. */
export function latenessMs(view: Parameters<Check>[0]): number | undefined {
  const delivered = deliveredMoment(view);
  const deadline = deadlineOf(view);
  return delivered === undefined || deadline === undefined ? undefined : delivered.ms - deadline.ms;
}

/** A lateness that will be called short (超时很短); a figure of ours. */
export const SHORT_LATENESS_MS = 30 * MINUTE_MS;

export const lateDeliveryChecks = {
  'late_delivery.c1': deliveredLate,
  'late_delivery.c2': lossOrClause,
  'late_delivery.c3': keptUnused,
} as const satisfies Readonly<Record<string, Check>>;
