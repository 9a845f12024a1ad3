/**
 * A small Chinese card shop that runs on this machine only: something to buy from, and be let down by, in tests,
 * the demo and screenshots. Deterministic: the same options and visits give the same bytes. It keeps nothing on
 * disk, reaches nothing outside, and every page says that it is a specimen.
 */
import { createFixedClock, createRunningClock } from './clock.ts';
import type { SkinName } from './layout.ts';
import { createOrderBook, placeSampleOrders, type SampleOrders } from './orders.ts';
import { createShopServer } from './server.ts';

export { HOSTILE_NAME } from './catalog.ts';
export { SKINS, type SkinName } from './layout.ts';

/** How a shop is to be; everything has a default. */
export interface SampleShopOptions {
  /** TCP port, 0 for any free one. */
  readonly port?: number;
  readonly skin?: SkinName;
  /** Epoch milliseconds at which the shop opens; by default one fixed afternoon. */
  readonly now?: number;
  /** Lets the clock run. Left out, time passes only by the buyer's own steps. */
  readonly isClockRunning?: boolean;
  /** Another seed gives other numbers. */
  readonly seed?: string;
}

/** Full addresses of the pages worth a picture; those of orders belong to the orders the shop opens with. */
export type SamplePages = Record<
  | 'home'
  | 'product'
  | 'hostileProduct'
  | 'order'
  | 'hostileOrder'
  | 'chat'
  | 'hostileChat'
  | 'alipayReceipt'
  | 'wechatReceipt'
  | 'cardKey'
  | 'activation'
  | 'activationFailed'
  | 'defectChat'
  | 'closedShop'
  | 'advertisedAccount'
  | 'account'
  | 'license'
  | 'noLicense'
  | 'rules'
  | 'bill'
  | 'orders'
  | 'buyer',
  string
>;

/** A shop that is open. */
export interface SampleShop {
  readonly url: string;
  readonly pages: SamplePages;
  /** Order numbers of the orders the shop opens with. */
  readonly orders: Record<keyof SampleOrders, string>;
  /** Lets the given seconds pass at once. */
  advance(seconds: number): void;
  stop(): Promise<void>;
}

/** 2026-11-21 14:44:30 in China: a Saturday afternoon, as good as any. */
export const DEFAULT_NOW = Date.UTC(2026, 10, 21, 6, 44, 30);

function pagesAt(url: string, orders: Record<keyof SampleOrders, string>): SamplePages {
  return {
    home: `${url}/`,
    product: `${url}/goods/10023`,
    hostileProduct: `${url}/goods/66666`,
    order: `${url}/order/${orders.undelivered}`,
    hostileOrder: `${url}/order/${orders.hostile}`,
    chat: `${url}/chat/${orders.undelivered}`,
    hostileChat: `${url}/chat/${orders.hostile}`,
    alipayReceipt: `${url}/receipt/${orders.undelivered}`,
    wechatReceipt: `${url}/receipt/${orders.undeliveredWechat}`,
    cardKey: `${url}/delivery/${orders.badKey}`,
    activation: `${url}/issuer/activate?order=${orders.badKey}`,
    activationFailed: `${url}/issuer/activate?order=${orders.badKey}&failed`,
    defectChat: `${url}/chat/${orders.badKey}`,
    closedShop: `${url}/shop/880977/closed`,
    advertisedAccount: `${url}/goods/20011`,
    account: `${url}/account/${orders.badAccount}`,
    license: `${url}/shop/880213/license`,
    noLicense: `${url}/shop/880977/license`,
    rules: `${url}/rules`,
    bill: `${url}/bill`,
    orders: `${url}/orders`,
    buyer: `${url}/me`,
  };
}

/** Opens a shop on 127.0.0.1. Rejects when the port is taken. */
export async function startSampleShop(options: SampleShopOptions = {}): Promise<SampleShop> {
  const makeClock = options.isClockRunning === true ? createRunningClock : createFixedClock;
  const clock = makeClock(options.now ?? DEFAULT_NOW);
  const book = createOrderBook(clock, options.seed ?? 'liuhen');
  const samples = placeSampleOrders(book, clock);
  const server = createShopServer({ skin: options.skin ?? 'classic', clock, book });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a TCP address');
  const url = `http://127.0.0.1:${address.port}`;
  const orders = {
    undelivered: samples.undelivered.number,
    undeliveredWechat: samples.undeliveredWechat.number,
    badKey: samples.badKey.number,
    badAccount: samples.badAccount.number,
    chargedTwice: samples.chargedTwice.number,
    hostile: samples.hostile.number,
  };
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, pages: pagesAt(url, orders), orders, advance: clock.advance, stop };
}
