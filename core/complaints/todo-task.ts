import type { LetterKind } from '../cases/index.ts';
import { dateAt } from '../deadlines/index.ts';
import type { ChannelId } from '../rules/index.ts';

export type Urgency = 'overdue' | 'today' | 'soon' | 'later';

/** What the user does about it. */
export interface TodoAction {
  readonly kind: 'capture' | 'letter' | 'submit' | 'record-reply' | 'close' | 'wait';
  readonly channel: ChannelId | null;
  readonly submissionId: string | null;
  readonly letter: LetterKind | null;
}

/** One thing to do or to wait for. */
export interface TodoTask {
  /** `next-step`, `gaps`, or the deadline's id; with the order and the submission it names the task. */
  readonly code: string;
  readonly text: string;
  /** Exactly one of the two, or neither where nothing falls due. */
  readonly dueUtc: string | null;
  readonly dueDay: string | null;
  /** Whole days left, negative once passed; null where nothing falls due. */
  readonly daysLeft: number | null;
  readonly urgency: Urgency;
  readonly action: TodoAction;
}

const SOON_DAYS = 3;

/** `overdue` only where the deadline engine says so: a day that is not final is never called late. */
export function urgencyOf(
  due: { readonly dueUtc: string | null; readonly dueDay: string | null; readonly daysLeft: number },
  isOverdue: boolean,
  at: string,
): Urgency {
  if (isOverdue) return 'overdue';
  const day = due.dueDay ?? (due.dueUtc === null ? null : dateAt(due.dueUtc));
  if (day !== null && day <= dateAt(at)) return 'today';
  return due.daysLeft <= SOON_DAYS ? 'soon' : 'later';
}
