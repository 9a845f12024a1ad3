import { answerTo, factsOf, itemsOf } from '../case-view.ts';
import { answerBasis, type Check, failed, notChecked, pass } from '../finding.ts';
import { compareNumbers } from '../normalise.ts';
import { messagesSaying, says, words } from '../words.ts';

const faultWithOrder: Check = (view, id) => {
  const question = '故障提示和订单号在同一张图里，或在同一段没有中断的录屏里吗？';
  const items = itemsOf(view, 'E15');
  if (items.length === 0)
    return notChecked('还没有故障页面（E15）。', '让故障提示和订单号同屏截图；不能同屏就连续录屏。');
  const readings = items.flatMap((item) => view.readingsById.get(item.id) ?? []);
  const basis = { items, records: readings };
  const shown = readings.filter(({ orderNumber, shownText }) => orderNumber !== null && shownText !== null);
  const same = shown.find(
    ({ orderNumber }) => compareNumbers(orderNumber ?? '', view.order.number) !== 'different',
  );
  if (same !== undefined)
    return pass(`故障提示「${same.shownText}」与订单号同屏。`, { items: [same.id], records: [same] });
  if (shown.length > 0) {
    return failed(
      `故障页上的订单号 ${shown[0]?.orderNumber ?? ''} 不是这张订单的。`,
      '用这张订单重新截图或录屏。',
      basis,
    );
  }
  const answer = answerTo(view, id);
  if (answer === 'yes')
    return pass('故障提示和订单号在同一画面或同一段录屏里。', { items, ...answerBasis(view) }, question);
  if (answer === 'no' || readings.length > 0) {
    return failed(
      '故障提示旁边还看不到订单号。',
      '录一段屏：先打开订单，再重现故障，中间不要停。已经同屏的，补填订单号和提示原文。',
      basis,
      question,
    );
  }
  return notChecked(
    '还没有记下故障页上能看到什么。',
    '在故障页（E15）填写图中的订单号和提示原文，或回答下面的问题。',
    question,
    basis,
  );
};

const faultAdmitted: Check = (view) => {
  const facts = factsOf(view, 'fault-admitted');
  const messages = messagesSaying(view.messages, ['platform'], words.fault);
  const notices = itemsOf(view, 'E15').filter(({ id }) =>
    says(view.readingsById.get(id)?.shownText ?? '', /公告/u),
  );
  if (facts.length + messages.length + notices.length > 0) {
    const items = [
      ...notices.map(({ id }) => id),
      ...[...facts, ...messages].flatMap(({ itemIds }) => itemIds),
    ];
    return pass('平台公告或客服承认过故障。', { items, records: [...facts, ...messages] });
  }
  return failed(
    '还没有平台承认故障的记录。',
    '看平台公告有没有说明；在平台客服里问清楚故障的时间，截下答复。',
  );
};

const networkExcluded: Check = (view, id) => {
  const question = '出故障的时候，你打开别的网站是正常的吗？';
  const answer = answerTo(view, id);
  if (answer === 'yes')
    return pass('同时打开别的网站是正常的。录屏里有对照更稳妥。', answerBasis(view), question);
  if (answer === 'no')
    return failed(
      '当时别的网站也打不开，可能是自己的网络。',
      '换一个网络再试；仍有故障就在录屏里打开另一个网站对照。',
      answerBasis(view),
      question,
    );
  return notChecked('还没有排除自己的网络问题。', '录屏时打开另一个网站对照，然后回答下面的问题。', question);
};

export const systemFaultChecks = {
  'system_fault.c1': faultWithOrder,
  'system_fault.c2': faultAdmitted,
  'system_fault.c3': networkExcluded,
} as const satisfies Readonly<Record<string, Check>>;
