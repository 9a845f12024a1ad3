/**
 * Periods on Chinese working days and the deadlines of a case. Pure: the calendar, the rules and the moment are passed
 * in; every day is a day in Beijing, whatever the machine's zone.
 */
export {
  type Deadline,
  type DeadlineId,
  type DeadlineInput,
  type DeadlineStart,
  type DeadlineState,
  sortByUrgency,
} from './deadline.ts';
export { deadlinesOf } from './deadlines-of.ts';
export {
  countPeriod,
  describeLength,
  type PeriodEnd,
  type PeriodLength,
  periodUnits,
  type Rolling,
} from './period.ts';
export { dateAt, type PlainDate, plainDateSchema } from './plain-date.ts';
export {
  type DayKind,
  dayKind,
  isPublished,
  type WorkingCalendar,
  workingCalendarSchema,
} from './working-calendar.ts';
