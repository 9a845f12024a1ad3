import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatTreeHead } from '../../../core/ledger/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { comparisonOf, stepOf } from './proof-samples.ts';
import { captureOf, codeOfFailure, orderFacts, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
beforeEach(async () => {
  place = temporaryLocker();
  locker = unwrap(await openLocker(place.options));
});
afterEach(async () => {
  await locker.close();
  place.remove();
});

describe('clocks (P06)', () => {
  it('say of an item the newest comparison that was answered on its boot, and the steps since', async () => {
    unwrap(await locker.recordClockStep(stepOf(1)));
    unwrap(await locker.recordClockComparison(comparisonOf(-12)));
    unwrap(await locker.recordClockComparison(comparisonOf(null)));
    unwrap(await locker.recordClockComparison(comparisonOf(-99, 'another boot')));
    unwrap(await locker.recordClockStep(stepOf(2)));
    unwrap(await locker.recordClockStep(stepOf(3, 'another boot')));
    const item = unwrap(await locker.seal(captureOf('a')));
    unwrap(await locker.recordClockStep(stepOf(4)));
    unwrap(await locker.recordClockComparison(comparisonOf(-13)));
    const proof = await locker.getItemProof(item.id);
    expect(proof?.comparedClock).toEqual({ seq: 2, payload: comparisonOf(-12) });
    expect(proof?.clockSteps).toEqual([{ seq: 5, payload: stepOf(2) }]);
    const events = await locker.listClockEvents(3);
    expect(events.map((event) => ('step' in event ? event.step : event.comparison))).toEqual([
      comparisonOf(-13),
      stepOf(4),
      stepOf(3, 'another boot'),
    ]);
    expect(await locker.lastEntryAtUtc()).toBe(events[0]?.atUtc);
  });

  it('of a boot without a comparison give all its steps before the item', async () => {
    unwrap(await locker.recordClockStep(stepOf(1)));
    const item = unwrap(await locker.seal(captureOf('a')));
    expect(await locker.getItemProof(item.id)).toMatchObject({
      comparedClock: null,
      clockSteps: [{ seq: 1 }],
    });
  });
});

describe('a session', () => {
  const sessionId = `s-${'0'.repeat(26)}`;

  it('begins, is the open one, and ends once', async () => {
    const order = unwrap(await locker.addOrder(orderFacts()));
    const report = unwrap(await locker.seal(captureOf('report')));
    const began = {
      sessionId,
      orderId: order.id,
      environmentReport: report.id,
      notBefore: { kind: 'pasted', text: 'beacon 42' },
    } as const;
    expect(await locker.openSession()).toBeNull();
    const held = unwrap(await locker.beginSession(began));
    expect(held).toEqual({ ...began, beganAtUtc: expect.any(String), endedAtUtc: null });
    expect(unwrap(await locker.beginSession(began))).toEqual(held);
    expect(await locker.openSession()).toEqual(held);
    const ended = unwrap(await locker.endSession(sessionId));
    expect(ended).toEqual({ ...held, endedAtUtc: expect.any(String) });
    const { size } = await locker.treeHead();
    expect(unwrap(await locker.endSession(sessionId))).toEqual(ended);
    expect((await locker.treeHead()).size).toBe(size);
    expect(await locker.openSession()).toBeNull();
  });

  it('names only what is there', async () => {
    const nowhere = { sessionId, orderId: null, environmentReport: null, notBefore: null };
    const refused = [
      await locker.beginSession({ ...nowhere, orderId: `o-${'0'.repeat(26)}` }),
      await locker.beginSession({ ...nowhere, environmentReport: `i-${'0'.repeat(26)}` }),
      await locker.endSession(sessionId),
    ];
    expect(refused.map(codeOfFailure)).toEqual(['ORDER_UNKNOWN', 'ITEM_UNKNOWN', 'SESSION_UNKNOWN']);
    expect((await locker.treeHead()).size).toBe(1);
  });
});

it('knows the last backup, and how much came after it', async () => {
  expect(await locker.lastBackup()).toBeNull();
  unwrap(await locker.seal(captureOf('a')));
  const treeHead = formatTreeHead(await locker.treeHead());
  const counts = { objectCount: 1, newObjectCount: 1, sizeBytes: 1 };
  unwrap(await locker.recordBackup({ target: 'folder', treeHead, ...counts }));
  unwrap(await locker.seal(captureOf('b')));
  expect(await locker.lastBackup()).toMatchObject({ target: 'folder', treeSize: 2, entriesSince: 2 });
});

describe('verifications on record', () => {
  const verified = async (
    verdict: 'verified' | 'failed' | 'integrity-only',
    extent?: 'full' | 'quick' | 'first-third' | 'second-third' | 'last-third',
  ) => {
    const treeHead = formatTreeHead(await locker.treeHead());
    const report = { treeHead, verdict, failedChecks: 0, itemsChecked: 7 };
    unwrap(await locker.recordVerification(extent === undefined ? report : { ...report, extent }));
  };
  const verdictOf = async (id: string) => (await locker.getItemProof(id))?.lastVerification?.verdict;

  it('are listed newest first, with their extent', async () => {
    await verified('verified');
    await verified('failed', 'first-third');
    const listed = await locker.listVerifications(9);
    expect(
      listed.map(({ seq, verdict, extent, itemsChecked }) => [seq, verdict, extent, itemsChecked]),
    ).toEqual([
      [2, 'failed', 'first-third', 7],
      [1, 'verified', 'full', 7],
    ]);
    expect(await locker.listVerifications(1)).toHaveLength(1);
  });

  it('count for an item when they came after it and looked at everything, if need be in thirds', async () => {
    await verified('failed');
    const { id } = unwrap(await locker.seal(captureOf('a')));
    expect(await verdictOf(id)).toBeUndefined();
    await verified('integrity-only', 'first-third');
    await verified('verified', 'last-third');
    await verified('verified', 'quick');
    expect(await verdictOf(id)).toBeUndefined();
    await verified('verified', 'second-third');
    expect(await verdictOf(id)).toBe('integrity-only');
    await verified('verified', 'full');
    expect(await verdictOf(id)).toBe('verified');
  });
});
