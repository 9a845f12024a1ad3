import type { Item, Provenance } from '../../core/evidence/index.ts';
import type { Order } from '../../core/orders/index.ts';
import { fakeItem, fakeOrder } from './fake-evidence.ts';
import { fakeMediaItems } from './fake-media-items.ts';
import type { Scenario } from './scenario.ts';

/** What lies in the fake locker of a scenario. */
export interface FakeContents {
  readonly orders: Order[];
  readonly items: Item[];
}

const HOSTILE = '\u202egpj.exe\u202c\u0000\u200b<img src=x onerror=alert(1)>\u2066';
const kinds = ['E01', 'E02', 'E03', 'E05', 'E04', null, 'E07', null];

/** Orders and items of a scenario, the same every time. */
export function fakeContents(name: Scenario['name']): FakeContents {
  if (name === 'empty' || name === 'first-run') return { orders: [], items: [] };
  const orders = fakeOrderList();
  const [first] = orders;
  if (first === undefined) return { orders, items: [] };
  if (name === 'media') return { orders, items: fakeMediaItems(first.id) };
  const count = name === 'big' ? 5000 : 26;
  const items = Array.from({ length: count }, (_, index) =>
    fakeItem(index, first.id, kinds[index % kinds.length] ?? null),
  );
  const inbox = Array.from({ length: 9 }, (_, index) => fakeItem(count + index, null, null));
  return name === 'hostile' ? hostileContents(orders) : { orders, items: [...items, ...inbox] };
}

function fakeOrderList(): Order[] {
  return [
    fakeOrder(1, {}),
    fakeOrder(2, {
      platform: '闲鱼',
      merchant: '小熊游戏铺',
      number: '3310927745218804512',
      product: '原神 55 级账号 官服 带邮箱 包找回赔付',
      category: 'account',
      amountFen: 132_000,
      paymentChannel: 'wechat-pay',
      status: 'complained',
    }),
    fakeOrder(3, {
      platform: '淘宝',
      merchant: '正版软件授权店',
      number: '1938400271655512094',
      product: '办公套件 2026 家庭版 永久激活码 单台设备 电子发货 不支持退换 官方正版可在线验证',
      category: 'activation-code',
      amountFen: 29_900,
      status: 'defective',
    }),
    fakeOrder(4, {
      platform: '拼多多',
      merchant: '会员直充小站',
      number: '261123-584130977260512',
      product: '视频会员年卡',
      category: 'membership',
      amountFen: 12_800,
      promiseMinutes: null,
      promiseText: '下单后 24 小时内到账',
      status: 'refunded',
    }),
    fakeOrder(
      5,
      { merchant: '老订单的店', product: '手游代充 648 元', category: 'top-up', status: 'closed' },
      true,
    ),
  ];
}

function withHostileNames(provenance: Provenance): Provenance {
  const window = { title: HOSTILE, application: HOSTILE };
  switch (provenance.source) {
    case 'import':
      return { ...provenance, import: { ...provenance.import, fileName: HOSTILE } };
    case 'capture':
      return { ...provenance, capture: { ...provenance.capture, window } };
    case 'recording':
      return {
        ...provenance,
        recording: { ...provenance.recording, source: { ...provenance.recording.source, window } },
      };
    case 'derivative':
    case 'environment-check':
      return provenance;
  }
}

function hostileContents(orders: readonly Order[]): FakeContents {
  const [first] = orders;
  if (first === undefined) return { orders: [], items: [] };
  const order = {
    ...first,
    facts: { ...first.facts, merchant: HOSTILE, product: HOSTILE, number: HOSTILE, notes: HOSTILE },
  };
  const items = Array.from({ length: 14 }, (_, index) => {
    const item = fakeItem(index, order.id, null);
    const { provenance } = item;
    return { ...item, note: HOSTILE, provenance: withHostileNames(provenance) };
  });
  return { orders: [order, ...orders.slice(1)], items };
}
