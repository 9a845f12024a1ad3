import { yuan } from '../catalog.ts';
import { chinaTime, spokenDuration } from '../clock.ts';
import { foreign, type Html, html } from '../html.ts';
import { facts, panel, type ShopPage } from '../layout.ts';
import { type Order, type PaymentMethod, paidTime, statusOf } from '../orders.ts';

/** The payment services by the name they go by. */
export const PAYMENT_NAMES: Record<PaymentMethod, string> = { alipay: '支付宝', wechat: '微信支付' };

function total(order: Order): string {
  return `￥${yuan(order.product.priceCents * order.quantity)}`;
}

function goodsTable(order: Order): Html {
  const { product } = order;
  return html`<table class="grid"><tr><th>商品</th><th>规格</th><th>单价</th><th>数量</th><th>小计</th></tr>
<tr><td><a href="/goods/${product.id}">${foreign(product.name)}</a><br><span class="muted">商品编号 ${product.id}</span></td><td>${foreign(product.option)}</td><td class="number">￥${yuan(product.priceCents)}</td><td class="number">${order.quantity}</td><td class="price">${total(order)}</td></tr></table>`;
}

/** The page where the buyer chooses how to pay. */
export function checkoutPage(order: Order): ShopPage {
  const choice = (method: PaymentMethod, note: string, checked: Html | null): Html =>
    html`<label class="choice"><input type="radio" name="method" value="${method}" ${checked}><b>${PAYMENT_NAMES[method]}</b><span class="muted">${note}</span></label>`;
  const form = html`<form method="post" action="/pay/${order.number}"><div class="choices">${choice('alipay', '推荐，支持花呗与银行卡', html`checked`)}${choice('wechat', '零钱或银行卡支付', null)}</div>
<p class="total">应付金额 <strong class="price">${total(order)}</strong><button class="primary" id="pay">付 款</button></p></form>`;
  const body = html`${steps(0)}${panel(
    '确认订单',
    html`${goodsTable(order)}${facts([
      ['充值账号', foreign(order.account)],
      ['店铺', foreign(order.product.merchant.name)],
      ['发货承诺', foreign(order.product.promise)],
      ['下单时间', html`<span class="number">${chinaTime(order.placedAt)}</span>`],
    ])}`,
  )}${panel('选择付款方式', form)}`;
  return { title: '收银台', trail: ['收银台'], order: order.number, status: statusOf(order), body };
}

function steps(done: number): Html {
  const names = ['提交订单', '付款成功', '商家发货', '确认收货'];
  return html`<ol class="steps">${names.map((name, index) => html`<li class="${index <= done ? 'done' : 'todo'}"><i>${index + 1}</i>${name}</li>`)}</ol>`;
}

/** How long the buyer has waited against the promise: the sentence the case is about. */
function waiting(order: Order, now: number): Html {
  const paidAt = order.charges[0]?.at ?? order.placedAt;
  const lateMs = now - paidAt - order.product.promiseMinutes * 60_000;
  const late = lateMs > 0 ? html`，已超过承诺时间 <b class="warn">${spokenDuration(lateMs)}</b>` : null;
  return html`<div class="waiting"><strong>等待商家发货</strong><p>商家承诺：${foreign(order.product.promise)}</p><p>付款后已等待 <b>${spokenDuration(now - paidAt)}</b>${late}</p></div>`;
}

function actions(order: Order): Html {
  const delivery =
    order.product.delivers === 'card-key'
      ? html`<a class="button" href="/delivery/${order.number}">查看卡密</a>`
      : null;
  const account =
    order.product.delivers === 'account'
      ? html`<a class="button" href="/account/${order.number}">查看账号</a>`
      : null;
  const urge =
    order.product.delivers === 'never'
      ? html`<form method="post" action="/chat/${order.number}"><input type="hidden" name="text" value="订单 ${order.number} 还没有发货，请尽快处理。"><button class="button">催发货</button></form>`
      : null;
  return html`<div class="actions">${delivery}${account}<a class="button" href="/chat/${order.number}" id="chat">联系商家</a>${urge}<a class="button" href="/receipt/${order.number}" id="receipt">付款凭证</a><a class="button" href="/rules">申请售后</a></div>`;
}

/** The order page. The status of the sample that is never delivered does not change however long one waits. */
export function orderPage(order: Order, now: number): ShopPage {
  const delivered = order.product.delivers !== 'never';
  const banner = delivered
    ? html`<div class="waiting"><strong>商家已发货</strong><p>请核对商品后再确认收货。未确认收货前可申请售后。</p></div>`
    : waiting(order, now);
  const { merchant } = order.product;
  const body = html`${steps(delivered ? 2 : 1)}${banner}${actions(order)}${panel(
    '订单信息',
    facts(
      [
        ['订单号', html`<b class="number">${order.number}</b>`],
        ['订单状态', html`<b class="warn">${statusOf(order)}</b>`],
        ['下单时间', html`<span class="number">${chinaTime(order.placedAt)}</span>`],
        ['付款时间', html`<span class="number">${paidTime(order)}</span>`],
        ['实付金额', html`<b class="price">${total(order)}</b>`],
        ['付款方式', PAYMENT_NAMES[order.method]],
        ['店铺', foreign(`${merchant.name}（商家编号 ${merchant.id}）`)],
        ['充值账号', foreign(order.account)],
        ['支付交易单号', html`<span class="number">${order.charges[0]?.transaction ?? '—'}</span>`],
        [
          '发货记录',
          delivered ? html`<span class="number">${paidTime(order)} 自动发货</span>` : '暂无发货记录',
        ],
      ],
      2,
    ),
  )}${panel('商品清单', goodsTable(order))}`;
  return {
    title: `订单详情 ${order.number}`,
    trail: ['我的订单', '订单详情'],
    order: order.number,
    status: statusOf(order),
    body,
  };
}

/** All orders of the buyer, newest first. */
export function ordersPage(orders: readonly Order[]): ShopPage {
  const newest = [...orders].sort((one, other) => other.placedAt - one.placedAt);
  const rows = newest.map(
    (order) =>
      html`<tr><td><a class="number" href="/${order.charges.length > 0 ? 'order' : 'checkout'}/${order.number}">${order.number}</a></td><td>${foreign(order.product.name)}</td><td class="number">${chinaTime(order.placedAt)}</td><td class="price">${total(order)}</td><td>${statusOf(order)}</td></tr>`,
  );
  const body = panel(
    '我的订单',
    html`<table class="grid"><tr><th>订单号</th><th>商品</th><th>下单时间</th><th>金额</th><th>状态</th></tr>${rows}</table>`,
  );
  return { title: '我的订单', trail: ['我的订单'], status: `共 ${orders.length} 个订单`, body };
}

/** The talk with the shop as it stands now; what was not yet said is not shown. */
export function chatPage(order: Order, now: number): ShopPage {
  const { merchant } = order.product;
  const names = { buyer: '我（lin_2086）', merchant: merchant.clerk, system: '系统消息' } as const;
  const said = order.messages.filter((message) => message.at <= now);
  const lines = said.map(
    (message) =>
      html`<li class="${message.from}"><p class="who"><b>${foreign(names[message.from])}</b> <time class="number">${chinaTime(message.at)}</time></p><p class="bubble">${foreign(message.text)}</p></li>`,
  );
  const send = html`<form class="send" method="post" action="/chat/${order.number}"><input name="text" maxlength="300" placeholder="输入消息，请勿离开平台交易" aria-label="消息" required><button class="primary" id="send">发送</button></form>`;
  const about = facts([
    ['对方', foreign(`${merchant.name}（商家编号 ${merchant.id}）`)],
    ['我方', 'lin_2086（用户编号 50018832）'],
    ['关联订单', html`<a class="number" href="/order/${order.number}">${order.number}</a>`],
    ['商品', foreign(order.product.name)],
    ['实付金额', total(order)],
    ['订单状态', html`<b class="warn">${statusOf(order)}</b>`],
  ]);
  const body = html`<div class="talk"><section class="panel"><h2>与 ${foreign(merchant.name)} 的聊天记录</h2><ul class="chat">${lines}</ul>${send}</section>${panel('订单信息', about)}</div>`;
  return {
    title: `与 ${merchant.name} 聊天`,
    trail: ['消息中心', merchant.name],
    order: order.number,
    status: statusOf(order),
    body,
  };
}
