import { findProduct, type Merchant, PRODUCTS } from './catalog.ts';
import type { Html } from './html.ts';
import { outsidePage, type ShopPage, shopPage } from './layout.ts';
import type { Order } from './orders.ts';
import { accountPage, activationPage, deliveryPage } from './pages/delivery.ts';
import { homePage, productPage } from './pages/goods.ts';
import { chatPage, checkoutPage, orderPage, ordersPage } from './pages/order.ts';
import { billPage, receiptPage } from './pages/payment.ts';
import {
  buyerPage,
  closedShopPage,
  licensePage,
  merchantPage,
  notFoundPage,
  rulesPage,
} from './pages/platform.ts';
import type { Shop } from './server.ts';

/** What the shop answers: a page, or the way to one after a form was accepted. */
export type Reply =
  | { readonly kind: 'page'; readonly status: number; readonly page: Html }
  | { readonly kind: 'redirect'; readonly location: string };

function findMerchant(id: string): Merchant | undefined {
  return PRODUCTS.find((product) => product.merchant.id === id)?.merchant;
}

function ownPage(shop: Shop, page: ShopPage, status = 200): Reply {
  return { kind: 'page', status, page: shopPage(shop.skin, page, shop.clock.now()) };
}

function foreignPage(page: Html): Reply {
  return { kind: 'page', status: 200, page };
}

function goTo(location: string): Reply {
  return { kind: 'redirect', location };
}

/** Pages about one paid order, by the first part of their path. */
function paidOrderPage(shop: Shop, section: string, order: Order): Reply | null {
  const now = shop.clock.now();
  const { delivers } = order.product;
  if (section === 'order') return ownPage(shop, orderPage(order, now));
  if (section === 'chat') return ownPage(shop, chatPage(order, now));
  if (section === 'receipt') return foreignPage(outsidePage(order.method, receiptPage(order), now));
  if (section === 'delivery' && delivers === 'card-key') return ownPage(shop, deliveryPage(order));
  if (section === 'account' && delivers === 'account')
    return foreignPage(outsidePage('issuer', accountPage(order, now), now));
  return null;
}

function orderReply(shop: Shop, section: string, order: Order): Reply | null {
  const paid = order.charges.length > 0;
  if (section === 'checkout')
    return paid ? goTo(`/order/${order.number}`) : ownPage(shop, checkoutPage(order));
  return paid ? paidOrderPage(shop, section, order) : goTo(`/checkout/${order.number}`);
}

function merchantReply(shop: Shop, merchant: Merchant, part: string | undefined): Reply | null {
  if (part === undefined) return ownPage(shop, merchantPage(merchant));
  if (part === 'license') return ownPage(shop, licensePage(merchant));
  if (part === 'closed') return ownPage(shop, closedShopPage(merchant, shop.clock.now()), 410);
  return null;
}

function activation(shop: Shop, number: string, tried: boolean): Reply | null {
  const order = shop.book.find(number);
  if (order?.product.delivers !== 'card-key') return null;
  const now = shop.clock.now();
  return foreignPage(outsidePage('issuer', activationPage(order, tried, now), now));
}

function show(shop: Shop, url: URL): Reply | null {
  const [section = '', id = '', part] = url.pathname.slice(1).split('/');
  if (section === '') return ownPage(shop, homePage());
  if (section === 'orders') return ownPage(shop, ordersPage(shop.book.all()));
  if (section === 'bill') return ownPage(shop, billPage(shop.book.all()));
  if (section === 'rules') return ownPage(shop, rulesPage());
  if (section === 'me') return ownPage(shop, buyerPage());
  if (section === 'issuer')
    return activation(shop, url.searchParams.get('order') ?? '', url.searchParams.has('failed'));
  const product = section === 'goods' ? findProduct(id) : undefined;
  if (product) return ownPage(shop, productPage(product));
  const merchant = section === 'shop' ? findMerchant(id) : undefined;
  if (merchant) return merchantReply(shop, merchant, part);
  const order = shop.book.find(id);
  return order ? orderReply(shop, section, order) : null;
}

function buy(shop: Shop, form: URLSearchParams): Reply | null {
  const product = findProduct(form.get('product') ?? '');
  const quantity = Number(form.get('quantity') ?? 1);
  if (!product || !Number.isInteger(quantity) || quantity < 1 || quantity > 9) return null;
  const account = (form.get('account') ?? '').slice(0, 60);
  return goTo(`/checkout/${shop.book.place({ product, quantity, account }).number}`);
}

function accept(shop: Shop, url: URL, form: URLSearchParams): Reply | null {
  const [section = '', id = ''] = url.pathname.slice(1).split('/');
  if (section === 'buy') return buy(shop, form);
  if (section === 'issuer') {
    const number = form.get('order') ?? '';
    shop.clock.step(6);
    return shop.book.find(number) ? goTo(`/issuer/activate?order=${number}&failed`) : null;
  }
  const order = shop.book.find(id);
  if (!order) return null;
  const method = form.get('method');
  if (section === 'pay' && (method === 'alipay' || method === 'wechat')) {
    shop.book.pay(order, method);
    return goTo(`/order/${order.number}`);
  }
  const text = (form.get('text') ?? '').trim().slice(0, 300);
  if (section === 'chat' && order.charges.length > 0 && text !== '') {
    shop.book.say(order, text);
    return goTo(`/chat/${order.number}`);
  }
  return null;
}

/** Answers a visit, or with `form` a sent form; what the shop does not know gets its 404 page. */
export function answer(shop: Shop, url: URL, form?: URLSearchParams): Reply {
  const reply = form ? accept(shop, url, form) : show(shop, url);
  return reply ?? ownPage(shop, notFoundPage(), 404);
}
