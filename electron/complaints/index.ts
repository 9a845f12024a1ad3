/**
 * Deadlines outside the window: a calendar file for other programs, and which system notifications are due.
 *
 * Promise: nothing is told twice while the file of told ones is there; no calendar holds an order number or an amount.
 */
export { type CalendarCase, calendarFile } from './calendar-file.ts';
export { openReminderStore, type ReminderStore } from './reminder-store.ts';
export {
  MOST_AT_ONCE,
  planReminders,
  type Reminder,
  type ReminderPlan,
  type ToldReminders,
} from './reminders.ts';
