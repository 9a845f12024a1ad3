import { createRequire } from 'node:module';

interface XPainter {
  ChangeWindowAttributes(window: number, values: { readonly backgroundPixel: number }): void;
  ClearArea(window: number, x: number, y: number, width: number, height: number, exposures: number): void;
  close(done: () => void): void;
}
interface XModule {
  createClient(
    options: { readonly display: string },
    ready: (
      error: unknown,
      server: { readonly client: XPainter; readonly screen: readonly { readonly root: number }[] },
    ) => void,
  ): void;
}

/** Gives the bare virtual desktop a colour (0xRRGGBB): half a picture of black looks like a fault on paper. */
export function paintDesktop(display: string, color: number): Promise<void> {
  const x11 = createRequire(import.meta.url)('x11') as XModule;
  return new Promise((resolve, reject) => {
    x11.createClient({ display }, (error, server) => {
      const root = server?.screen[0]?.root;
      if (error || root === undefined) {
        reject(new Error('the virtual display does not answer', { cause: error }));
        return;
      }
      server.client.ChangeWindowAttributes(root, { backgroundPixel: color });
      server.client.ClearArea(root, 0, 0, 0, 0, 0);
      server.client.close(resolve);
    });
  });
}
