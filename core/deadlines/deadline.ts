import type { DeadlineRule } from '../rules/index.ts';
import { DAY_MS, endOfDayMs, instantMs, type PlainDate } from './plain-date.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export type DeadlineId = DeadlineRule['id'];

/** Something that makes a deadline run: a payment, a demand, a complaint received. Pass none for what is settled. */
export interface DeadlineStart {
  readonly deadlineId: DeadlineId;
  /** 收到之日, 受理之日, moment of payment: a fact that the user states. */
  readonly atUtc: string;
  readonly submissionId?: string;
  /** When the complaint was filed, where that is not `atUtc`: it decides which law counts. */
  readonly filedAtUtc?: string;
  /** What a merchant or platform promised, in minutes of elapsed time. Instead of the rule's own amounts. */
  readonly promiseMinutes?: number;
  /** The moment until which it was promised. Instead of `promiseMinutes`. */
  readonly promisedUntilUtc?: string;
  /** Instead of the rule's own amounts, in its unit. */
  readonly overrideAmount?: number;
  /** The authority said that it extended the period as the rule allows. */
  readonly isExtended?: boolean;
}

export interface DeadlineInput {
  readonly calendar: WorkingCalendar;
  readonly nowUtc: string;
  /** Deadlines of the rule book. */
  readonly rules: readonly DeadlineRule[];
  readonly starts: readonly DeadlineStart[];
}

/** `not-final`: a notice is missing that could move the day; it is not called overdue then. */
export type DeadlineState = 'running' | 'due-soon' | 'overdue' | 'not-final';

export interface Deadline {
  readonly id: DeadlineId;
  readonly what: string;
  readonly startUtc: string;
  /** Elapsed time only; null for days. */
  readonly dueUtc: string | null;
  /** Days only: the last day, rolled. */
  readonly dueDay: PlainDate | null;
  /** Days only: the last day without a roll; whoever acts oneself keeps to it. */
  readonly unrolledDay: PlainDate | null;
  readonly actor: DeadlineRule['actor'];
  readonly state: DeadlineState;
  /**
   * Whole days left, 0 on the last day, negative afterwards. The buyer's own count to `unrolledDay`, and to `dueDay`
   * once that has passed; all others to `dueDay`.
   */
  readonly daysLeft: number;
  readonly cites: readonly string[];
  /** One or two Chinese sentences: how it was counted. */
  readonly explanation: string;
  readonly notes: readonly string[];
  readonly submissionId: string | null;
}

function urgentUntilMs({ dueUtc, dueDay, unrolledDay, actor }: Deadline): number {
  if (dueUtc !== null) return instantMs(dueUtc);
  const day = actor === 'buyer' ? unrolledDay : dueDay;
  return day === null ? Number.POSITIVE_INFINITY : endOfDayMs(day);
}

/** The soonest first; of the same moment the buyer's own first, then by id. The given list is not changed. */
export function sortByUrgency(deadlines: readonly Deadline[]): readonly Deadline[] {
  return deadlines
    .map((deadline) => ({ deadline, untilMs: urgentUntilMs(deadline) }))
    .toSorted(
      (a, b) =>
        a.untilMs - b.untilMs ||
        Number(b.deadline.actor === 'buyer') - Number(a.deadline.actor === 'buyer') ||
        (a.deadline.id < b.deadline.id ? -1 : Number(a.deadline.id > b.deadline.id)),
    )
    .map(({ deadline }) => deadline);
}

/** Days between two days' ends, as {@link Deadline.daysLeft} counts them. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((endOfDayMs(to) - endOfDayMs(from)) / DAY_MS);
}
