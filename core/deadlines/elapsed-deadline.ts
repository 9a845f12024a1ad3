import { invariant } from '../assert.ts';
import type { DeadlineRule } from '../rules/index.ts';
import type { Deadline, DeadlineId, DeadlineStart } from './deadline.ts';
import { chineseMinute, DAY_MS, instantMs } from './plain-date.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DUE_SOON_MS = 6 * HOUR_MINUTES * MINUTE_MS;

/** What each step is called where a rule has several. */
const STEP_NAMES: Partial<Readonly<Record<DeadlineId, readonly string[]>>> = {
  D03: ['微信支付商户首次回复', '微信支付商户处理完成'],
};

interface Step {
  readonly what: string;
  readonly dueUtc: string;
  readonly explanation: string;
}

/** Deadlines in elapsed time: holidays neither stop nor extend them. One for each step of the rule. */
export function elapsedDeadline(
  rule: DeadlineRule,
  start: DeadlineStart,
  nowUtc: string,
): readonly Deadline[] {
  return stepsOf(rule, start).map(({ what, dueUtc, explanation }) => {
    const leftMs = instantMs(dueUtc) - instantMs(nowUtc);
    return {
      id: rule.id,
      what,
      startUtc: start.atUtc,
      dueUtc,
      dueDay: null,
      unrolledDay: null,
      actor: rule.actor,
      state: leftMs < 0 ? 'overdue' : leftMs <= DUE_SOON_MS ? 'due-soon' : 'running',
      daysLeft: Math.floor(leftMs / DAY_MS),
      cites: rule.cites,
      explanation,
      notes: rule.note === undefined ? [] : [rule.note],
      submissionId: start.submissionId ?? null,
    };
  });
}

function stepsOf(rule: DeadlineRule, start: DeadlineStart): readonly Step[] {
  if (start.promisedUntilUtc !== undefined) {
    const dueUtc = start.promisedUntilUtc;
    const explanation = `承诺到${chineseMinute(dueUtc)}为止；是自己的承诺，不因节假日顺延。`;
    return [{ what: rule.what, dueUtc, explanation }];
  }
  const minutes = minutesOf(rule, start);
  const names = STEP_NAMES[rule.id];
  return minutes.map((amount, index) => ({
    what: (names?.length === minutes.length ? names[index] : undefined) ?? rule.what,
    dueUtc: new Date(instantMs(start.atUtc) + amount * MINUTE_MS).toISOString(),
    explanation: `从${chineseMinute(start.atUtc)}起数${spanText(amount)}，按实际经过的时间算，不因节假日停算或顺延。`,
  }));
}

function minutesOf(rule: DeadlineRule, start: DeadlineStart): readonly number[] {
  const { promiseMinutes, overrideAmount } = start;
  if (promiseMinutes !== undefined) return [promiseMinutes];
  invariant(rule.unit === 'hours', `${rule.id} needs to know what was promised`);
  const hours = overrideAmount === undefined ? rule.amounts : [overrideAmount];
  return hours.map((amount) => amount * HOUR_MINUTES);
}

/** ` 48 小时`, ` 10 分钟`, ` 1 小时 30 分钟` */
function spanText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / HOUR_MINUTES), minutes % HOUR_MINUTES];
  return [hours > 0 ? ` ${hours} 小时` : '', rest > 0 || hours === 0 ? ` ${rest} 分钟` : ''].join('');
}
