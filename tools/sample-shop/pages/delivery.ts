import { chinaTime } from '../clock.ts';
import { foreign, html } from '../html.ts';
import { facts, panel, type ShopPage } from '../layout.ts';
import { type Order, paidTime, statusOf } from '../orders.ts';
import type { OutsidePage } from './payment.ts';

/** The page with the card number and secret the shop delivered. */
export function deliveryPage(order: Order): ShopPage {
  const body = html`${panel(
    '卡密信息',
    html`${facts([
      ['订单号', html`<b class="number">${order.number}</b>`],
      ['商品', foreign(`${order.product.name} × ${order.quantity}`)],
      ['发货时间', html`<span class="number">${paidTime(order)}</span>`],
      ['发货方式', '系统自动发货'],
      ['卡号', html`<b class="number key" id="card">${order.key.card}</b>`],
      ['密码', html`<b class="number key" id="secret">${order.key.secret}</b>`],
    ])}<p class="muted">请在官方网站激活。卡密无法使用的，请在 24 小时内联系客服并提供失败提示截图。</p>
<div class="actions"><a class="button" href="/issuer/activate?order=${order.number}">前往官网激活</a><a class="button" href="/chat/${order.number}">联系商家</a><a class="button" href="/order/${order.number}">返回订单</a></div>`,
  )}`;
  return {
    title: '查看卡密',
    trail: ['我的订单', '查看卡密'],
    order: order.number,
    status: statusOf(order),
    body,
  };
}

/** The publisher's form for a card, or its refusal once a card was tried. */
export function activationPage(order: Order, tried: boolean, now: number): OutsidePage {
  const form = html`<form class="activate" method="post" action="/issuer/activate"><input type="hidden" name="order" value="${order.number}">
<label>卡号<input name="card" value="${order.key.card}"></label><label>密码<input name="secret" value="${order.key.secret}"></label><button class="primary" id="activate">立即激活</button></form>`;
  const refusal = html`<div class="refusal" role="alert"><strong>激活失败</strong><p>错误代码 <b class="number" id="error-code">E-4107</b>：该卡密已被使用，不能重复激活。</p>
${facts([
  ['卡号', html`<span class="number">${order.key.card}</span>`],
  ['密码', html`<span class="number">${order.key.secret}</span>`],
  ['首次激活时间', html`<span class="number">2026-09-03 10:17:46</span>`],
  ['激活地区', '境外'],
  ['查询时间', html`<span class="number">${chinaTime(now)}</span>`],
])}<p>如非本人操作，请联系购买渠道处理。官方网站：www.jiguang-photo.example</p></div>`;
  return {
    brand: '极光修图 官方网站',
    title: tried ? '激活失败' : '激活产品',
    trail: ['会员中心', '产品激活'],
    order: order.number,
    status: tried ? '激活失败（错误代码 E-4107）' : '待激活',
    body: html`<section class="issuer-card"><h1>激活专业版</h1>${tried ? refusal : null}${form}</section>`,
  };
}

/** The account as the game itself shows it, beside which the advertisement is wrong. */
export function accountPage(order: Order, now: number): OutsidePage {
  const body = html`<section class="issuer-card"><h1>我的角色</h1><div class="role"><span class="avatar">法</span><div><strong>星尘小法</strong><p>华东一区 · 烈焰之谷</p></div><b class="level">Lv.50</b></div>
${facts(
  [
    ['登录账号', 'xc****7731'],
    ['职业', '法师'],
    ['等级', html`<b id="level">50</b>`],
    ['橙色装备', '0 件'],
    ['坐骑', '1 个'],
    ['绑定手机', '177****0412（不可换绑）'],
    ['最近登录', html`<span class="number">${chinaTime(now)}</span>`],
  ],
  2,
)}<p class="muted">购买页描述：${foreign(order.product.name)}　<a href="/goods/${order.product.id}">查看商品页</a></p></section>`;
  return {
    brand: '星辰大陆 玩家中心',
    title: '角色信息',
    trail: ['玩家中心', '角色信息'],
    order: order.number,
    status: '角色等级 50 · 法师',
    body,
  };
}
