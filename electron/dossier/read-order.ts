import { invariant } from '../../core/assert.ts';
import { decodeEntry } from '../../core/ledger/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { OrderLedger } from '../locker/index.ts';
import type { ExporterParts } from './create-exporter.ts';
import { canSign } from './package-signing.ts';

/** What the ledger says of the order, as the package will hold it. */
export interface OrderToExport {
  readonly ledger: OrderLedger;
  readonly isSigned: boolean;
}

/**
 * The order's ledger as the package will hold it. One without a signed head gets one first; one that cannot be signed
 * goes out without checkpoints: a package that has them and no signature is one whose signature was taken away.
 */
export async function readOrder(
  { locker, sign, makeCheckpoint }: Pick<ExporterParts, 'locker' | 'sign' | 'makeCheckpoint'>,
  orderId: OrderId,
): Promise<Result<OrderToExport, 'ORDER_UNKNOWN' | 'EXPORT_EMPTY'>> {
  const known = await locker.orderLedger(orderId);
  if (known === undefined) return fail('ORDER_UNKNOWN', '没有这个订单。请用 order list 查看订单编号。');
  if (known.items.length === 0) {
    return fail(
      'EXPORT_EMPTY',
      '这个订单还没有证据，没有可以导出的内容。请先截图或导入文件，再归到这个订单。',
    );
  }
  let ledger = known;
  let isSigned = await canSign(ledger, sign);
  // A key that was replaced since is no reason to go out unsigned: a head that covers the new one puts it in the entries.
  if (makeCheckpoint !== undefined && !(isSigned && hasSignedHead(ledger))) {
    const made = await makeCheckpoint();
    if (made.ok) {
      ledger = (await locker.orderLedger(orderId)) ?? known;
      isSigned = await canSign(ledger, sign);
    }
  }
  const checkpoints = isSigned ? ledger.checkpoints : [];
  return ok({ ledger: { ...ledger, checkpoints, lastEntryAtUtc: lastEntryAtUtc(ledger) }, isSigned });
}

/** What papers are dated by: the last entry of the package, whether it is of the order or names a key. */
function lastEntryAtUtc({ entries }: OrderLedger): string {
  const last = decodeEntry(entries.at(-1)?.bytes ?? new Uint8Array());
  invariant(last.ok, 'the locker gives only entries that it could read');
  return last.value.at;
}

function hasSignedHead({ checkpoints, treeHead }: OrderLedger): boolean {
  return checkpoints.at(-1)?.checkpoint.size === treeHead.size;
}
