import { formatMoney } from '../../orders/money.ts';
import { DAY_MS, durationText } from '../beijing-time.ts';
import { answerTo, type CaseView } from '../case-view.ts';
import { basisOfCharges, type Charge, chargesOf, netChargedFen } from '../charges.ts';
import {
  answerBasis,
  type Check,
  type Finding,
  failed,
  notApplicable,
  notChecked,
  pass,
} from '../finding.ts';
import { compareNames, compareNumbers } from '../normalise.ts';
import { says, words } from '../words.ts';

/** Charges further apart are taken for two purchases; a figure of ours. */
const NEAR_MS = DAY_MS;

const twoTransactions: Check = (view) => {
  const charges = chargesOf(view);
  if (isWrongAmount(view, charges))
    return notApplicable('不是两笔扣款，是金额不符。', null, basisOfCharges(charges));
  if (charges.length === 0) {
    return notChecked('还没有支付记录。', '导入支付宝或微信支付的账单，或在账单截图（E16）上填写交易单号。');
  }
  if (charges.length === 1) {
    return failed(
      `账单上只有一笔扣款（${charges[0]?.transactionNumber ?? ''}）。`,
      '把时间段放宽，再导出一次账单；两笔都要在里面。',
      basisOfCharges(charges),
    );
  }
  const compared: (Finding & { readonly rank: number })[] = [];
  for (const [at, left] of charges.entries()) {
    for (const right of charges.slice(at + 1)) compared.push(comparePair(left, right));
  }
  const best = compared.sort((left, right) => left.rank - right.rank)[0];
  return best ?? notChecked('支付记录无法比较。', '补全两笔的交易单号、时间和收款方。');
};

function comparePair(left: Charge, right: Charge): Finding & { readonly rank: number } {
  const basis = basisOfCharges([left, right]);
  const numbers = `${left.transactionNumber} 和 ${right.transactionNumber}`;
  if (compareNumbers(left.transactionNumber, right.transactionNumber) !== 'different') {
    return {
      rank: 3,
      ...failed(`两处是同一笔交易（${left.transactionNumber}）。`, '找到第二笔的交易单号。', basis),
    };
  }
  if (left.payee !== null && right.payee !== null && compareNames(left.payee, right.payee) === 'different') {
    return {
      rank: 3,
      ...failed(`收款方不同：${left.payee}、${right.payee}。`, '核对是不是两次不同的购买。', basis),
    };
  }
  if (left.payee === null || right.payee === null || left.ms === null || right.ms === null) {
    return {
      rank: 2,
      ...notChecked(
        `两笔交易单号不同（${numbers}），还缺时间或收款方。`,
        '补填两笔的时间和收款方。',
        null,
        basis,
      ),
    };
  }
  const gap = Math.abs(left.ms - right.ms);
  if (gap > NEAR_MS) {
    return {
      rank: 3,
      ...failed(`两笔相隔 ${durationText(gap)}，像是两次购买。`, '核对是不是同一张订单。', basis),
    };
  }
  return {
    rank: 1,
    ...pass(`两笔交易单号不同：${numbers}，相隔 ${durationText(gap)}，收款方都是${right.payee}。`, basis),
  };
}

/** One charge, and more than the order says: 多扣, not 重复. */
function isWrongAmount(view: CaseView, charges: readonly Charge[]): boolean {
  const [only] = charges;
  const due = view.order.amountFen;
  return charges.length === 1 && due !== null && only?.amountFen != null && only.amountFen > due;
}

const oneOrderInList: Check = (view, id) => {
  const question = '打开“全部订单”，这笔钱是不是只有一张有效订单（或没有订单）？';
  if (isWrongAmount(view, chargesOf(view))) return notApplicable('不是两笔扣款，是金额不符。', question);
  const answer = answerTo(view, id);
  if (answer === 'yes')
    return pass('全部订单里只有一张有效订单（或没有订单）。', answerBasis(view), question);
  if (answer === 'no')
    return failed(
      '有两张有效订单，对方会说是买了两次。',
      '看看第二张订单是不是自己下的；不是，就说明是怎样产生的。',
      answerBasis(view),
      question,
    );
  return notChecked('还没有核对全部订单列表。', '打开“全部订单”，截下列表，然后回答下面的问题。', question);
};

const otherCausesExcluded: Check = (view, id) => {
  const question = '核对过吗：有没有预授权、自动续费、正在原路退回，或家人代付？有，选“是”。';
  const causes = view.payments.filter(({ status, product }) => says(`${status} ${product}`, words.auto));
  const refunded = view.payments.filter(
    ({ role, amountFen, refundedFen, status }) =>
      role !== 'refund' && ((refundedFen > 0 && refundedFen >= amountFen) || says(status, words.refunded)),
  );
  if (refunded.length > 0)
    return failed(
      '其中一笔已经退回或正在退回。',
      '先看退款是否到账；已到账就不要再主张。',
      { records: refunded },
      question,
    );
  if (causes.length > 0)
    return failed(
      '其中一笔像是预授权、自动续费或代付。',
      '核对这笔扣款的来由；是自动续费就按自动续费主张。',
      { records: causes },
      question,
    );
  const answer = answerTo(view, id);
  if (answer === 'no') return pass('不是预授权、自动续费、待退回或代付。', answerBasis(view), question);
  if (answer === 'yes')
    return failed('这笔扣款另有来由。', '先处理那一种情况；确实多扣了再主张。', answerBasis(view), question);
  return notChecked(
    '还没有排除预授权、自动续费、待原路退回和家人代付。',
    '看一遍账单和退款记录，回答下面的问题。',
    question,
  );
};

const arithmetic: Check = (view) => {
  const due = view.order.amountFen;
  const charges = chargesOf(view);
  const net = netChargedFen(charges);
  if (due === null || net === undefined) {
    const lacks = due === null ? '订单金额' : '每笔扣款的金额';
    return notChecked(`缺${lacks}，算不出差额。`, `填写${lacks}。`);
  }
  const basis = { ...basisOfCharges(charges), order: ['amountFen'] };
  const over = net.charged - net.refunded - due;
  const back = net.refunded === 0 ? '' : `，已退 ${formatMoney(net.refunded)}`;
  const text = `应付 ${formatMoney(due)}，实付 ${formatMoney(net.charged)}${back}`;
  if (over > 0) return pass(`${text}，多扣 ${formatMoney(over)}。`, basis);
  return failed(`${text}，没有多扣。`, '核对订单金额和账单；已经退回的不要再主张。', basis);
};

export const duplicateChargeChecks = {
  'duplicate_charge.c1': twoTransactions,
  'duplicate_charge.c2': oneOrderInList,
  'duplicate_charge.c3': otherCausesExcluded,
  'duplicate_charge.c4': arithmetic,
} as const satisfies Readonly<Record<string, Check>>;
