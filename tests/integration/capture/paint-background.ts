import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';

/** What is used of the `x11` package, which carries no types. */
interface XPainter {
  AllocID(): number;
  CreatePixmap(pixmap: number, drawable: number, depth: number, width: number, height: number): void;
  CreateGC(context: number, drawable: number, values: object): void;
  PutImage(
    format: number,
    drawable: number,
    context: number,
    width: number,
    height: number,
    x: number,
    y: number,
    leftPad: number,
    depth: number,
    data: Buffer,
  ): void;
  ChangeWindowAttributes(window: number, values: { readonly backgroundPixmap: number }): void;
  ClearArea(window: number, x: number, y: number, width: number, height: number, exposures: number): void;
  close(done?: () => void): void;
}
interface XServer {
  readonly client: XPainter;
  readonly screen: readonly { readonly root: number; readonly root_depth: number }[];
}
interface XModule {
  createClient(options: { readonly display: string }, ready: (error: unknown, server: XServer) => void): void;
}

const TILE_WIDTH = 251;
const TILE_HEIGHT = 127;
const Z_PIXMAP = 2;

/** Fills the screen's background with noise that depends on `seed` alone: no two neighbouring pixels are alike. */
export async function paintBackground(display: string, seed: number): Promise<void> {
  const x11 = createRequire(import.meta.url)('x11') as XModule;
  const server = await new Promise<XServer>((resolve, reject) => {
    x11.createClient({ display }, (error, ready) => (error ? reject(error) : resolve(ready)));
  });
  const { client } = server;
  const screen = server.screen[0];
  if (screen === undefined) throw new Error('the server has no screen');
  const { root, root_depth: depth } = screen;
  const pixmap = client.AllocID();
  const context = client.AllocID();
  client.CreatePixmap(pixmap, root, depth, TILE_WIDTH, TILE_HEIGHT);
  client.CreateGC(context, pixmap, {});
  client.PutImage(Z_PIXMAP, pixmap, context, TILE_WIDTH, TILE_HEIGHT, 0, 0, 0, depth, noise(seed));
  client.ChangeWindowAttributes(root, { backgroundPixmap: pixmap });
  client.ClearArea(root, 0, 0, 0, 0, 0);
  await delay(100);
  client.close();
  await delay(100);
}

/** Blue, green, red and a byte of padding a pixel, from a linear congruential generator. */
function noise(seed: number): Buffer {
  const pixels = Buffer.alloc(TILE_WIDTH * TILE_HEIGHT * 4);
  let state = seed;
  for (let at = 0; at < pixels.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels.writeUInt32LE(state & 0xffffff, at);
  }
  return pixels;
}
