import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import type { Deadline } from '../../core/deadlines/index.ts';
import type { Order } from '../../core/orders/index.ts';

/** Open cases with what runs for each. */
export interface CalendarCase {
  readonly order: Order;
  readonly deadlines: readonly Deadline[];
}

const HOUR_SECONDS = 3600;
/** Nine in the morning of the day before an all-day event, which begins at midnight. */
const DAY_BEFORE_SECONDS = 15 * HOUR_SECONDS;

/**
 * All deadlines as one iCalendar file (RFC 5545). Days are whole-day events, moments are in UTC; the buyer's own are on the
 * day without a roll. A deadline keeps its UID from file to file, so that importing again moves it and adds none. Holds no
 * order number, amount or text of a complaint: calendars are shared and synchronised.
 */
export function calendarFile(cases: readonly CalendarCase[], nowUtc: string): string {
  const stamp = new Date(nowUtc);
  const calendar = ical({
    name: '留痕 期限',
    prodId: { company: 'Liuhen', product: 'Deadlines', language: 'ZH-CN' },
    method: ICalCalendarMethod.PUBLISH,
    // Days are days in Beijing; without events in local time no VTIMEZONE is needed.
    x: [{ key: 'X-WR-TIMEZONE', value: 'Asia/Shanghai' }],
  });
  for (const { order, deadlines } of cases) {
    const steps = new Map<string, number>();
    for (const deadline of deadlines.toSorted(byWhen)) {
      const name = `${order.id}-${deadline.id}-${deadline.submissionId ?? 'case'}`;
      const step = (steps.get(name) ?? 0) + 1;
      steps.set(name, step);
      const when = whenOf(deadline);
      if (when === undefined) continue;
      calendar.createEvent({
        id: `${name}-${step}@liuhen`,
        stamp,
        ...when,
        summary: `${deadline.what} · ${order.facts.merchant}`,
        description: [deadline.explanation, ...deadline.notes].join('\n'),
        alarms: [
          {
            type: ICalAlarmType.display,
            trigger: when.allDay ? DAY_BEFORE_SECONDS : HOUR_SECONDS,
            description: deadline.what,
          },
        ],
      });
    }
  }
  return calendar.toString();
}

function whenOf({ actor, dueUtc, dueDay, unrolledDay }: Deadline) {
  const day = actor === 'buyer' ? (unrolledDay ?? dueDay) : dueDay;
  // Written from the UTC fields: the machine's zone does not come in.
  if (day !== null) return { start: new Date(`${day}T00:00:00Z`), allDay: true };
  return dueUtc === null ? undefined : { start: new Date(dueUtc), end: new Date(dueUtc), allDay: false };
}

const moment = ({ dueUtc, dueDay }: Deadline) => dueUtc ?? dueDay ?? '';
const byWhen = (a: Deadline, b: Deadline) => (moment(a) < moment(b) ? -1 : Number(moment(a) > moment(b)));
