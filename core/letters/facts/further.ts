import type { EvidenceKind } from '../../evidence/index.ts';
import { factDraft } from '../draft.ts';
import { exhibitsOf, type Grounds, itemsOfKind } from '../grounds.ts';
import type { Draft } from '../letter.ts';

/** That the whole check was recorded without a break, and that receipt was not confirmed. */
export function recordedDrafts(grounds: Grounds): readonly Draft[] {
  return [
    ...ofKind(grounds, 'E08', '验证的全过程有连续录屏。', 3),
    ...ofKind(grounds, 'E22', '该订单尚未确认收货。', 4),
  ];
}

/** What an exhibit is for, where no event of the timeline tells it: nothing of its content is claimed. */
const sentences: Readonly<Partial<Record<EvidenceKind, string>>> = {
  E14: '本人就该订单与对方通话，内容见录音和文字整理。',
  E19: '发行方或者官方作了核验，答复见证据。',
  E23: '账号被找回或者改密的通知见证据。',
  E13: '店铺或者网站无法访问的页面见证据。',
  E25: '本人请求平台提供商家身份信息，请求与答复见证据。',
  E11: '本人已向平台投诉，投诉记录见证据。',
  E21: '本人此前投诉的回执与结果见证据。',
  E20: '本人已报案，回执见证据。',
  E24: '本人的损失见证据。',
};

/** For papers: exhibits of these kinds that no other sentence names. */
export function furtherDrafts(grounds: Grounds, used: ReadonlySet<string>): readonly Draft[] {
  return (Object.entries(sentences) as [EvidenceKind, string][])
    .flatMap(([kind, text]) => ofKind(grounds, kind, text, 5))
    .filter(({ exhibits }) => !exhibits.some((number) => used.has(number)));
}

function ofKind(grounds: Grounds, kind: EvidenceKind, text: string, rank: number): readonly Draft[] {
  const exhibits = exhibitsOf(grounds, itemsOfKind(grounds, kind));
  return exhibits.length === 0 ? [] : [factDraft(text, exhibits, rank, '')];
}
