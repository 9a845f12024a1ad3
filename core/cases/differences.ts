import type { Difference } from './case-record.ts';
import type { CaseView } from './case-view.ts';
import { type Finding, failed, notChecked, pass } from './finding.ts';
import { isSameText } from './normalise.ts';

/** What is wrong with a promise and what was received, one by one, each side with evidence. */
export function compareOneByOne(view: CaseView): Finding {
  const rows = view.differences;
  if (rows.length === 0) {
    return notChecked(
      '还没有逐项对照：承诺的是什么，实际是什么。',
      '在对照表里逐项填写，每项连上宣传图（E02）和实际页面。',
    );
  }
  const basis = { items: rows.flatMap(itemsOfDifference), records: rows };
  const equal = rows.filter(({ promised, actual }) => isSameText(promised, actual));
  if (equal.length === rows.length) {
    return failed(
      `对照的 ${rows.length} 项，承诺和实际写得一样。`,
      '核对两边的写法，只写真正不同的项目。',
      basis,
    );
  }
  const unequal = rows.filter((row) => !equal.includes(row));
  const bare = unequal.filter((row) => row.promisedItemIds.length === 0 || row.actualItemIds.length === 0);
  if (bare.length > 0) {
    const names = bare.map(({ feature }) => feature).join('、');
    return failed(
      `${names}：还没有连上两边的证据。`,
      '给每一项连上宣传图和实际页面，标注另存为副本。',
      basis,
    );
  }
  return pass(`${unequal.map(differenceText).join('；')}。`, basis);
}

/** 等级：承诺 90级，实际 50级 */
export function differenceText({ feature, promised, actual }: Difference): string {
  return `${feature}：承诺 ${promised}，实际 ${actual}`;
}

export function itemsOfDifference(difference: Difference): readonly string[] {
  return [...difference.promisedItemIds, ...difference.actualItemIds];
}
