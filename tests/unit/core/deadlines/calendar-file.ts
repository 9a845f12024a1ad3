import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { workingCalendarSchema } from '../../../../core/deadlines/index.ts';

/** The calendar as it ships, before any check. */
export const calendarText: unknown = parse(
  readFileSync(new URL('../../../../resources/rules/calendar.yaml', import.meta.url), 'utf8'),
);

/** The calendar that ships. */
export const calendar = workingCalendarSchema.parse(calendarText);
