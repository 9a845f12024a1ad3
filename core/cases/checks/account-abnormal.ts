import { durationText, momentText } from '../beijing-time.ts';
import { answerTo, factsOf, isTimed, itemsOf } from '../case-view.ts';
import { compareOneByOne } from '../differences.ts';
import { answerBasis, type Check, failed, notApplicable, notChecked, pass } from '../finding.ts';
import { deliveredMoment } from '../promise.ts';
import { says, words } from '../words.ts';

const SHOWN_IN_RECORDING = ['订单页', '输入过程', '结果', '未中断'] as const;

const recordedWithoutBreak: Check = (view, id) => {
  const question = '录屏是从平台订单页开始，复制账号、登录、看到结果，中间没有断开吗？';
  const items = itemsOf(view, 'E08');
  if (items.length === 0)
    return notChecked(
      '还没有连续录屏（E08）。',
      '从平台订单页开始录屏：复制账号、登录、看到结果，中间不要停。',
    );
  const videos = items.filter(({ mediaType }) => mediaType.startsWith('video/'));
  if (videos.length === 0)
    return failed('标为录屏的证据不是视频。', '用录屏从平台订单页录到登录结果。', { items });
  const answer = answerTo(view, id);
  if (answer === 'yes') return pass('录屏从订单页到登录结果，没有断开。', { items: videos }, question);
  if (answer === 'no')
    return failed(
      '录屏没有覆盖从订单页到登录结果的全过程。',
      '重新录一遍：订单页、复制账号、登录、结果，一次录完。',
      { items: videos },
      question,
    );
  const readings = videos.flatMap((item) => view.readingsById.get(item.id) ?? []);
  const [best] = readings
    .map((reading) => SHOWN_IN_RECORDING.filter((word) => !reading.shows.includes(word)))
    .sort((left, right) => left.length - right.length);
  if (best === undefined || best.length === SHOWN_IN_RECORDING.length) {
    return notChecked('还没有记下录屏里能看到什么。', '看一遍录屏，回答下面的问题。', question, {
      items: videos,
    });
  }
  const basis = { items: videos, records: readings };
  if (best.length === 0) return pass('录屏里有订单页、输入过程和结果，没有中断。', basis, question);
  return failed(
    `录屏里还看不到：${best.join('、')}。`,
    '重新录一遍：订单页、复制账号、登录、结果，一次录完。',
    basis,
    question,
  );
};

const banIsDated: Check = (view, id) => {
  const question = '账号是被封禁或冻结的吗？';
  const bans = factsOf(view, 'banned');
  const shown = view.readings.filter(({ shownText }) => says(shownText ?? '', words.banned));
  const answer = answerTo(view, id);
  if (bans.length === 0 && shown.length === 0 && answer !== 'yes') {
    if (answer === 'no' || view.differences.length > 0 || factsOf(view, 'login-failed').length > 0) {
      return notApplicable('不是封禁，是登录不上或与描述不符。', question, answerBasis(view));
    }
    return notChecked('还不知道账号是不是被封禁。', '回答下面的问题，或添加登录失败、对照差异。', question);
  }
  const notice = shown[0]?.shownText ?? bans.find(({ text }) => text !== '')?.text;
  const since = bans.find(isTimed);
  const basis = {
    items: [...shown.map((reading) => reading.id), ...bans.flatMap(({ itemIds }) => itemIds)],
    records: [...shown, ...bans],
  };
  if (notice === undefined || since === undefined) {
    const lacks = [notice === undefined ? '封禁提示的原文' : '', since === undefined ? '封禁开始的时间' : ''];
    return failed(
      `还缺${lacks.filter((text) => text !== '').join('和')}。`,
      '截下封禁提示，添加“被封禁”的事实，写明原文和开始时间。',
      basis,
      question,
    );
  }
  const ms = Date.parse(since.atUtc);
  const delivered = deliveredMoment(view);
  const order =
    delivered === undefined
      ? ''
      : ms < delivered.ms
        ? '，早于交付'
        : `，在交付后 ${durationText(ms - delivered.ms)}`;
  return pass(`提示「${notice}」，始于 ${momentText(ms, view.atMs)}${order}。`, basis, question);
};

const identityIsOwn: Check = (view, id) => {
  const question = '账号绑定的是别人的实名信息吗？';
  const answer = answerTo(view, id);
  const risk = '买卖实名账号本身有风险，合同也可能无效。';
  if (answer === 'yes' || view.situation?.modifiers.includes('illegal_goods')) {
    return failed(risk, '先咨询再投诉；不要再使用、转卖这个账号。', answerBasis(view), question);
  }
  if (answer === 'no') return pass('账号没有绑定别人的实名信息。', answerBasis(view), question);
  return notChecked('还不知道账号是否绑定别人的实名信息。', '回答下面的问题。', question);
};

export const accountAbnormalChecks = {
  'account_abnormal.c1': recordedWithoutBreak,
  'account_abnormal.c2': compareOneByOne,
  'account_abnormal.c3': banIsDated,
  'account_abnormal.c4': identityIsOwn,
} as const satisfies Readonly<Record<string, Check>>;
