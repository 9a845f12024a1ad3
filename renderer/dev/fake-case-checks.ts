import { type CaseRecord, recordsOf } from '../../core/cases/index.ts';
import type { CaseView } from '../../core/contract/index.ts';
import type { Scenario } from '../../core/rules/index.ts';
import type { FakeFile } from './fake-case-view.ts';

type CheckFinding = CaseView['assessment']['checks'][number];

/** Three checks: one that passes, one that a reminder closes, one that asks. */
export function fakeChecks(
  scenario: Scenario,
  { items }: FakeFile,
  records: readonly CaseRecord[],
): CheckFinding[] {
  const reminders = recordsOf(records, 'fact').filter(({ what }) => what === 'reminded');
  const answer = recordsOf(records, 'situation')[0]?.answers[`${scenario.id}.c3`];
  const [first, second, third] = scenario.checks;
  if (first === undefined || second === undefined || third === undefined) return [];
  const order = items.filter(({ kind }) => kind === 'E01').slice(0, 1);
  const results = { yes: 'FAIL', no: 'PASS' } as const;
  return [
    {
      ...first,
      result: 'PASS',
      reason: '14:02:11 付款，承诺 10 分钟，14:12:11 到期。',
      remedy: null,
      question: null,
      itemIds: order.map(({ id }) => id),
      records: ['order/paidAtUtc'],
    },
    {
      ...second,
      result: reminders.length > 0 ? 'PASS' : 'FAIL',
      reason: reminders.length > 0 ? '到期后催过。' : '到期以后，还没有催过商家的记录。',
      remedy:
        reminders.length > 0 ? null : '现在给商家发一句催发货，写上订单号，截图，再把这件事记到时间线里。',
      question: null,
      itemIds: reminders.flatMap(({ itemIds }) => itemIds),
      records: reminders.map(({ id }) => `fact/${id}`),
    },
    {
      ...third,
      result: answer === undefined ? 'NOT_CHECKED' : results[answer],
      reason:
        answer === undefined
          ? '只有你知道。'
          : answer === 'yes'
            ? '你同意过改时间，要等新的时间过去。'
            : '没有改过约定的时间。',
      remedy: answer === 'yes' ? '把你同意的那段聊天截下来，等新的时间过了再投诉。' : null,
      question:
        answer === undefined
          ? { id: `${scenario.id}.c3`, text: '商家另外说了一个时间，你也同意了吗？' }
          : null,
      itemIds: [],
      records: ['situation/situation'],
    },
  ];
}
