import type { BillView, Client } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { FakeCases } from './fake-case.ts';
import { fakeItem } from './fake-evidence.ts';
import type { FakeWorld } from './fake-main.ts';

/** Bills of the fake: every picked file is one with the order's payment in it twice. */
export function fakeBills(world: FakeWorld, cases: FakeCases): Pick<Client, 'bills'> {
  const line = (number: number, orderId: string): BillView['matches'][number]['line'] => {
    const order = world.contents.orders.find(({ id }) => id === orderId);
    const paidMs = Date.parse(order?.facts.paidAtUtc ?? '2026-11-23T06:02:11.000Z');
    return {
      line: 20 + number,
      transactionNumber: `${order?.facts.transactionNumber ?? '2026112322001437581400012345'}${number || ''}`,
      merchantNumber: null,
      payee: order?.facts.merchant ?? '',
      product: order?.facts.product ?? '',
      amountFen: order?.facts.amountFen ?? 9850,
      atUtc: new Date(paidMs + number * 4000).toISOString(),
      status: '交易成功',
      refundedFen: 0,
    };
  };
  const billOf = (orderId: string, itemId: string): BillView => ({
    itemId,
    provider: 'alipay',
    lineCount: 214,
    fromUtc: '2026-10-31T16:00:00.000Z',
    toUtc: '2026-11-23T15:59:59.000Z',
    warnings: [],
    matches: [{ line: line(0, orderId), why: ['交易单号相同', '金额相同'], differenceFen: 0 }],
    duplicates: [
      {
        lines: [line(0, orderId), line(1, orderId)],
        certainty: 'suspected',
        reason: '同一收款方、同样金额，相隔 4 秒，都没有退款。',
        overchargedFen: line(0, orderId).amountFen,
      },
    ],
  });
  return {
    bills: {
      import: async ({ orderId }) => {
        const item = {
          ...fakeItem(200_006 + world.contents.items.length * 7, orderId, 'E16'),
          mediaType: 'text/csv',
        };
        world.contents.items.push(item);
        world.advance();
        return ok({ item, bill: billOf(orderId, item.id) });
      },
      read: async ({ orderId, itemId }) => ok(billOf(orderId, itemId)),
      take: async ({ orderId, itemId, lines }) => {
        const bill = billOf(orderId, itemId);
        const known = [
          ...bill.matches.map((match) => match.line),
          ...bill.duplicates.flatMap((one) => one.lines),
        ];
        const taken = lines.map((chosen) => ({
          found: known.find((one) => one.line === chosen.line),
          role: chosen.role,
        }));
        if (taken.some(({ found }) => found === undefined)) return fail('BILL_LINE_UNKNOWN', '没有这一行。');
        const written = await cases.note(
          orderId,
          taken.flatMap(({ found, role }) =>
            found === undefined
              ? []
              : [
                  {
                    kind: 'payment' as const,
                    id: `p-${found.line}`,
                    billItemId: itemId,
                    provider: 'alipay' as const,
                    ...found,
                    role,
                  },
                ],
          ),
        );
        return written.ok ? written : fail('ORDER_UNKNOWN', written.error.message);
      },
    },
  };
}
