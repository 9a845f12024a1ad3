import { PLATFORM } from './catalog.ts';
import { chinaTime } from './clock.ts';
import { foreign, type Html, html } from './html.ts';
import { BUYER } from './orders.ts';

/** How the shop looks: a dense blue table page, a phone-like card page, a dark gamer page. */
export type SkinName = 'classic' | 'modern' | 'dark';

/** The skins a shop can be started with. */
export const SKINS: readonly SkinName[] = ['classic', 'modern', 'dark'];

/** What a page of the shop is made of. `order` puts the order number into the status line. */
export interface ShopPage {
  readonly title: string;
  readonly trail: readonly string[];
  readonly order?: string;
  readonly status: string;
  readonly body: Html;
}

const CATEGORIES = [
  '游戏点卡',
  '手游充值',
  '会员账号',
  '软件激活',
  '游戏账号',
  '话费流量',
  '礼品卡券',
  '加速器',
];

const NEWS = ['[公告] 11 月系统升级维护通知', '[规则] 消费者保障计划 2026 版', '[提醒] 请勿离开平台私下交易'];

// Said on every page: a page that looks like a receipt must not pass for one.
const SPECIMEN = html`<p class="specimen">演示样张 · 本机示例店铺，商家、商品、交易与证照均为虚构</p>`;

function head(title: string, stylesheet: string): Html {
  return html`<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/styles/base.css"><link rel="stylesheet" href="/styles/parts.css"><link rel="stylesheet" href="/styles/${stylesheet}.css">`;
}

function documentOf(headMarkup: Html, body: Html): Html {
  return html`<!doctype html><html lang="zh-CN"><head>${headMarkup}</head>${body}</html>`;
}

/** The line every page carries: what it is about, where it stands, and the time the page shows. */
export function statusLine(page: Pick<ShopPage, 'order' | 'status'>, now: number): Html {
  const order = page.order
    ? html`<span>订单号 <b class="number" id="order-number">${page.order}</b></span>`
    : null;
  return html`<p class="status-line" role="status">${order}<span>状态 <b id="status">${page.status}</b></span><span>页面时间 <time id="page-time">${chinaTime(now)}</time></span></p>`;
}

/** A page of the marketplace in the shop's skin. */
export function shopPage(skin: SkinName, page: ShopPage, now: number): Html {
  const trail = ['首页', ...page.trail].map((step, index) => html`${index > 0 ? ' › ' : ''}${foreign(step)}`);
  const links = html`<a href="/">首页</a><a href="/orders">我的订单</a><a href="/me">个人中心</a><a href="/rules">消费者保障</a><a href="/bill">账单</a>`;
  const body = html`<body class="skin-${skin}">
<div class="topbar"><div class="wide"><span>您好，<b>${BUYER.name}</b>，欢迎来到${PLATFORM.name}！</span><span class="toplinks">${links}</span></div></div>
<header class="masthead"><div class="wide"><a class="logo" href="/"><i>星</i>${PLATFORM.name}<small>正规数字商品交易平台</small></a>
<form class="search" action="/" method="get"><input name="q" placeholder="搜索商品 / 店铺 / 订单号" aria-label="搜索"><button>搜 索</button></form>
<div class="hotline">客服时间 9:00–24:00<b>平台担保交易</b></div></div></header>
<nav class="mainnav"><div class="wide">${links}</div></nav>
<div class="wide frame"><aside class="side"><h3>商品分类</h3><ul>${CATEGORIES.map((name) => html`<li><a href="/">${name}</a></li>`)}</ul>
<h3>平台公告</h3><ul class="news">${NEWS.map((line) => html`<li>${line}</li>`)}</ul></aside>
<main><div class="trail">${trail}</div>${statusLine(page, now)}${page.body}</main></div>
<footer>${PLATFORM.company} · ${PLATFORM.icp} · 当前时间 ${chinaTime(now)}${SPECIMEN}</footer></body>`;
  return documentOf(head(`${page.title} - ${PLATFORM.name}`, skin), body);
}

/** A page that is not the marketplace's: a payment service or a publisher, the same in every skin. */
export function outsidePage(
  look: 'alipay' | 'wechat' | 'issuer',
  page: ShopPage & { brand: string },
  now: number,
): Html {
  const body = html`<body class="outside ${look}"><header class="outside-head"><div class="wide"><b class="brand">${page.brand}</b><span>${page.trail.join(' › ')}</span><span class="outside-user">${BUYER.name}</span></div></header>
<main class="outside-main">${statusLine(page, now)}${page.body}</main><footer>当前时间 ${chinaTime(now)}${SPECIMEN}</footer></body>`;
  return documentOf(head(`${page.title} - ${page.brand}`, 'outside'), body);
}

/** A table of facts, one to a line. */
export function facts(rows: readonly (readonly [string, Html | string])[], columns = 1): Html {
  const cells = rows.map(([name, value]) => html`<div class="fact"><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl class="facts columns-${columns}">${cells}</dl>`;
}

/** A titled box. */
export function panel(title: Html | string, body: Html): Html {
  return html`<section class="panel"><h2>${title}</h2><div class="panel-body">${body}</div></section>`;
}
