/** Words that judge, threaten or promise. A letter that states what happened needs none of them. */
export const forbiddenWords: readonly string[] = [
  '恶劣',
  '无良',
  '黑心',
  '奸商',
  '强烈',
  '必须严惩',
  '严惩',
  '骗子',
  '坑人',
  '可恶',
  '无耻',
  '丧尽天良',
  '欺人太甚',
  '忍无可忍',
  '令人发指',
  '霸王条款',
  '必胜',
  '稳赢',
  '包赢',
  '胜诉率',
  '百分之百',
  '法院认可',
  '司法认可',
  '具有法律效力',
  '铁证',
  '曝光你',
  '后果自负',
  '滚出',
  '垃圾',
];

/** What is left over from a form: `{x}`, `＿＿`, `×××`, `XXX`, an empty bracket, 待填. */
const PLACEHOLDER =
  /[{｛][^{}｛｝]{0,60}[}｝]|[_＿]{2,}|[×]{2,}|X{3,}|x{3,}|【\s*】|【证据\s*】|（\s*）|\(\s*\)|\[\s*\]|待填|待补充|某某|undefined|NaN/gu;

/** Where words of {@link forbiddenWords} stand. */
export function forbiddenIn(text: string): readonly { readonly word: string; readonly at: number }[] {
  return forbiddenWords.flatMap((word) => {
    const at = text.indexOf(word);
    return at < 0 ? [] : [{ word, at }];
  });
}

/** Where something like a placeholder stands. */
export function placeholdersIn(text: string): readonly { readonly word: string; readonly at: number }[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => ({ word: match[0], at: match.index }));
}

/** Whether words of somebody else may stand in a letter as they are. */
export function isSober(text: string): boolean {
  return forbiddenIn(text).length === 0 && placeholdersIn(text).length === 0;
}
