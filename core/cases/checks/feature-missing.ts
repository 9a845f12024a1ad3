import { answerTo } from '../case-view.ts';
import { compareOneByOne, itemsOfDifference } from '../differences.ts';
import { answerBasis, type Check, failed, notApplicable, notChecked, pass } from '../finding.ts';
import { quantitiesIn } from '../normalise.ts';
import { says } from '../words.ts';

const NAMED = /版本|会员|类型|套餐|起止|日期|到期|期限|有效期|时长|v\d/iu;
const LENGTH = /时长|期限|有效期|天数|月数|年限|到期/u;

const versionIsNamed: Check = (view, id) => {
  const question = '版本号、会员类型、起止日期都写进对照表了吗？';
  const named = view.differences.filter(({ feature, promised, actual }) =>
    says(`${feature} ${promised} ${actual}`, NAMED),
  );
  if (named.length > 0) {
    return pass(
      `写明了：${named.map(({ feature }) => feature).join('、')}。`,
      { items: named.flatMap(itemsOfDifference), records: named },
      question,
    );
  }
  const answer = answerTo(view, id);
  if (answer === 'yes') return pass('版本号、会员类型或起止日期已写明。', answerBasis(view), question);
  if (answer === 'no')
    return failed(
      '还没有写明版本号、会员类型或起止日期。',
      '在对照表里添上版本号、会员类型、起止日期各一行。',
      answerBasis(view),
      question,
    );
  return notChecked(
    '对照表里还没有版本号、会员类型或起止日期。',
    '在对照表里添上，或回答下面的问题。',
    question,
  );
};

const lengthIsComputed: Check = (view) => {
  if (view.differences.length === 0) return notChecked('还没有逐项对照。', '先在对照表里填写承诺和实际。');
  const rows = view.differences.filter(
    ({ feature, promised, actual }) =>
      says(feature, LENGTH) || (quantitiesIn(promised).has('天') && quantitiesIn(actual).has('天')),
  );
  if (rows.length === 0) return notApplicable('缺的不是时长。');
  const basis = { items: rows.flatMap(itemsOfDifference), records: rows };
  const sums: string[] = [];
  for (const { feature, promised, actual } of rows) {
    const [due, got] = [quantitiesIn(promised).get('天'), quantitiesIn(actual).get('天')];
    if (due === undefined || got === undefined) {
      return failed(
        `${feature}：「${promised}」和「${actual}」里读不出天数。`,
        '写成天数、月数或年数，例如“365天”“30天”。',
        basis,
      );
    }
    if (got >= due)
      return failed(`${feature}：承诺 ${due} 天，实际 ${got} 天，并不少。`, '核对两边的数字。', basis);
    sums.push(`${feature}：承诺 ${due} 天，实际 ${got} 天，少 ${due - got} 天`);
  }
  return pass(`${sums.join('；')}。`, basis);
};

export const featureMissingChecks = {
  'feature_missing.c1': compareOneByOne,
  'feature_missing.c2': versionIsNamed,
  'feature_missing.c3': lengthIsComputed,
} as const satisfies Readonly<Record<string, Check>>;
