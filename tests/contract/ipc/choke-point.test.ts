import { describe, expect, test } from 'vitest';
import { chokePointErrors, operationNames } from '../../../core/contract/index.ts';
import { exampleOf } from './examples.ts';
import { allOperations, chokePoint, frame } from './fakes.ts';

const CANARY = '卡密-CANARY-8842';
const listOrders = 'liuhen/v1/orders.list';

describe('the choke point', () => {
  test('registers exactly the operations of the contract', () => {
    expect(chokePoint().channels()).toEqual(
      operationNames().map(([feature, name]) => `liuhen/v1/${feature}.${name}`),
    );
  });

  test('logs one line a refusal, without what was sent (P32)', async () => {
    const point = chokePoint();
    await point.call(listOrders, point.windows.main, { search: CANARY });
    expect(point.log).toEqual([`ipc ${listOrders} refused INPUT_INVALID`]);
  });

  test('closes a window at the fifth refusal within a minute, and only that window', async () => {
    const point = chokePoint();
    const refuse = () => point.call(listOrders, point.windows.main, { wrong: true });
    for (let count = 0; count < 4; count += 1) await refuse();
    await point.call(listOrders, point.windows.toast, undefined);
    expect(point.state.closed).toEqual([]);
    await refuse();
    expect(point.state.closed).toEqual(['main']);
  });

  test('counts calls of a frame inside the window against the window', async () => {
    const point = chokePoint();
    const { main } = point.windows;
    for (let count = 0; count < 5; count += 1) {
      await point.call(listOrders, frame({ parent: main, top: main }), undefined);
    }
    expect(point.state.closed).toEqual(['main']);
  });

  test('forgets refusals after a minute', async () => {
    const point = chokePoint();
    for (let count = 0; count < 20; count += 1) {
      point.state.nowMs += 15_001;
      await point.call(listOrders, point.windows.main, { wrong: true });
    }
    expect(point.state.closed).toEqual([]);
  });

  test('ten thousand wrong calls run no handler and close the window once', async () => {
    const point = chokePoint();
    for (let count = 0; count < 10_000; count += 1) {
      await point.call(listOrders, point.windows.main, { search: 1 });
    }
    expect(point.state).toMatchObject({ handlerRuns: 0, closed: ['main'] });
  });

  test('answers OUTPUT_INVALID when a handler says what its schema refuses, and hides it', async () => {
    const point = chokePoint(() => ({ ok: true, value: { secret: CANARY } }));
    for (const { channel, operation } of allOperations()) {
      const answer = await point.call(
        channel,
        point.windows[operation.windows[0] ?? 'main'],
        exampleOf(operation.input),
      );
      expect(answer.error?.code).toBe('OUTPUT_INVALID');
    }
    expect(JSON.stringify(point.log)).not.toContain(CANARY);
  });

  test('answers OUTPUT_INVALID for a code that the operation does not declare', async () => {
    const point = chokePoint(() => ({ ok: false, error: { code: 'SOMETHING_ELSE', message: CANARY } }));
    const answer = await point.call('liuhen/v1/app.getState', point.windows.main, undefined);
    expect(answer.error?.code).toBe('OUTPUT_INVALID');
    expect(JSON.stringify([answer, point.log])).not.toContain(CANARY);
  });

  test('answers UNEXPECTED when a handler throws, without its message and stack', async () => {
    const point = chokePoint(() => {
      throw new Error(CANARY);
    });
    const answer = await point.call('liuhen/v1/app.getState', point.windows.main, undefined);
    expect(answer.error?.code).toBe('UNEXPECTED');
    expect(JSON.stringify([answer, point.log])).not.toContain(CANARY);
    expect(point.log).toHaveLength(1);
  });

  test('passes a declared failure on as it is', async () => {
    const error = { code: 'ORDER_UNKNOWN', message: '没有这个订单。' };
    const point = chokePoint(() => ({ ok: false, error }));
    const orderId = `o-${'0'.repeat(26)}`;
    expect(await point.call('liuhen/v1/orders.get', point.windows.main, { orderId })).toEqual({
      ok: false,
      error,
    });
  });

  test('no operation declares a code of the choke point as its own', () => {
    const own: readonly string[] = chokePointErrors;
    expect(
      allOperations().filter(({ operation }) => operation.errors.some((code) => own.includes(code))),
    ).toEqual([]);
  });
});
