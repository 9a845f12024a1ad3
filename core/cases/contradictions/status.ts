import { orderStatusNames } from '../../orders/order.ts';
import type { Contradiction } from '../assessment.ts';
import { momentText } from '../beijing-time.ts';
import type { CaseFact } from '../case-record.ts';
import { type CaseView, factsOf, firstTimed, itemsOf, momentOf } from '../case-view.ts';
import { says, words } from '../words.ts';
import { contradiction, itemName, type Statement, statement } from './statement.ts';

const CODE = 'STATUS_AGAINST_FACTS';

/** What the order's state, the scenario and pictures of the state say against facts. */
export function statuses(view: CaseView): readonly Contradiction[] {
  return [
    ...awaitingButDelivered(view),
    ...scenarioAgainstDelivery(view),
    ...shownUndeliveredLater(view),
    ...unconfirmedLater(view),
    ...refundedButLost(view),
    ...deliveredButShownRefunded(view),
  ];
}

function awaitingButDelivered(view: CaseView): readonly Contradiction[] {
  const [delivered] = factsOf(view, 'delivered');
  if (view.order.status !== 'awaiting-delivery' || delivered === undefined) return [];
  const text = '订单写着还没有交付，事实里已经交付。';
  return [contradiction(CODE, text, orderStatus(view), factStatement(view, '已交付', delivered))];
}

function scenarioAgainstDelivery(view: CaseView): readonly Contradiction[] {
  const [delivered] = factsOf(view, 'delivered');
  if (
    view.scenario !== 'not_delivered' ||
    delivered === undefined ||
    view.order.status === 'awaiting-delivery'
  )
    return [];
  const left = statement(view.scenario, '情形：未发货', view.situation ? { records: [view.situation] } : {});
  return [
    contradiction(CODE, '情形选的是未发货，事实里已经交付。', left, factStatement(view, '已交付', delivered)),
  ];
}

/** 未发货 on a page that was taken after delivery. */
function shownUndeliveredLater(view: CaseView): readonly Contradiction[] {
  const delivered = firstTimed(view, 'delivered');
  if (delivered === undefined) return [];
  const later = itemsOf(view, 'E04').find((item) => {
    const ms = momentOf(view, item);
    const shown = view.readingsById.get(item.id)?.shownText ?? '';
    return ms !== undefined && ms > Date.parse(delivered.atUtc) + 60_000 && says(shown, words.undelivered);
  });
  if (later === undefined) return [];
  const left = statement(
    null,
    `${itemName(later)} 状态：${view.readingsById.get(later.id)?.shownText ?? ''}`,
    { items: [later] },
  );
  return [
    contradiction(CODE, '页面在交付之后仍显示未发货。', left, factStatement(view, '已交付', delivered)),
  ];
}

/** 待确认收货 on a page that was taken after the confirmation. */
function unconfirmedLater(view: CaseView): readonly Contradiction[] {
  const confirmed = firstTimed(view, 'receipt-confirmed');
  if (confirmed === undefined) return [];
  const later = itemsOf(view, 'E22').find((item) => {
    const ms = momentOf(view, item);
    return ms !== undefined && ms > Date.parse(confirmed.atUtc) + 60_000;
  });
  if (later === undefined) return [];
  const left = statement(null, `${itemName(later)}：待确认收货`, { items: [later] });
  return [
    contradiction(
      CODE,
      '页面显示待确认收货，事实里已经确认。',
      left,
      factStatement(view, '已确认收货', confirmed),
    ),
  ];
}

function refundedButLost(view: CaseView): readonly Contradiction[] {
  const { closing } = view;
  if (closing === undefined || view.order.status !== 'refunded') return [];
  if (closing.outcome !== 'lost' && closing.outcome !== 'given-up') return [];
  const right = statement(closing.outcome, '了结：没有退款', { records: [closing] });
  return [contradiction(CODE, '订单写着已退款，了结写着没有退款。', orderStatus(view), right)];
}

/** 退款成功 on a page while order and bill know of no refund. */
function deliveredButShownRefunded(view: CaseView): readonly Contradiction[] {
  const isRefundKnown =
    view.order.status === 'refunded' ||
    view.order.status === 'closed' ||
    factsOf(view, 'refund-received').length > 0 ||
    view.payments.some(({ refundedFen, role }) => refundedFen > 0 || role === 'refund');
  if (isRefundKnown) return [];
  const page = itemsOf(view, 'E01', 'E03', 'E04').find(({ id }) =>
    says(view.readingsById.get(id)?.shownText ?? '', /退款成功|已全额退款|已退款/u),
  );
  if (page === undefined) return [];
  const right = statement(
    null,
    `${itemName(page)} 状态：${view.readingsById.get(page.id)?.shownText ?? ''}`,
    { items: [page] },
  );
  return [contradiction(CODE, '页面显示已退款，订单和事实里没有退款。', orderStatus(view), right)];
}

function orderStatus(view: CaseView): Statement<string> {
  return statement(view.order.status, `订单状态：${orderStatusNames[view.order.status]}`, {
    order: ['status'],
  });
}

function factStatement(view: CaseView, name: string, fact: CaseFact): Statement<string> {
  const when = fact.atUtc === null ? '' : `：${momentText(Date.parse(fact.atUtc), view.atMs)}`;
  return statement(name, `${name}${when}`, { items: fact.itemIds, records: [fact] });
}
