import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import {
  HOSTILE_NAME,
  type SampleShop,
  type SampleShopOptions,
  SKINS,
  startSampleShop,
} from '../../../tools/sample-shop/index.ts';

const open: SampleShop[] = [];

async function start(options: SampleShopOptions = {}): Promise<SampleShop> {
  const shop = await startSampleShop(options);
  open.push(shop);
  return shop;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((shop) => shop.stop()));
});

async function page(address: string): Promise<string> {
  return (await fetch(address)).text();
}

async function post(address: string, form: Record<string, string>): Promise<Response> {
  return fetch(address, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
}

/** Text of the element with this id, as a reader of the page sees it. */
function textOf(markup: string, id: string): string {
  const found = new RegExp(`id="${id}"[^>]*>(.*?)</(?:b|time|span|strong)>`, 's').exec(markup)?.[1] ?? '';
  return found.replace(/<[^>]*>/g, '');
}

/** Buys the point card through the forms as a browser would, and answers the order number. */
async function buyPointCard(shop: SampleShop, method: 'alipay' | 'wechat'): Promise<string> {
  const bought = await post(`${shop.url}/buy`, { product: '10023', quantity: '1', account: 'lin_2086' });
  expect(bought.status).toBe(303);
  const number = /^\/checkout\/(\d{20})$/.exec(bought.headers.get('location') ?? '')?.[1] ?? '';
  const checkout = await page(`${shop.url}/checkout/${number}`);
  expect(checkout).toContain('￥98.50');
  expect(textOf(checkout, 'status')).toBe('待付款');
  const paid = await post(`${shop.url}/pay/${number}`, { method });
  expect(paid.headers.get('location')).toBe(`/order/${number}`);
  return number;
}

describe('buying', () => {
  it('goes from the product by way of the checkout to an order that is never delivered', async () => {
    const shop = await start();
    const product = await page(shop.pages.product);
    expect(textOf(product, 'promise')).toBe('付款后 10 分钟内自动发货，超时赔付');
    const number = await buyPointCard(shop, 'wechat');

    const fresh = await page(`${shop.url}/order/${number}`);
    for (const shown of [
      number,
      '星辰大陆 点卡 100 元',
      '￥98.50',
      '2026-11-21 14:44:39',
      '2026-11-21 14:45:02',
      '星辰点卡专营店',
    ]) {
      expect(fresh).toContain(shown);
    }
    shop.advance(3 * 86_400);
    const late = await page(`${shop.url}/order/${number}`);
    expect(textOf(late, 'status')).toBe('未发货（等待商家发货）');
    expect(textOf(late, 'page-time')).toBe('2026-11-24 14:45:02');
  });

  it('prints transaction numbers in the form the payment services use, the same on order, receipt and bill', async () => {
    const shop = await start();
    for (const [method, form] of [
      ['wechat', /^4200\d{6}20261121\d{10}$/],
      ['alipay', /^20261121\d{20}$/],
    ] as const) {
      const number = await buyPointCard(shop, method);
      const receipt = await page(`${shop.url}/receipt/${number}`);
      const transaction = textOf(receipt, 'transaction');
      expect(transaction).toMatch(form);
      expect(textOf(receipt, 'merchant-number')).toMatch(/^[0-9A-Za-z_\-*]{6,32}$/);
      expect(await page(`${shop.url}/order/${number}`)).toContain(transaction);
      expect(await page(shop.pages.bill)).toContain(transaction);
    }
  });

  it('takes the money once when the form is sent twice', async () => {
    const shop = await start();
    const number = await buyPointCard(shop, 'alipay');
    await post(`${shop.url}/pay/${number}`, { method: 'wechat' });
    expect((await page(shop.pages.bill)).split(`XHKM${number}`)).toHaveLength(2);
  });

  it('answers a buyer who asks for delivery with an excuse, each with date and time', async () => {
    const shop = await start();
    const number = await buyPointCard(shop, 'alipay');
    await post(`${shop.url}/chat/${number}`, { text: '请发货' });
    const chat = await page(`${shop.url}/chat/${number}`);
    expect(chat).toContain('请发货');
    expect(chat).toContain('请耐心等待');
    expect(chat).toContain('2026-11-21 14:45:50');
  });

  it('refuses what no form of the shop sends', async () => {
    const shop = await start();
    const answers = await Promise.all([
      post(`${shop.url}/buy`, { product: '10023', quantity: '1e9' }),
      post(`${shop.url}/buy`, { product: 'none' }),
      post(`${shop.url}/pay/${shop.orders.undelivered}`, { method: 'cash' }),
      post(`${shop.url}/chat/0`, { text: 'x' }),
      post(`${shop.url}/chat/${shop.orders.undelivered}`, { text: 'x'.repeat(9000) }),
      fetch(`${shop.url}/`, { method: 'DELETE' }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 413, 405]);
  });
});

describe('pages', () => {
  it('are the same bytes for the same visits, whatever the port and the machine zone', async () => {
    const visit = async (): Promise<string[]> => {
      const shop = await start();
      const number = await buyPointCard(shop, 'alipay');
      await post(`${shop.url}/chat/${number}`, { text: '催一下' });
      return Promise.all([...Object.values(shop.pages), `${shop.url}/chat/${number}`].map(page));
    };
    const zone = process.env.TZ;
    const first = await visit();
    process.env.TZ = 'America/New_York';
    try {
      expect(await visit()).toEqual(first);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('carry a status line with the page time, and the order number where there is an order', async () => {
    const shop = await start();
    for (const address of Object.values(shop.pages)) {
      const markup = await page(address);
      expect(markup, address).toMatch(/<p class="status-line" role="status">/);
      expect(textOf(markup, 'page-time'), address).toBe('2026-11-21 14:44:30');
      const number = Object.values(shop.orders).find((order) => address.includes(order));
      if (number !== undefined) expect(textOf(markup, 'order-number'), address).toBe(number);
      expect(markup, address).toContain('演示样张');
    }
  });

  it('show the hostile texts as text', async () => {
    const shop = await start();
    for (const address of [
      shop.pages.hostileProduct,
      shop.pages.hostileOrder,
      shop.pages.hostileChat,
      shop.pages.home,
    ]) {
      const markup = await page(address);
      expect(markup, address).not.toMatch(/<(script|img|i>𠮷)/);
      expect(markup.match(/<\/title>/g), address).toHaveLength(1);
      expect(markup, address).toContain('&lt;script&gt;document.title=&quot;hacked&quot;&lt;/script&gt;');
      expect(markup, address).toContain(HOSTILE_NAME.slice(0, 40));
    }
  });

  it('show a message of the buyer as text', async () => {
    const shop = await start();
    await post(shop.pages.chat, { text: '<script>alert(1)</script>"' });
    expect(await page(shop.pages.chat)).toContain('<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&quot;</bdi>');
  });

  it('load nothing from elsewhere and run nothing', async () => {
    for (const skin of SKINS) {
      const shop = await start({ skin });
      const answer = await fetch(shop.pages.product);
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
      const markup = await answer.text();
      expect(markup).toContain(`class="skin-${skin}"`);
      const resources = [...markup.matchAll(/<link [^>]*href="([^"]+)"/g)].map((match) => match[1] ?? '');
      for (const resource of resources) {
        expect(resource).toMatch(/^\/[a-z]/);
        const body = await fetch(shop.url + resource);
        expect(body.status).toBe(200);
        expect(await body.text()).not.toMatch(/url\(|@import|animation|transition/);
      }
    }
  });
});

/** The status of a request whose headers `fetch` would not let us forge. */
function statusWith(shop: SampleShop, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${shop.url}/`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once('error', reject);
    sent.end();
  });
}

describe('the shop stays on this machine', () => {
  it('refuses foreign hosts and foreign pages', async () => {
    const shop = await start();
    const { host } = new URL(shop.url);
    expect(await statusWith(shop, { host: 'evil.example' })).toBe(403);
    expect(await statusWith(shop, { host: '127.0.0.1:1' })).toBe(403);
    expect(await statusWith(shop, { host, origin: 'http://evil.example' })).toBe(403);
    expect(await statusWith(shop, { host, origin: 'null' })).toBe(403);
    expect(await statusWith(shop, { host, origin: shop.url })).toBe(200);
    expect(await statusWith(shop, { host: host.replace('127.0.0.1', 'localhost') })).toBe(200);
  });

  it('is not to be reached by the machine’s other addresses', async () => {
    const shop = await start();
    const { port } = new URL(shop.url);
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address?.family === 'IPv4' && !address.internal);
    for (const address of others) {
      await expect(fetch(`http://${address?.address}:${port}/`)).rejects.toThrow();
    }
    await expect(fetch(`http://[::1]:${port}/`)).rejects.toThrow();
  });
});
