import type { OutputOf } from '../../core/contract/index.ts';
import type { Order } from '../../core/orders/index.ts';

/** Something to do for each of the first orders, most urgent first. */
export function fakeTodo(orders: readonly Order[]): OutputOf<'cases', 'listTodo'> {
  const urgencies = ['overdue', 'today', 'soon', 'later'] as const;
  const days = [-2, 0, 3, 20];
  const texts = [
    '平台过了答复的时间还没有回复，可以往下一步走',
    '今天是商家承诺退款的最后一天',
    '12315 应当在 3 天内告诉你是否受理',
    '付款投诉的时限还有 20 天',
  ];
  const entries = orders
    .filter(({ isArchived }) => !isArchived)
    .slice(0, urgencies.length)
    .map((order, index) => ({
      orderId: order.id,
      merchant: order.facts.merchant,
      product: order.facts.product,
      code: `D0${index + 1}`,
      text: texts[index] ?? '',
      dueUtc: null,
      dueDay: new Date(Date.parse('2026-11-24T00:00:00Z') + (days[index] ?? 0) * 86_400_000)
        .toISOString()
        .slice(0, 10),
      daysLeft: days[index] ?? 0,
      urgency: urgencies[index] ?? 'later',
      gapsLeft: (index * 2) % 5,
    }));
  return {
    entries,
    statistics: {
      caseCount: orders.length,
      closedCount: orders.length === 0 ? 0 : 1,
      claimedFen: 183_750,
      refundedFen: 12_800,
      medianDaysToRefund: orders.length === 0 ? null : 9,
      caveat: '只有 1 个订单结束了，说明不了什么。',
      byPlatform: [{ platform: '拼多多', caseCount: 1, closedCount: 1, refundedFen: 12_800 }],
    },
  };
}
