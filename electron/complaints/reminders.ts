import type { TodoEntry } from '../../core/complaints/index.ts';

/** One system notification. */
export interface Reminder {
  /** Of the order to open; null for the summary of many. */
  readonly orderId: string | null;
  readonly title: string;
  readonly body: string;
}

/** What was said already, by key, with when. */
export type ToldReminders = Readonly<Record<string, string>>;

export interface ReminderPlan {
  readonly reminders: readonly Reminder[];
  /** To be kept once they were shown; keys of what is no longer to be done are gone. */
  readonly told: ToldReminders;
}

/** More at once are told as one. */
export const MOST_AT_ONCE = 3;
const TITLES = { overdue: '已过期限', today: '今天要办', soon: '快到期限' } as const;

/**
 * What is to be notified of now: each task once for each urgency it reaches, nothing that is far off or only waited for,
 * and one summary instead of a flood. Pure; telling and keeping is the caller's.
 */
export function planReminders(todo: readonly TodoEntry[], told: ToldReminders, nowUtc: string): ReminderPlan {
  const wanted = todo.flatMap((entry) => {
    const { urgency } = entry;
    return urgency === 'later' || (urgency === 'soon' && entry.action.kind === 'wait')
      ? []
      : [{ key: keyOf(entry), entry, title: TITLES[urgency] }];
  });
  const due = wanted.filter(({ key }) => told[key] === undefined);
  const kept = Object.fromEntries(wanted.map(({ key }) => [key, told[key] ?? nowUtc]));
  if (due.length <= MOST_AT_ONCE) {
    return {
      told: kept,
      reminders: due.map(({ entry, title }) => ({
        orderId: entry.orderId,
        title: `${title} · ${entry.merchant}`,
        body: entry.text,
      })),
    };
  }
  const orderCount = new Set(due.map(({ entry }) => entry.orderId)).size;
  const body = `${orderCount} 个订单有 ${due.length} 件事要办，打开“待办”看看。`;
  return { told: kept, reminders: [{ orderId: null, title: '留痕 · 待办', body }] };
}

function keyOf({ orderId, code, action, dueUtc, dueDay, urgency }: TodoEntry): string {
  // The channel tells one next step from the following one.
  const about = action.submissionId ?? action.channel ?? '';
  return [orderId, code, about, action.kind, dueUtc ?? dueDay ?? '', urgency].join('/');
}
