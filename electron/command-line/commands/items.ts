import { evidenceKinds, type Item, isEvidenceKind } from '../../../core/evidence/index.ts';
import { fail } from '../../../core/result.ts';
import type { Locker } from '../../locker/index.ts';
import { done, failed, type Outcome, visible } from '../output.ts';
import { type CommandContext, findOrder, textOption, withLocker } from './command-context.ts';

/** `list`: items of an order, of 收件箱, or all, oldest first. */
export function listItems(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const scope = await orderScope(context, locker);
    if (!scope.ok) return failed(scope.error);
    const { items } = await locker.listItems({
      orderId: scope.value,
      search: textOption(context, 'search'),
      offset: 0,
      limit: Number.MAX_SAFE_INTEGER,
    });
    return done({ items }, items.length === 0 ? '没有证据。' : items.map(describeItem).join('\n'));
  });
}

/** `show ITEM`: one item with everything that happened to it. */
export function showItem(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const found = await locker.getItem(context.commandLine.operands[0] ?? '');
    if (found === undefined)
      return failed(fail('ITEM_UNKNOWN', '没有这件证据。用 list 查看已有的证据。').error);
    return done({ ...found }, `${describeItem(found.item)}\n备注：${visible(found.item.note) || '无'}`);
  });
}

/** `assign ITEM… --order ORDER | --inbox`. */
export function assignItems(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const scope = await orderScope(context, locker);
    if (!scope.ok) return failed(scope.error);
    if (scope.value === undefined) return failed(fail('USAGE', '请写 --order 订单 或 --inbox。').error);
    const assigned = await locker.assignItems(context.commandLine.operands, scope.value, 'user');
    return assigned.ok
      ? done({ items: assigned.value }, assigned.value.map(describeItem).join('\n'))
      : failed(assigned.error);
  });
}

/** `label ITEM… --kind E01|none`. */
export function labelItems(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const text = textOption(context, 'kind') ?? '';
    if (text !== 'none' && !isEvidenceKind(text)) {
      return failed(fail('USAGE', '请写 --kind E01 到 E25，或 --kind none。').error);
    }
    const labelled = await locker.labelItems(context.commandLine.operands, text === 'none' ? null : text);
    return labelled.ok
      ? done({ items: labelled.value }, labelled.value.map(describeItem).join('\n'))
      : failed(labelled.error);
  });
}

/** `remove ITEM… [--reason TEXT] --yes`: for good. Without `--yes` it only says what would be gone. */
export function removeItems(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const { operands, options } = context.commandLine;
    if (options.yes !== true) {
      const message = `这 ${operands.length} 件证据的原件会被粉碎，无法恢复；账本里留下编号和哈希。确定要移除，请加 --yes。`;
      return failed(fail('USAGE', message).error);
    }
    const media = await context.media(locker);
    try {
      const found = await Promise.all(operands.map((itemId) => locker.getItem(itemId)));
      const removed = await locker.removeItems(operands, textOption(context, 'reason') ?? '');
      if (!removed.ok) return failed(removed.error);
      for (const each of found) if (each !== undefined) await media.forget(each.item.sha256);
      const { itemIds, shreddedObjects, pendingObjects } = removed.value;
      const left = pendingObjects === 0 ? '' : `，还有 ${pendingObjects} 个正被占用，下次打开时再试`;
      return done(
        { removed: removed.value },
        `已移除 ${itemIds.length} 件，粉碎了 ${shreddedObjects} 个原件${left}。`,
      );
    } finally {
      await media.close();
    }
  });
}

/** `note ITEM TEXT`. */
export function noteItem(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const [itemId = '', note = ''] = context.commandLine.operands;
    if (note.length > 4000 || !note.isWellFormed()) return failed(fail('USAGE', '备注最多 4000 字。').error);
    const noted = await locker.noteItem(itemId, note);
    return noted.ok ? done({ item: noted.value }, describeItem(noted.value)) : failed(noted.error);
  });
}

/** One line for people. */
export function describeItem(item: Item): string {
  const name = item.kind === null ? '未分类' : `${item.kind} ${evidenceKinds[item.kind].name}`;
  return [
    item.id,
    item.capturedAtUtc,
    name,
    item.orderId ?? '收件箱',
    `${item.sizeBytes} 字节`,
    item.sha256,
  ].join('  ');
}

/** The order meant by `--order`, null for `--inbox`, undefined for neither. */
async function orderScope(context: CommandContext, locker: Locker) {
  const reference = textOption(context, 'order');
  const isInbox = context.commandLine.options.inbox === true;
  if (isInbox && reference !== undefined) return fail('USAGE', '--order 和 --inbox 只能写一个。');
  if (isInbox) return { ok: true as const, value: null };
  if (reference === undefined) return { ok: true as const, value: undefined };
  const found = await findOrder(locker, reference);
  return found.ok ? { ok: true as const, value: found.value.id } : found;
}
