import { type Deadline, type DeadlineStart, dateAt } from '../deadlines/index.ts';
import type { CaseDigest } from './case-digest.ts';
import type { CaseProgress } from './progress-of.ts';
import { shortNames } from './standing.ts';
import { type TodoAction, type TodoTask, urgencyOf } from './todo-task.ts';

/** Tasks of the deadlines that run: the buyer's own, and those of others to be watched. */
export function deadlineTasks(
  { deadlines, submissions }: CaseProgress,
  digest: CaseDigest,
  at: string,
): readonly TodoTask[] {
  const channels = new Map(submissions.map(({ submissionId, channel }) => [submissionId, channel]));
  const hasReport = submissions.some(({ purpose }) => purpose === 'report');
  return deadlines
    .filter((deadline) => isWorthSaying(deadline, hasReport))
    .map((deadline) => {
      const channel = deadline.submissionId === null ? null : (channels.get(deadline.submissionId) ?? null);
      const isOverdue = deadline.state === 'overdue';
      // What the buyer must do is due on the day without a roll; others are late only after the rolled one.
      const isOwn = deadline.actor === 'buyer' && deadline.daysLeft >= 0;
      const due = {
        dueUtc: deadline.dueUtc,
        dueDay: isOwn ? earliest(deadline, at) : deadline.dueDay,
        daysLeft: deadline.daysLeft,
      };
      return {
        code: deadline.id,
        text: textOf(deadline, channel === null ? digest.order.facts.merchant : shortNames[channel]),
        ...due,
        urgency: deadline.id === 'D05' && isOverdue ? 'soon' : urgencyOf(due, isOverdue, at),
        action: actionOf(deadline, channel),
      };
    });
}

const NEAR_DAYS = 30;
/** Three years less {@link NEAR_DAYS} and a good margin for rolling. */
const YEARS_NEAR_END_MS = 1000 * 86_400_000;

/** False for the three years while they are far from their end: no task, and not worth counting for every case. */
export function canBeTask({ deadlineId, atUtc }: DeadlineStart, at: string): boolean {
  const isYears = deadlineId === 'D12' || deadlineId === 'D13';
  return !isYears || Date.parse(at) - Date.parse(atUtc) > YEARS_NEAR_END_MS;
}

function isWorthSaying({ id, state, daysLeft }: Deadline, hasReport: boolean): boolean {
  // Three years off is no task.
  if (id === 'D12') return daysLeft <= NEAR_DAYS;
  if (id === 'D13') return daysLeft <= NEAR_DAYS && daysLeft >= 0;
  if (id === 'D04') return daysLeft >= 0;
  return !(id === 'D05' && state === 'overdue' && hasReport);
}

function earliest({ unrolledDay, dueDay }: Deadline, at: string): string | null {
  return unrolledDay !== null && unrolledDay >= dateAt(at) ? unrolledDay : dueDay;
}

function textOf({ id, what, state }: Deadline, who: string): string {
  const isOverdue = state === 'overdue';
  const unsure = state === 'not-final' ? '（放假安排还没公布，日期可能变动）' : '';
  switch (id) {
    case 'D01':
      return isOverdue ? '过了承诺的发货时间：截下现在的订单状态，再催一次' : '等商家按承诺发货';
    case 'D04':
      return `收到商品七日内提出退货更稳妥${unsure}`;
    case 'D05':
      return isOverdue
        ? '提出要求已超过 15 日没有处理：可以在举报信里写明“故意拖延或者无理拒绝”'
        : `商家 15 日内应当处理${unsure}`;
    case 'D12':
      return isOverdue ? `三年时效已过：${what}` : `三年时效快到了，尽快提交${unsure}`;
    case 'D13':
      return '平台和支付记录可能快要删除，请尽快下载、固定';
    default:
      return isOverdue ? `${who}：${what}已过期限，有答复就记下来` : `等${who}：${what}${unsure}`;
  }
}

function actionOf({ id, state, submissionId, actor }: Deadline, channel: TodoAction['channel']): TodoAction {
  const isOverdue = state === 'overdue';
  const none = { channel, submissionId, letter: null };
  if (submissionId !== null) return { ...none, kind: isOverdue ? 'record-reply' : 'wait' };
  if (id === 'D05') {
    return isOverdue
      ? { ...none, kind: 'letter', channel: 'samr12315', letter: 'violation-report' }
      : { ...none, kind: 'wait' };
  }
  if (id === 'D13' || (id === 'D01' && isOverdue)) return { ...none, kind: 'capture' };
  return actor === 'buyer' ? { ...none, kind: 'submit' } : { ...none, kind: 'wait' };
}
