import { type Merchant, PRODUCTS, type Product, yuan } from '../catalog.ts';
import { foreign, type Html, html } from '../html.ts';
import { facts, panel, type ShopPage } from '../layout.ts';

const REVIEWS: readonly (readonly [string, string, string])[] = [
  ['q***8', '2026-11-20 21:14', '以前买过几次都挺快的。'],
  ['阿***', '2026-11-20 09:41', '等了一个多小时才发，客服一直说马上。'],
  ['w***n', '2026-11-19 23:06', '价格便宜，发货慢。'],
  ['小***7', '2026-11-18 18:52', '自动发货没有到，找平台才退的款。'],
];

/** A drawn cover, since a page with no outside resources can have no photograph. */
function cover(product: Product): Html {
  const amount = product.faceCents / 100;
  return html`<svg class="cover" viewBox="0 0 320 240" role="img" aria-label="商品图"><rect width="320" height="240" fill="#12305c"/>
<path d="M0 190 80 120l60 50 70-90 110 110v50H0z" fill="#1f4f8f"/><path d="M0 214 70 168l80 46 80-60 90 60v26H0z" fill="#0c2244"/>
<circle cx="252" cy="58" r="26" fill="#f4c95d"/><rect x="54" y="58" width="180" height="112" rx="10" fill="#f6f8fb"/><rect x="54" y="58" width="180" height="30" rx="10" fill="#d9482b"/>
<text x="68" y="79" font-size="15" fill="#fff">${product.category}</text><text x="68" y="132" font-size="36" font-weight="700" fill="#12305c">${amount}</text><text x="172" y="132" font-size="16" fill="#12305c">元</text>
<text x="68" y="157" font-size="12" fill="#5b6b80">商品编号 ${product.id}</text></svg>`;
}

function merchantBox(merchant: Merchant): Html {
  const rows = facts([
    ['店铺', html`<b>${foreign(merchant.name)}</b>`],
    ['商家编号', merchant.id],
    ['好评率', '97.2%'],
    ['平均发货', '3 分钟'],
    ['保证金', '￥5,000.00'],
  ]);
  const links = html`<p><a href="/shop/${merchant.id}">进入店铺</a>　<a href="/shop/${merchant.id}/license">经营主体信息</a></p>`;
  return panel('店铺信息', html`${rows}${links}`);
}

/** The product page with the promise a late seller is held to. */
export function productPage(product: Product): ShopPage {
  const buy = html`<form class="buy" method="post" action="/buy"><input type="hidden" name="product" value="${product.id}">
<label>购买数量 <input name="quantity" type="number" min="1" max="9" value="1"></label><label>充值账号 <input name="account" value="lin_2086@example.com" maxlength="60"></label>
<button class="primary" id="buy">立即购买</button></form>`;
  const body = html`<section class="goods"><div class="goods-cover">${cover(product)}<p class="muted">商品编号：<b class="number">${product.id}</b></p></div>
<div class="goods-facts"><h1>${foreign(product.name)}</h1>
<div class="price-box"><span>优惠价</span><strong class="price">￥${yuan(product.priceCents)}</strong><del>面值 ￥${yuan(product.faceCents)}</del><span class="sold">累计售出 ${product.sold.toLocaleString('en-US')}　库存 充足</span></div>
<p class="promise"><b>发货承诺</b><span id="promise">${foreign(product.promise)}</span></p>
${facts([
  ['商品规格', foreign(product.option)],
  ['发货方式', '自动发货（电子卡密）'],
  ['所属店铺', foreign(product.merchant.name)],
  ['服务保障', '平台担保 · 超时赔付 · 假一赔三'],
])}${buy}</div>${merchantBox(product.merchant)}</section>
<div class="halves">${panel('商品描述', html`<ul>${product.details.map((line) => html`<li>${line}</li>`)}</ul>`)}${panel('售后说明', html`<ol>${product.afterSales.map((line) => html`<li>${line}</li>`)}</ol>`)}</div>
${panel('买家评价', html`<table class="grid"><tr><th>买家</th><th>时间</th><th>评价</th></tr>${REVIEWS.map(([who, when, text]) => html`<tr><td>${who}</td><td class="number">${when}</td><td>${text}</td></tr>`)}</table>`)}`;
  return {
    title: product.name,
    trail: [product.category, product.name],
    status: `在售 · 商品编号 ${product.id}`,
    body,
  };
}

/** The first page: everything on sale. */
export function homePage(): ShopPage {
  const rows = PRODUCTS.map(
    (product) =>
      html`<tr><td class="number">${product.id}</td><td><a href="/goods/${product.id}">${foreign(product.name)}</a></td><td>${foreign(product.merchant.name)}</td><td>${foreign(product.promise)}</td><td class="price">￥${yuan(product.priceCents)}</td><td><a class="button" href="/goods/${product.id}">购买</a></td></tr>`,
  );
  const body = panel(
    '热销商品',
    html`<table class="grid"><tr><th>编号</th><th>商品名称</th><th>店铺</th><th>发货承诺</th><th>单价</th><th>操作</th></tr>${rows}</table>`,
  );
  return { title: '首页', trail: [], status: `在售商品 ${PRODUCTS.length} 件`, body };
}
