import { type Merchant, PRODUCTS, yuan } from '../catalog.ts';
import { chinaTime } from '../clock.ts';
import { foreign, html } from '../html.ts';
import { facts, panel, type ShopPage } from '../layout.ts';
import { BUYER } from '../orders.ts';

/** A shop that is open, with what it sells. */
export function merchantPage(merchant: Merchant): ShopPage {
  const goods = PRODUCTS.filter((product) => product.merchant.id === merchant.id);
  const rows = goods.map(
    (product) =>
      html`<tr><td class="number">${product.id}</td><td><a href="/goods/${product.id}">${foreign(product.name)}</a></td><td class="price">￥${yuan(product.priceCents)}</td></tr>`,
  );
  const body = html`${panel(
    '店铺',
    facts([
      ['店铺名称', foreign(merchant.name)],
      ['商家编号', merchant.id],
      ['在线客服', foreign(merchant.clerk)],
      ['经营主体', html`<a href="/shop/${merchant.id}/license">查看公示信息</a>`],
    ]),
  )}${panel('在售商品', html`<table class="grid">${rows}</table>`)}`;
  return { title: merchant.name, trail: ['店铺', merchant.name], status: '店铺营业中', body };
}

/** The same shop after the merchant ran away. */
export function closedShopPage(merchant: Merchant, now: number): ShopPage {
  const body = html`<section class="closed"><strong>该店铺已关闭</strong><p>店铺「${foreign(merchant.name)}」（商家编号 ${merchant.id}）已停止营业，商品已全部下架，暂时无法访问。</p>
<p>错误代码 SHOP-410　访问时间 <span class="number">${chinaTime(now)}</span></p><p><a class="button" href="/">返回首页</a><a class="button" href="/rules">联系平台客服</a></p></section>`;
  return { title: '店铺已关闭', trail: ['店铺', merchant.name], status: '店铺已关闭，无法访问', body };
}

/** Who trades here by law, or the page of a merchant who does not say. */
export function licensePage(merchant: Merchant): ShopPage {
  const { license } = merchant;
  const published = license
    ? html`<div class="license"><h1>营业执照</h1>${facts([
        ['统一社会信用代码', html`<b class="number" id="credit-code">${license.creditCode}</b>`],
        ['名称', license.company],
        ['类型', '有限责任公司'],
        ['法定代表人', license.representative],
        ['住所', license.address],
        ['联系电话', html`<span class="number">${license.phone}</span>`],
        ['网站备案', license.icp],
        ['登记机关', '示例市高新区市场监督管理局'],
      ])}</div>`
    : html`<section class="closed"><strong>该商家未公示经营主体信息</strong><p>未查询到营业执照或自我声明。</p></section>`;
  const body = panel(html`「${foreign(merchant.name)}」经营主体信息公示`, published);
  return {
    title: '经营主体信息',
    trail: ['店铺', merchant.name, '经营主体信息'],
    status: license ? '已公示' : '未公示',
    body,
  };
}

const RULES: readonly string[] = [
  '第一条　本规则适用于在星河卡盟购买点卡、账号、激活码等数字商品的买家与入驻商家。',
  '第二条　商家应在商品页明确发货时限。付款后超过承诺时限未发货的，买家可取消订单，平台在 24 小时内全额退款。',
  '第三条　超时赔付：商家标注「超时赔付」而未按时发货的，按实付金额的 10% 另行赔付，不足 1 元的按 1 元计。',
  '第四条　卡密无效、账号与描述不符的，买家在确认收货前可申请退款，商家应在 24 小时内答复。',
  '第五条　商家关闭店铺或连续 48 小时无应答的，由平台先行垫付退款。',
  '第六条　请勿离开平台沟通或付款。平台外的交易不在保障范围内。',
  '第七条　平台收到投诉后 48 小时内给出处理结果；买家对结果不服的，可向市场监管部门投诉。',
];

/** The platform's own promises, with numbered articles and an edition. */
export function rulesPage(): ShopPage {
  const body = panel(
    '星河卡盟《消费者保障计划》',
    html`<p class="muted">版本：2026 年 7 月版（V3.2）　发布日期：2026-07-01　生效日期：2026-07-08</p><div class="rules">${RULES.map((rule) => html`<p>${rule}</p>`)}</div>`,
  );
  return { title: '消费者保障计划', trail: ['规则中心', '消费者保障计划'], status: '现行有效 · V3.2', body };
}

/** Whose account the orders belong to. */
export function buyerPage(): ShopPage {
  const body = panel(
    '个人中心',
    facts(
      [
        ['账号昵称', html`<b>${BUYER.name}</b>`],
        ['用户编号', html`<span class="number">${BUYER.id}</span>`],
        ['绑定手机', html`<span class="number">${BUYER.phone}</span>`],
        ['实名状态', '已实名（*林）'],
        ['注册时间', html`<span class="number">2023-04-18 20:31:09</span>`],
        ['账户余额', '￥0.00'],
      ],
      2,
    ),
  );
  return { title: '个人中心', trail: ['个人中心'], status: '已登录', body };
}

/** What a wrong address gets. */
export function notFoundPage(): ShopPage {
  const body = html`<section class="closed"><strong>页面不存在</strong><p>您访问的页面不存在或已被删除。</p><p><a class="button" href="/">返回首页</a></p></section>`;
  return { title: '页面不存在', trail: ['错误'], status: '404', body };
}
