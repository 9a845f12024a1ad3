import type { BillView } from '../../../core/contract/index.ts';
import { formatMoney } from '../../../core/orders/index.ts';
import { fail } from '../../../core/result.ts';
import { done, failed, type Outcome, visible } from '../output.ts';
import { textsOption } from './case-fields.ts';
import { type CommandContext, findOrder, withLocker } from './command-context.ts';
import { describeItem } from './items.ts';

const roles = ['payment', 'duplicate', 'suspected-duplicate', 'refund'] as const;

/**
 * `bill import ORDER FILE [--take LINE=ROLE …]`: the file is read first, and only a bill that was understood is sealed.
 * Lines are taken over as payments of the order where they are named.
 */
export async function importBill(context: CommandContext): Promise<Outcome> {
  const [reference = '', path = ''] = context.commandLine.operands;
  const takes = textsOption(context, 'take').map((text) => {
    const [line, role = 'payment'] = text.split('=');
    return { line: Number(line), role: roles.find((known) => known === role) };
  });
  if (takes.some(({ line, role }) => !Number.isInteger(line) || line < 1 || role === undefined)) {
    return failed(fail('USAGE', `--take 写成 行号=${roles.join('|')}。`).error);
  }
  return withLocker(context, false, async (locker) => {
    const order = await findOrder(locker, reference);
    if (!order.ok) return failed(order.error);
    const bills = await context.billDesk(locker);
    const imported = await bills.import(order.value.id, path);
    if (!imported.ok) return failed(imported.error);
    const { item, bill } = imported.value;
    const text = [describeItem(item), ...describeBill(bill)].join('\n');
    if (takes.length === 0) return done({ item, bill }, text);
    const taken = await bills.take(
      order.value.id,
      item.id,
      takes.flatMap(({ line, role }) => (role === undefined ? [] : [{ line, role }])),
    );
    return taken.ok
      ? done({ item, bill, records: taken.value }, text)
      : failed(taken.error, { item, bill }, text);
  });
}

function describeBill({ lineCount, warnings, matches, duplicates }: BillView): readonly string[] {
  return [
    `共 ${lineCount} 笔`,
    ...warnings.map((warning) => `注意  ${warning}`),
    ...matches.map(
      ({ line }) =>
        `像这单  第 ${line.line} 行  ${formatMoney(line.amountFen)}  ${visible(line.payee)}  ${line.atUtc}`,
    ),
    ...duplicates.map(
      ({ certainty, overchargedFen, reason }) =>
        `${certainty === 'sure' ? '重复' : '疑似重复'}  ${formatMoney(overchargedFen)}  ${reason}`,
    ),
  ];
}
