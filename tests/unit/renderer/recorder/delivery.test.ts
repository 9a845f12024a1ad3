import { expect, test } from 'vitest';
import { fail, ok } from '../../../../core/result.ts';
import { createDelivery } from '../../../../renderer/recorder/delivery.ts';
import { createFrameCount } from '../../../../renderer/recorder/frame-count.ts';

const TASK = `r-${'0'.repeat(26)}`;

test('bytes are handed over one after the other, in the order they came, and empty ones not at all', async () => {
  const taken: { index: number; text: string }[] = [];
  let underWay = 0;
  const delivery = createDelivery(
    TASK,
    {
      chunk: async ({ index, bytes }) => {
        underWay += 1;
        expect(underWay).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, index === 0 ? 20 : 1));
        taken.push({ index, text: new TextDecoder().decode(bytes) });
        underWay -= 1;
        return ok(undefined);
      },
    },
    () => undefined,
  );
  for (const text of ['first', '', 'second', 'third']) delivery.send(new Blob([text]));
  await delivery.settled();
  expect(taken).toEqual([
    { index: 0, text: 'first' },
    { index: 1, text: 'second' },
    { index: 2, text: 'third' },
  ]);
});

test('after a refusal nothing more is sent, and it is told once', async () => {
  const refusals: string[] = [];
  let count = 0;
  const delivery = createDelivery(
    TASK,
    {
      chunk: async () => {
        count += 1;
        return count === 2 ? fail('DISK_FULL', '') : ok(undefined);
      },
    },
    (code) => void refusals.push(code),
  );
  for (const text of ['a', 'b', 'c', 'd']) delivery.send(new Blob([text]));
  await delivery.settled();
  expect(count).toBe(2);
  expect(refusals).toEqual(['DISK_FULL']);
});

test('frames that pass during a pause are not counted', () => {
  const screen = { deliveredCount: 5, droppedCount: 1 };
  const count = createFrameCount(() => ({ ...screen }));
  count.setRolling(true);
  screen.deliveredCount = 25;
  count.setRolling(false);
  screen.deliveredCount = 60;
  screen.droppedCount = 9;
  expect(count.counts()).toEqual({ deliveredCount: 20, droppedCount: 0 });
  count.setRolling(true);
  screen.deliveredCount = 70;
  screen.droppedCount = 10;
  expect(count.counts()).toEqual({ deliveredCount: 30, droppedCount: 1 });
});
