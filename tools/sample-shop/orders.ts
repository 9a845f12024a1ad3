import { PRODUCTS, type Product, yuan } from './catalog.ts';
import { chinaTime, type ShopClock } from './clock.ts';
import { alipayTrade, cardKey, merchantNumber, orderNumber, wechatTransaction } from './numbers.ts';

/** How the buyer pays. */
export type PaymentMethod = 'alipay' | 'wechat';

/** Money taken once. An honest order has one charge; the double-charged sample has two. */
export interface Charge {
  readonly transaction: string;
  readonly merchantNumber: string;
  readonly at: number;
  readonly cents: number;
}

/** One line of the chat between buyer and shop. */
export interface Message {
  readonly from: 'buyer' | 'merchant' | 'system';
  readonly at: number;
  readonly text: string;
}

/** One purchase. Its status follows from the product and the payment and is never stored. */
export interface Order {
  readonly number: string;
  readonly product: Product;
  readonly quantity: number;
  readonly account: string;
  readonly placedAt: number;
  readonly key: { readonly card: string; readonly secret: string };
  method: PaymentMethod;
  charges: Charge[];
  messages: Message[];
}

/** The orders of one running shop, kept in memory only. */
export interface OrderBook {
  place(purchase: { product: Product; quantity: number; account: string }): Order;
  pay(order: Order, method: PaymentMethod): void;
  say(order: Order, text: string): void;
  find(number: string): Order | undefined;
  all(): readonly Order[];
}

/** The buyer all sample pages belong to. */
export const BUYER = { name: 'lin_2086', phone: '138****5926', id: '50018832' } as const;

// In the order the shop gives them; the fourth is the trap of moving the talk off the platform.
const EVASIONS = [
  '亲，您的消息已收到，目前订单高峰期，请耐心等待哦~',
  '系统正在排队处理，马上就好，不要一直催。',
  '上游缺货了，等补货会自动发的，具体时间不清楚。',
  '虚拟商品一经售出概不退换。要退款加微信处理，平台上退不了。',
  '已经反馈技术了，请耐心等待。',
] as const;

const minutes = (count: number): number => count * 60_000;

/** What buyer and shop wrote while nothing came: the waiting buyer's case, ready to be photographed. */
function waitingTalk(order: Order, paidAt: number): Message[] {
  const total = yuan(order.product.priceCents * order.quantity);
  const line = (from: Message['from'], at: number, text: string): Message => ({
    from,
    at: paidAt + at,
    text,
  });
  return [
    line('buyer', minutes(12), `订单 ${order.number} 付款已经超过 10 分钟，还没有收到卡密，请尽快发货。`),
    line('merchant', minutes(12) + 37_000, EVASIONS[0]),
    line('buyer', minutes(21), '商品页写的是「付款后 10 分钟内自动发货，超时赔付」，到底什么时候发？'),
    line('merchant', minutes(23) + 8_000, EVASIONS[1]),
    line(
      'buyer',
      minutes(33),
      `已经超时 20 多分钟。请在 5 分钟内发货，否则请取消订单并全额退款 ${total} 元。`,
    ),
    line('merchant', minutes(36) + 21_000, EVASIONS[3]),
    line('buyer', minutes(38), '我只在平台内沟通，不加微信。请直接发货或者退款。'),
  ];
}

/** What buyer and shop wrote about a delivery that does not work. */
function defectTalk(order: Order, paidAt: number): Message[] {
  const complaint =
    order.product.delivers === 'account'
      ? `订单 ${order.number}：您宣传的账号为 90 级战士，实际登录为 50 级法师，与描述不符，请退款。`
      : `订单 ${order.number}：卡密激活失败，官网提示错误代码 E-4107（该卡密已被使用），请换货或退款。`;
  return [
    { from: 'buyer', at: paidAt + minutes(9), text: complaint },
    { from: 'merchant', at: paidAt + minutes(11), text: '我们发出去都是好的，已激活不支持退换。' },
    { from: 'buyer', at: paidAt + minutes(14), text: '我没有激活成功，截图已发，请核实并全额退款。' },
    { from: 'merchant', at: paidAt + minutes(20), text: '不清楚，您自己操作的问题，不退。' },
  ];
}

/** Opens an empty order book. The same seed, clock and purchases give the same numbers, times and texts. */
export function createOrderBook(clock: ShopClock, seed: string): OrderBook {
  const orders = new Map<string, Order>();
  const charge = (order: Order, method: PaymentMethod, at: number): Charge => {
    const key = `${seed}/${order.number}/${order.charges.length}`;
    return {
      transaction: method === 'wechat' ? wechatTransaction(key, at) : alipayTrade(key, at),
      merchantNumber: merchantNumber(order.number),
      at,
      cents: order.product.priceCents * order.quantity,
    };
  };
  return {
    place({ product, quantity, account }) {
      clock.step(9);
      const placedAt = clock.now();
      const number = orderNumber(`${seed}/${orders.size}`, placedAt);
      const key = cardKey(`${seed}/${number}`);
      const order: Order = {
        number,
        product,
        quantity,
        account,
        placedAt,
        key,
        method: 'alipay',
        charges: [],
        messages: [],
      };
      orders.set(number, order);
      return order;
    },
    pay(order, method) {
      // A second click on 付款 must not pay twice; the double charge is a sample of its own.
      if (order.charges.length > 0) return;
      clock.step(23);
      order.method = method;
      order.charges.push(charge(order, method, clock.now()));
      const greeting = `您好，订单 ${order.number} 已付款成功，${order.product.promise}。`;
      const talk = order.product.delivers === 'never' ? waitingTalk : defectTalk;
      order.messages.push({ from: 'system', at: clock.now(), text: greeting }, ...talk(order, clock.now()));
    },
    say(order, text) {
      const nth = order.messages.filter(
        (message) => message.from === 'buyer' && message.at <= clock.now(),
      ).length;
      // What the script would say later is dropped: once the buyer writes, the talk is theirs.
      order.messages = order.messages.filter((message) => message.at <= clock.now());
      order.messages.push({ from: 'buyer', at: clock.now(), text });
      clock.step(48);
      order.messages.push({
        from: 'merchant',
        at: clock.now(),
        text: EVASIONS[nth % EVASIONS.length] ?? EVASIONS[0],
      });
    },
    find: (number) => orders.get(number),
    all: () => [...orders.values()],
  };
}

/** The orders every shop starts with, one for each thing that goes wrong. */
export interface SampleOrders {
  readonly undelivered: Order;
  readonly undeliveredWechat: Order;
  readonly badKey: Order;
  readonly badAccount: Order;
  readonly chargedTwice: Order;
  readonly hostile: Order;
}

/** Places and pays the sample orders so that the clock ends at the time it had, long after they were paid. */
export function placeSampleOrders(book: OrderBook, clock: ShopClock): SampleOrders {
  const [pointCard, activation, account, hostile] = PRODUCTS;
  if (!pointCard || !activation || !account || !hostile)
    throw new Error('the catalog must hold the four sample products');
  const buy = (product: Product, agoMinutes: number, method: PaymentMethod): Order => {
    clock.advance(-agoMinutes * 60);
    const order = book.place({ product, quantity: 1, account: 'lin_2086@example.com' });
    clock.advance(14);
    book.pay(order, method);
    return order;
  };
  const startedAt = clock.now();
  const at = <T>(make: () => T): T => {
    const made = make();
    clock.advance((startedAt - clock.now()) / 1000);
    return made;
  };
  const chargedTwice = at(() => buy(pointCard, 205, 'alipay'));
  const first = chargedTwice.charges[0];
  if (first) {
    const again = first.at + 4000;
    const transaction = alipayTrade(`${chargedTwice.number}/again`, again);
    chargedTwice.charges.push({ ...first, transaction, at: again });
  }
  return {
    chargedTwice,
    badAccount: at(() => buy(account, 160, 'wechat')),
    badKey: at(() => buy(activation, 95, 'alipay')),
    hostile: at(() => buy(hostile, 47, 'wechat')),
    undeliveredWechat: at(() => buy(pointCard, 44, 'wechat')),
    undelivered: at(() => buy(pointCard, 42, 'alipay')),
  };
}

/** The words the order page shows for where the order stands. */
export function statusOf(order: Order): string {
  if (order.charges.length === 0) return '待付款';
  return order.product.delivers === 'never' ? '未发货（等待商家发货）' : '已发货（待确认收货）';
}

/** Time of payment as printed, or a dash where nothing was paid. */
export function paidTime(order: Order): string {
  const charge = order.charges[0];
  return charge ? chinaTime(charge.at) : '—';
}
