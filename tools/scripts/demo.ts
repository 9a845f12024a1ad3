import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findChromium } from '../electron-on-chromium/chromium/binary.ts';
import { startVirtualDisplay } from '../electron-on-chromium/virtual-display.ts';
import { startSampleShop } from '../sample-shop/index.ts';
import { openAppWindow } from './demo/app-window.ts';
import { openCommandLine } from './demo/command-line.ts';
import { type Desktop, openDesktop } from './demo/desktop.ts';
import { type DemoFolders, freshFolders } from './demo/folders.ts';
import { paintDesktop } from './demo/paint-desktop.ts';
import { openShopWindow, type ShopWindow } from './demo/shop-window.ts';
import { chooseRuntime } from './runtime.mjs';

// What `npm start` runs where there is no display: a buyer's whole case on a virtual one, from the first run of the app to
// a package that `sha256sum` accepts, in the real programs with real keys. What it makes lies in demo-output/.

const DESKTOP_COLOR = 0x4a6670;
const SCREEN = { width: 1920, height: 1080 };
// The app is never narrower than 1024 pixels.
const LEFT = { x: 0, y: 0, width: 880, height: 1040 };
const RIGHT = { x: 884, y: 0, width: 1030, height: 1040 };
const WAITED_MINUTES = 42;
const HOTKEY = 'ctrl+alt+1';
const RECORD_KEY = 'ctrl+alt+4';
const MARK_KEY = 'ctrl+alt+6';
const RECORDED_MS = 3000;
const START_PATIENCE_MS = 20_000;

interface Stage {
  readonly folders: DemoFolders;
  readonly env: Record<string, string>;
}

function step(text: string): void {
  console.log(`· ${text}`);
}

/** Opens shop and app side by side and plays the case. */
async function play({ folders, env }: Stage): Promise<void> {
  // Opened as long ago as the buyer will have waited, so that the pages end at the present time.
  const shop = await startSampleShop({ now: Date.now() - WAITED_MINUTES * 60_000, isClockRunning: true });
  const runtime = chooseRuntime({ mayDownload: false });
  await paintDesktop(env.DISPLAY ?? '', DESKTOP_COLOR);
  const desktop = openDesktop(env);
  const liuhen = openCommandLine(env);
  const closing: (() => Promise<void>)[] = [() => shop.stop()];
  let pictures = 0;
  const picture = (name: string) =>
    desktop.picture(join(folders.screenshots, `${String(++pictures).padStart(2, '0')}-${name}.png`));
  let sealed = 0;
  const capture = async (what: string) => {
    await desktop.activate('星河卡盟').catch(() => desktop.activate('支付'));
    await desktop.press(HOTKEY);
    await liuhen.waitForItems(++sealed);
    step(`${HOTKEY} → 已固定：${what}`);
    await picture(what);
  };
  try {
    step(`示例店铺 ${shop.url}；留痕运行在 ${runtime.title}`);
    const buyer = await openShopWindow(shop, findChromium(), env);
    closing.push(() => buyer.close());
    const app = await openAppWindow(runtime.executable, folders.userData, env);
    closing.push(() => app.close());
    await desktop.place('星河卡盟', LEFT);
    await desktop.place('留痕', RIGHT);
    await app.finishFirstRun(() => capture('商品页'));

    const purchase = await buyer.buy();
    step(`下单付款：订单 ${purchase.number}`);
    await app.addOrder(purchase);
    const { orders } = await liuhen.run<{ orders: { id: string }[] }>('order', 'list');
    const orderId = orders[0]?.id ?? '';
    await app.activateOrder(orderId);
    await app.assignInbox(orderId);
    step(`等了 ${WAITED_MINUTES} 分钟，没有发货`);
    shop.advance(WAITED_MINUTES * 60);

    for (const [path, what] of [
      ['order', '订单页'],
      ['chat', '聊天记录'],
      ['receipt', '付款凭证'],
    ] as const) {
      await buyer.open(`${shop.url}/${path}/${purchase.number}`);
      await capture(what);
    }
    await recordWaiting(desktop, buyer, `${shop.url}/order/${purchase.number}`, folders);
    await liuhen.waitForItems(++sealed);
    step(`${RECORD_KEY} → 已固定：录屏，一处标记`);
    await app.openOrder(purchase.number);
    const items = await liuhen.items();
    const kinds = ['E02', 'E01', 'E05', 'E03', 'E08'];
    for (const [index, item] of items.entries()) await app.label(item.id, kinds[index] ?? 'E04');
    await desktop.activate('留痕');
    await picture('证据已归类');
    await app.exportTo(folders.exported);
    await picture('已导出');
    step(`留痕校验：${await app.verify()}`);
    await picture('已校验');
  } catch (error) {
    await picture('没有成功').catch(() => {});
    throw error;
  } finally {
    for (const close of closing.reverse()) await close().catch((error: unknown) => console.error(error));
  }
}

/** Records the order page while it is loaded again and again shows no delivery. */
async function recordWaiting(
  desktop: Desktop,
  buyer: ShopWindow,
  orderPage: string,
  folders: DemoFolders,
): Promise<void> {
  await buyer.open(orderPage);
  await desktop.press(RECORD_KEY);
  await untilRecording(folders.locker);
  await delay(RECORDED_MS);
  await buyer.open(orderPage);
  await desktop.press(MARK_KEY);
  await delay(RECORDED_MS);
  await desktop.press(RECORD_KEY);
}

async function untilRecording(locker: string): Promise<void> {
  const recordings = join(locker, 'recording');
  const deadline = performance.now() + START_PATIENCE_MS;
  while (!existsSync(recordings) || readdirSync(recordings).length === 0) {
    if (performance.now() > deadline) throw new Error('热键之后没有开始录屏 nothing is being recorded');
    await delay(200);
  }
}

/** Checks locker and package once more without the window, and with nothing of ours. */
async function checkFromOutside({ folders, env }: Stage): Promise<void> {
  const liuhen = openCommandLine(env);
  const packages = execFileSync('find', [folders.exported, '-name', '*.zip'], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const [archive = ''] = packages;
  for (const target of [folders.locker, archive]) {
    const { verdict } = await liuhen.run<{ verdict: string }>('verify', target);
    step(`liuhen verify ${basename(target)}：${verdict}`);
    if (verdict === 'failed') throw new Error(`${target} 没有通过校验 did not verify`);
  }
  execFileSync('unzip', ['-q', archive, '-d', folders.unpacked]);
  const script =
    'cd "$(dirname "$(find . -name manifest-sha256.txt | head -n 1)")" && sha256sum -c --quiet manifest-sha256.txt';
  execFileSync('bash', ['-c', script], { cwd: folders.unpacked, stdio: 'inherit' });
  step('sha256sum -c：证据包里的每个文件都对得上');
}

async function main(): Promise<void> {
  const folders = freshFolders();
  const display = await startVirtualDisplay(SCREEN);
  // Without its display nothing that was started goes on living.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void display.stop().finally(() => process.exit(1)));
  }
  const env = {
    ...display.env,
    LIUHEN_LOCKER: folders.locker,
    LIUHEN_STATE: folders.state,
    // Off the machine's own settings, and where the buyer is.
    XDG_CONFIG_HOME: folders.userData,
    TZ: 'Asia/Shanghai',
  };
  try {
    await play({ folders, env });
    await checkFromOutside({ folders, env });
  } finally {
    await display.stop();
  }
  const place = (folder: string) => relative(process.cwd(), folder) || '.';
  console.log(
    `\n卷宗和证据包 dossier and package: ${place(folders.exported)}\n截图 screenshots: ${place(folders.screenshots)}`,
  );
}

try {
  await main();
} catch (error) {
  console.error(error);
  console.error(
    '演示没有走完；当时的画面在 the demo did not finish; what the screen showed: demo-output/screenshots',
  );
  // A program that did not close would otherwise keep this one waiting.
  process.exit(1);
}
