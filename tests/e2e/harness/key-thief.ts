import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import type { Screen } from './screen.ts';

/** What is used of the `x11` package here, which carries no types. */
interface XKeyboard {
  GrabKey(window: number, owner: number, modifiers: number, key: number, pointer: number, keys: number): void;
  on(event: 'error', listener: (error: Error) => void): void;
  close(): void;
}
interface XModule {
  createClient(
    options: { readonly display: string },
    ready: (
      error: unknown,
      server: { readonly client: XKeyboard; readonly screen: readonly { readonly root: number }[] },
    ) => void,
  ): void;
}

/** Modifier bits and key codes of the X server's own keyboard. */
export const CONTROL_ALT = 4 | 8;
export const KEY_1 = 10;

/** Takes a key for another program, as desktop tools do; the returned function gives it back. */
export async function takeKey(screen: Screen, modifiers: number, key: number): Promise<() => void> {
  const x11 = createRequire(import.meta.url)('x11') as XModule;
  const { client, root } = await new Promise<{ client: XKeyboard; root: number }>((resolve, reject) => {
    x11.createClient({ display: screen.env.DISPLAY ?? '' }, (error, server) => {
      const [first] = server.screen;
      if (error || first === undefined) reject(error);
      else resolve({ client: server.client, root: first.root });
    });
  });
  client.on('error', () => undefined);
  const asynchronous = 1;
  client.GrabKey(root, 0, modifiers, key, asynchronous, asynchronous);
  await delay(200);
  return () => client.close();
}
