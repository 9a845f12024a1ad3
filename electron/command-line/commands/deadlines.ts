import { resolve } from 'node:path';
import { z } from 'zod';
import type { DeadlineView } from '../../../core/contract/index.ts';
import { countPeriod } from '../../../core/deadlines/index.ts';
import { fail } from '../../../core/result.ts';
import { daySchema } from '../../../core/rules/index.ts';
import { createFileDurably } from '../../platform/index.ts';
import { done, failed, type Outcome, visible } from '../output.ts';
import { momentOption } from './case-fields.ts';
import { type CommandContext, findOrder, textOption, withLocker } from './command-context.ts';

/**
 * `deadline ORDER [--at ISO]`: what runs out when. `deadline --from DAY --length N --unit U [--rolls R]` only counts: by
 * 令121第四十五条, or by 民诉法 with `--rolls rest-day`.
 */
export async function showDeadlines(context: CommandContext): Promise<Outcome> {
  const [reference] = context.commandLine.operands;
  if (reference === undefined) return countDays(context);
  const at = momentOption(context);
  if (!at.ok) return failed(at.error);
  return withLocker(context, false, async (locker) => {
    const order = await findOrder(locker, reference);
    if (!order.ok) return failed(order.error);
    const desk = await context.caseDesk(locker);
    if (!desk.ok) return failed(desk.error);
    const view = await desk.value.view(order.value.id, { scenario: null, channel: null, atUtc: at.value });
    if (!view.ok) return failed(view.error);
    const { deadlines, nextStep } = view.value;
    const lines = deadlines.map(deadlineLine);
    return done({ deadlines, nextStep }, lines.length === 0 ? '没有在走的期限。' : lines.join('\n'));
  });
}

const countSchema = z.strictObject({
  from: daySchema,
  length: z.coerce.number().int().positive().max(10_000),
  unit: z.enum(['working-days', 'days', 'months', 'years']),
  rolls: z.enum(['statutory-holiday', 'rest-day', 'never']),
});

async function countDays(context: CommandContext): Promise<Outcome> {
  const read = countSchema.safeParse({
    from: textOption(context, 'from'),
    length: textOption(context, 'length'),
    unit: textOption(context, 'unit') ?? 'working-days',
    rolls: textOption(context, 'rolls') ?? 'statutory-holiday',
  });
  if (!read.success) {
    return failed(
      fail(
        'USAGE',
        '请写订单，或 --from 2026-09-30 --length 7 [--unit working-days|days|months|years] [--rolls statutory-holiday|rest-day|never]。',
      ).error,
    );
  }
  const opened = await context.rules();
  if (!opened.ok) return failed(opened.error);
  const { from, length, unit, rolls } = read.data;
  const period = countPeriod(opened.value.calendar, from, { amount: length, unit }, { rolls });
  return done({ ...period }, [`${period.lastDay}`, ...period.notes].join('\n'));
}

/** `todo [--at ISO] [--calendar FILE.ics]`: all open cases, the most urgent first. */
export async function showTodo(context: CommandContext): Promise<Outcome> {
  const at = momentOption(context);
  if (!at.ok) return failed(at.error);
  return withLocker(context, false, async (locker) => {
    const desk = await context.caseDesk(locker);
    if (!desk.ok) return failed(desk.error);
    const { entries, statistics } = await desk.value.todo(at.value);
    const calendar = textOption(context, 'calendar');
    if (calendar !== undefined) {
      const saved = await createFileDurably(resolve(calendar), await desk.value.calendarFile(at.value)).then(
        () => true,
        () => false,
      );
      if (!saved)
        return failed(fail('FILE_NOT_SAVED', '日历没有保存：已有同名文件，或这个位置写不进去。').error);
    }
    const lines = entries.map(
      ({ dueDay, dueUtc, merchant, text }) =>
        `${dueDay ?? dueUtc ?? '—'}  ${visible(merchant)}  ${visible(text)}`,
    );
    return done({ entries, statistics }, lines.length === 0 ? '没有要办的事。' : lines.join('\n'));
  });
}

function deadlineLine({ id, what, dueDay, dueUtc, state, explanation }: DeadlineView): string {
  const words = { running: '在走', 'due-soon': '快到了', overdue: '已过', 'not-final': '未定' } as const;
  return `${words[state]}  ${dueDay ?? dueUtc ?? '—'}  ${id} ${what}  ${explanation}`;
}
