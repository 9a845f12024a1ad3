import { type ScenarioId, scenarioIds } from '../rules/rule-book.ts';
import type { Proposal } from './assessment.ts';
import { DAY_MS, durationText } from './beijing-time.ts';
import { type CaseView, factsOf, itemsOf, readingsOf } from './case-view.ts';
import { chargesOf, netChargedFen } from './charges.ts';
import { latenessMs } from './checks/late-delivery.ts';
import { latestUndelivered } from './checks/not-delivered.ts';
import { compareNumbers } from './normalise.ts';
import { deadlineOf, deliveredMoment, paidMoment } from './promise.ts';
import { messagesSaying, says, words } from './words.ts';

/** `weight`: how directly it is said. 4 a fact of that very kind, 3 evidence of it, 2 follows from figures, 1 words. */
interface Sign {
  readonly weight: 1 | 2 | 3 | 4;
  readonly reason: string;
}

const signs: Readonly<Record<ScenarioId, (view: CaseView) => Sign | undefined>> = {
  not_delivered: notDelivered,
  late_delivery: lateDelivery,
  card_invalid: cardInvalid,
  account_abnormal: accountAbnormal,
  account_recovered: (view) =>
    firstOf(
      hasFact(view, 'account-recovered', '事实里写着账号被找回。'),
      hasItem(view, 'E23', '有找回或改密的通知（E23）。'),
      view.order.category === 'account' ? hasWords(view, words.recovered, '说到账号被找回。') : undefined,
    ),
  feature_missing: featureMissing,
  duplicate_charge: duplicateCharge,
  merchant_gone: (view) =>
    firstOf(
      hasFact(view, 'shop-unreachable', '事实里写着店铺打不开。'),
      hasItem(view, 'E13', '有店铺关闭或打不开的页面（E13）。'),
      hasFact(view, 'message-unanswered', '消息一直没有回复。', 3),
      hasWords(view, words.gone, '说到店铺打不开或联系不上。'),
    ),
  system_fault: (view) =>
    firstOf(
      hasFact(view, 'fault-seen', '事实里写着出现故障。'),
      hasFact(view, 'fault-admitted', '平台承认过故障。'),
      hasItem(view, 'E15', '有系统故障的页面（E15）。'),
      hasWords(view, words.fault, '说到系统故障。'),
    ),
};

/** Scenarios that the case points to, most direct first; of the same directness in the rule book's order. */
export function proposeScenarios(view: CaseView): readonly Proposal[] {
  return scenarioIds
    .flatMap((scenario) => {
      const sign = signs[scenario](view);
      return sign === undefined ? [] : [{ scenario, ...sign }];
    })
    .sort((left, right) => right.weight - left.weight)
    .map(({ scenario, reason }) => ({ scenario, reason }));
}

function firstOf(...found: readonly (Sign | undefined)[]): Sign | undefined {
  return found.find((sign) => sign !== undefined);
}

function hasFact(
  view: CaseView,
  what: Parameters<typeof factsOf>[1],
  reason: string,
  weight: Sign['weight'] = 4,
): Sign | undefined {
  return factsOf(view, what).length > 0 ? { weight, reason } : undefined;
}

function hasItem(view: CaseView, kind: Parameters<typeof itemsOf>[1], reason: string): Sign | undefined {
  return itemsOf(view, kind).length > 0 ? { weight: 3, reason } : undefined;
}

function hasWords(view: CaseView, pattern: RegExp, reason: string): Sign | undefined {
  const isSaid =
    messagesSaying(view.messages, ['buyer', 'platform', 'issuer'], pattern).length > 0 ||
    view.facts.some(({ text }) => says(text, pattern)) ||
    says(view.order.notes, pattern);
  return isSaid ? { weight: 1, reason } : undefined;
}

function notDelivered(view: CaseView): Sign | undefined {
  if (deliveredMoment(view) !== undefined || factsOf(view, 'delivered').length > 0) return undefined;
  const deadline = deadlineOf(view);
  const latest = latestUndelivered(view);
  if (deadline !== undefined && latest !== undefined && latest.ms > deadline.ms) {
    return {
      weight: 3,
      reason: `承诺的时限过了 ${durationText(latest.ms - deadline.ms)}，页面仍显示未发货。`,
    };
  }
  if (view.order.status !== 'awaiting-delivery') {
    const shown = readingsOf(view, 'E04', 'E01').some(({ shownText }) =>
      says(shownText ?? '', words.undelivered),
    );
    return shown ? { weight: 2, reason: '订单状态页显示未发货。' } : undefined;
  }
  if (deadline !== undefined) {
    const late = view.atMs - deadline.ms;
    return late > 0 ? { weight: 2, reason: `承诺的时限已过 ${durationText(late)}，还没有交付。` } : undefined;
  }
  const paid = paidMoment(view);
  if (paid !== undefined && view.atMs - paid.ms > DAY_MS) {
    return { weight: 1, reason: `付款已过 ${durationText(view.atMs - paid.ms)}，还没有交付。` };
  }
  return factsOf(view, 'reminded').length > 0 ? { weight: 1, reason: '催过发货，还没有交付。' } : undefined;
}

function lateDelivery(view: CaseView): Sign | undefined {
  const late = latenessMs(view);
  return late === undefined || late <= 0
    ? undefined
    : { weight: 2, reason: `交付比承诺晚 ${durationText(late)}。` };
}

function cardInvalid(view: CaseView): Sign | undefined {
  if (itemsOf(view, 'E07').length > 0) return { weight: 3, reason: '有激活或充值失败的提示（E07）。' };
  const isCard = ['card-key', 'activation-code', 'top-up'].includes(view.order.category);
  if (isCard && (factsOf(view, 'defect-found').length > 0 || view.order.status === 'defective')) {
    return { weight: 2, reason: '交付的卡密或激活码有问题。' };
  }
  return isCard ? hasWords(view, words.invalidKey, '说到卡密无效或已被使用。') : undefined;
}

function accountAbnormal(view: CaseView): Sign | undefined {
  const banned = hasFact(view, 'banned', '事实里写着账号被封禁。');
  if (banned !== undefined) return banned;
  if (view.order.category !== 'account') return undefined;
  const isLost = factsOf(view, 'account-recovered').length > 0;
  if (factsOf(view, 'login-failed').length > 0 && !isLost) return { weight: 3, reason: '账号登录失败。' };
  if (view.differences.length > 0) return { weight: 3, reason: '账号与描述有差异。' };
  if (factsOf(view, 'defect-found').length > 0 || view.order.status === 'defective') {
    return { weight: 2, reason: '交付的账号有问题。' };
  }
  return hasWords(view, words.banned, '说到账号被封禁或冻结。');
}

function featureMissing(view: CaseView): Sign | undefined {
  const fact = hasFact(view, 'feature-missing', '事实里写着功能缺失。');
  if (fact !== undefined) return fact;
  if (view.order.category === 'account') return undefined;
  if (view.differences.length > 0) return { weight: 3, reason: '商品与描述有差异。' };
  if (itemsOf(view, 'E09').length > 0) return { weight: 3, reason: '有宣传与实际的对照图（E09）。' };
  const isOther = view.order.category === 'membership' || view.order.category === 'other';
  const isDefective = factsOf(view, 'defect-found').length > 0 || view.order.status === 'defective';
  return isOther && isDefective ? { weight: 2, reason: '交付的会员或软件有问题。' } : undefined;
}

function duplicateCharge(view: CaseView): Sign | undefined {
  const fact = hasFact(view, 'charged-again', '事实里写着再次扣款。');
  if (fact !== undefined) return fact;
  if (view.payments.some(({ role }) => role === 'duplicate' || role === 'suspected-duplicate')) {
    return { weight: 3, reason: '账单里有两笔相同的扣款。' };
  }
  const charges = chargesOf(view);
  const [first, second] = charges;
  const net = netChargedFen(charges);
  const due = view.order.amountFen;
  if (net !== undefined && due !== null && net.charged - net.refunded > due) {
    const isTwo =
      first !== undefined &&
      second !== undefined &&
      compareNumbers(first.transactionNumber, second.transactionNumber) === 'different';
    return { weight: 2, reason: isTwo ? '扣了两笔，合计多于订单金额。' : '扣款多于订单金额。' };
  }
  return hasWords(view, words.twice, '说到重复扣款。');
}
