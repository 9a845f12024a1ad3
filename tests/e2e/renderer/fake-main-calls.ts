import type { Page } from 'playwright-core';

interface FakeMainWindow {
  readonly fakeMain: {
    readonly world: { readonly calls: readonly { readonly name: string; readonly input: unknown }[] };
    seal(): { readonly id: string };
    readonly proof: { stampAll(): unknown };
  };
}

/** Inputs of every call of an operation, such as `orders.add`, oldest first. */
export function callsOf(page: Page, name: string): Promise<unknown[]> {
  return page.evaluate((wanted) => {
    const { calls } = (window as unknown as FakeMainWindow).fakeMain.world;
    return calls.filter((call) => call.name === wanted).map((call) => call.input);
  }, name);
}

/** Lets the fake main process seal an item, as a hotkey does; its id. */
export function sealItem(page: Page): Promise<string> {
  return page.evaluate(() => (window as unknown as FakeMainWindow).fakeMain.seal().id);
}

/** Lets every authority that is on answer, as if the network were back. */
export function stampAll(page: Page): Promise<void> {
  return page.evaluate(() => {
    (window as unknown as FakeMainWindow).fakeMain.proof.stampAll();
  });
}
