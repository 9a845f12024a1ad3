import {
  type DraftField,
  draftFields,
  formatMoney,
  type Order,
  type OrderDraft,
  orderStatusNames,
} from '../../../core/orders/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import { addOrder as addToLocker, changeOrder } from '../../orders/index.ts';
import { done, failed, type Outcome, visible } from '../output.ts';
import { type CommandContext, findOrder, textOption, withLocker } from './command-context.ts';

/** `order add`: refused fields are all named at once; a duplicate is added, and said. */
export function addOrder(context: CommandContext): Promise<Outcome> {
  const draft: OrderDraft = Object.fromEntries(
    draftFields.map((field) => [field, textOption(context, optionName(field))]),
  );
  return withLocker(context, true, async (locker) => answer(await addToLocker(locker, draft)));
}

/** `order set ORDER field=value…`: an empty value clears a fact that may be unknown. */
export async function setOrder(context: CommandContext): Promise<Outcome> {
  const [reference = '', ...assignments] = context.commandLine.operands;
  const draft = readAssignments(assignments);
  if (!draft.ok) return failed(draft.error);
  return withLocker(context, false, async (locker) => {
    const order = await findOrder(locker, reference);
    if (!order.ok) return failed(order.error);
    return answer(await changeOrder(locker, order.value.id, draft.value));
  });
}

/** `order list`: by last activity, newest first. */
export function listOrders(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const orders = await locker.listOrders({
      search: textOption(context, 'search') ?? '',
      sortBy: 'lastActivity',
      isDescending: true,
      includeArchived: context.commandLine.options.archived === true,
    });
    const lines = orders.map((order) => `${describeOrder(order)}  ${order.itemCount} 件证据`);
    return done({ orders }, lines.length === 0 ? '没有订单。' : lines.join('\n'));
  });
}

/** `order show ORDER`: the facts as they stand, and every change of them. */
export function showOrder(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const order = await findOrder(locker, context.commandLine.operands[0] ?? '');
    if (!order.ok) return failed(order.error);
    const whole = await locker.getOrder(order.value.id);
    return done({ ...whole }, describeOrder(order.value));
  });
}

/** `order archive|unarchive ORDER`: archived orders stay in the ledger and out of the way. */
export function archiveOrder(context: CommandContext, isArchived: boolean): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const order = await findOrder(locker, context.commandLine.operands[0] ?? '');
    if (!order.ok) return failed(order.error);
    const archived = await locker.setOrderArchived(order.value.id, isArchived);
    return archived.ok
      ? done({ order: archived.value }, describeOrder(archived.value))
      : failed(archived.error);
  });
}

function answer(result: Awaited<ReturnType<typeof addToLocker>>): Outcome {
  if (!result.ok) return failed(result.error);
  if ('refused' in result.value) {
    const { refused } = result.value;
    const [first] = refused;
    const failure = first ?? { code: 'USAGE', message: '没有可用的内容。' };
    return failed(failure, { refused }, refused.map(({ message }) => message).join('\n'));
  }
  const { order, duplicates } = result.value;
  const warning = duplicates.length === 0 ? '' : `\n注意：已有相同平台和订单号的订单 ${duplicates.join(' ')}`;
  return done({ order, duplicates }, `${describeOrder(order)}${warning}`);
}

function readAssignments(assignments: readonly string[]): Result<OrderDraft, 'USAGE'> {
  const draft: Partial<Record<DraftField, string>> = {};
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    const name = at < 0 ? assignment : assignment.slice(0, at);
    const field = draftFields.find((known) => known === name || optionName(known) === name);
    if (at < 0 || field === undefined) {
      return fail('USAGE', `要写成 字段=值，字段是 ${draftFields.map(optionName).join('、')} 之一。`);
    }
    draft[field] = assignment.slice(at + 1);
  }
  return ok(draft);
}

/** `paidAt` as an option: `paid-at`. */
function optionName(field: DraftField): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function describeOrder(order: Order): string {
  const { platform, merchant, number, product, amountFen, status } = order.facts;
  const amount = amountFen === null ? '金额未填' : formatMoney(amountFen);
  return [order.id, platform, merchant, number, product, amount, orderStatusNames[status]]
    .map(visible)
    .join('  ');
}
