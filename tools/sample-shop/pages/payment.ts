import { PLATFORM, yuan } from '../catalog.ts';
import { chinaTime } from '../clock.ts';
import { foreign, type Html, html } from '../html.ts';
import { facts, panel, type ShopPage } from '../layout.ts';
import type { Order } from '../orders.ts';
import { PAYMENT_NAMES } from './order.ts';

/** A page of somebody else's site. */
export type OutsidePage = ShopPage & { brand: string };

/** The payment service's own proof of the first charge of a paid order. */
export function receiptPage(order: Order): OutsidePage {
  const charge = order.charges[0];
  if (!charge) throw new Error('an unpaid order has no receipt');
  const wechat = order.method === 'wechat';
  const amount = yuan(charge.cents);
  const body = html`<section class="receipt"><div class="receipt-top"><span class="payee-mark">${wechat ? '商' : '星'}</span><p>${foreign(order.product.merchant.name)}</p><strong class="amount">-${amount}</strong><p class="receipt-state">${wechat ? '支付成功' : '交易成功'}</p></div>
${facts([
  [wechat ? '当前状态' : '交易状态', wechat ? '支付成功' : '交易成功'],
  ['金额', `￥${amount}`],
  [wechat ? '支付时间' : '付款时间', html`<span class="number">${chinaTime(charge.at)}</span>`],
  ['商品说明', foreign(order.product.name)],
  ['收款方', foreign(`${order.product.merchant.name}（${PLATFORM.company}）`)],
  [wechat ? '支付方式' : '付款方式', wechat ? '零钱' : '示例银行储蓄卡（尾号 6218）'],
  [wechat ? '交易单号' : '交易号', html`<b class="number" id="transaction">${charge.transaction}</b>`],
  [
    wechat ? '商户单号' : '商家订单号（商户单号）',
    html`<span class="number" id="merchant-number">${charge.merchantNumber}</span>`,
  ],
])}
<p class="receipt-links"><a href="/order/${order.number}">查看商家订单</a><a href="/bill">查看往来账单</a><span>对订单有疑问</span></p></section>`;
  return {
    brand: PAYMENT_NAMES[order.method],
    title: '账单详情',
    trail: ['账单', '账单详情'],
    order: order.number,
    status: wechat ? '支付成功' : '交易成功',
    body,
  };
}

function billRow(order: Order, charge: Order['charges'][number], twice: boolean): Html {
  return html`<tr class="${twice ? 'twice' : 'once'}"><td class="number">${chinaTime(charge.at)}</td><td>${foreign(order.product.merchant.name)}</td><td class="number long">${charge.transaction}</td><td class="number long">${charge.merchantNumber}</td><td>${PAYMENT_NAMES[order.method]}</td><td class="price">-${yuan(charge.cents)}</td><td>支付成功</td></tr>`;
}

/** Every charge of the buyer, newest first; an order charged twice shows as two lines with one merchant number. */
export function billPage(orders: readonly Order[]): ShopPage {
  const lines = orders.flatMap((order) => order.charges.map((charge) => ({ order, charge })));
  lines.sort((one, other) => other.charge.at - one.charge.at);
  const rows = lines.map(({ order, charge }) => billRow(order, charge, order.charges.length > 1));
  const spent = lines.reduce((sum, { charge }) => sum + charge.cents, 0);
  const doubled = orders.find((order) => order.charges.length > 1);
  const body = panel(
    '交易明细',
    html`<table class="grid"><tr><th>支付时间</th><th>收款方</th><th>交易单号</th><th>商户单号</th><th>方式</th><th>金额（元）</th><th>状态</th></tr>${rows}</table><p class="total">共 ${lines.length} 笔，支出合计 <strong class="price">￥${yuan(spent)}</strong></p>`,
  );
  const page = { title: '账单明细', trail: ['账单明细'], status: `共 ${lines.length} 笔支出`, body };
  return doubled
    ? {
        ...page,
        order: doubled.number,
        status: `共 ${lines.length} 笔支出（该订单扣款 ${doubled.charges.length} 次）`,
      }
    : page;
}
