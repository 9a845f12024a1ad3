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
  let ledger = await locker.orderLedger(orderId);
  if (ledger === undefined) return fail('ORDER_UNKNOWN', '没有这个订单。请用 order list 查看订单编号。');
  if (ledger.items.length === 0) {
    return fail(
      'EXPORT_EMPTY',
      '这个订单还没有证据，没有可以导出的内容。请先截图或导入文件，再归到这个订单。',
    );
  }
  if (makeCheckpoint !== undefined && !hasSignedHead(ledger)) {
    const made = await makeCheckpoint();
    if (made.ok) ledger = (await locker.orderLedger(orderId)) ?? ledger;
  }
  const isSigned = await canSign(ledger, sign);
  return ok({ ledger: isSigned ? ledger : { ...ledger, checkpoints: [] }, isSigned });
}

function hasSignedHead({ checkpoints, treeHead }: OrderLedger): boolean {
  return checkpoints.at(-1)?.checkpoint.size === treeHead.size;
}
