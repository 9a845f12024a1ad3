import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  decodeEntry,
  entryHash,
  formatTreeHead,
  type LedgerEntry,
  leafHash,
  parseTreeHead,
  verifyConsistency,
  verifyInclusion,
} from '../../../core/ledger/index.ts';
import {
  type HeldCheckpoint,
  type Locker,
  type OrderLedger,
  openLocker,
} from '../../../electron/locker/index.ts';
import { firstKey, nextKey, signedHead, testKey, tokenFor } from './proof-samples.ts';
import { captureOf, captureProvenance, orderFacts, temporaryLocker, unwrap } from './samples.ts';

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

const ledgerOf = async (orderId: string): Promise<OrderLedger> => {
  const ledger = await locker.orderLedger(orderId);
  if (ledger === undefined) throw new Error('the order is there');
  return ledger;
};
const entryOf = (bytes: Uint8Array): LedgerEntry => unwrap(decodeEntry(bytes));

it('proves every entry of an order to be in the tree, and the smallest tree at that (P25)', async () => {
  const order = unwrap(await locker.addOrder(orderFacts()));
  for (let at = 0; at < 5; at += 1) {
    unwrap(
      await locker.seal(captureOf(`${at}`, { assignment: { orderId: order.id, by: 'user' }, kind: 'E01' })),
    );
    unwrap(await locker.seal(captureOf(`other ${at}`)));
  }
  const { entries, treeHead, lastEntryAtUtc, items } = await ledgerOf(order.id);
  expect(items).toHaveLength(5);
  expect(treeHead.size).toBe((entries.at(-1)?.seq ?? 0) + 1);
  for (const { seq, bytes, proof } of entries) {
    const claim = { leaf: leafHash(bytes), index: seq, size: treeHead.size, proof, root: treeHead.root };
    expect(verifyInclusion(claim)).toBe(true);
    expect(entryOf(bytes).seq).toBe(seq);
  }
  const last = entryOf(entries.at(-1)?.bytes ?? new Uint8Array());
  expect(last.at).toBe(lastEntryAtUtc);
  expect(entryHash(entries[0]?.bytes ?? new Uint8Array())).toMatch(/^[0-9a-f]{64}$/);
});

it('reveals nothing of another order an item was in meanwhile (P29)', async () => {
  const shown = unwrap(await locker.addOrder(orderFacts('SHOWN')));
  const hidden = unwrap(await locker.addOrder(orderFacts('HIDDEN', { merchant: '秘密商家' })));
  const item = unwrap(
    await locker.seal(captureOf('moved', { assignment: { orderId: shown.id, by: 'active-order' } })),
  );
  unwrap(
    await locker.seal(
      captureOf('secret', {
        provenance: captureProvenance('秘密窗口'),
        assignment: { orderId: hidden.id, by: 'user' },
      }),
    ),
  );
  unwrap(await locker.assignItems([item.id], hidden.id, 'user'));
  unwrap(await locker.noteItem(item.id, '备注'));
  unwrap(await locker.assignItems([item.id], null, 'undo'));
  unwrap(await locker.assignItems([item.id], shown.id, 'user'));
  const ledger = await ledgerOf(shown.id);
  const entries = ledger.entries.map(({ bytes }) => entryOf(bytes));
  expect(entries.map(({ kind }) => kind)).toEqual([
    'locker-created',
    'order-added',
    'item-sealed',
    'item-assigned',
    'item-noted',
    'item-assigned',
  ]);
  const text = Buffer.concat([
    Buffer.from(JSON.stringify({ ...ledger, entries: [] })),
    ...ledger.entries.map(({ bytes }) => bytes),
  ]).toString();
  for (const secret of [hidden.id, 'HIDDEN', '秘密商家', '秘密窗口']) expect(text).not.toContain(secret);
  expect((await ledgerOf(hidden.id)).items).toHaveLength(1);
  expect(
    Buffer.concat((await ledgerOf(hidden.id)).entries.map(({ bytes }) => bytes)).toString(),
  ).not.toContain(shown.id);
});

it('is the same after exports, verifications and whatever other orders do (P29)', async () => {
  const order = unwrap(await locker.addOrder(orderFacts()));
  const item = unwrap(await locker.seal(captureOf('a', { assignment: { orderId: order.id, by: 'user' } })));
  const before = await ledgerOf(order.id);
  const treeHead = formatTreeHead(before.treeHead);
  const exported = { orderId: order.id, dossierSha256: 'a'.repeat(64), packageSha256: null, treeHead };
  unwrap(await locker.recordExport({ ...exported, exhibits: [{ itemId: item.id, number: '2-1' }] }));
  unwrap(await locker.recordVerification({ treeHead, verdict: 'failed', failedChecks: 1, itemsChecked: 1 }));
  unwrap(await locker.addOrder(orderFacts('2')));
  unwrap(await locker.seal(captureOf('b')));
  const after = await ledgerOf(order.id);
  expect({ ...after, exhibitNumbers: new Map() }).toEqual(before);
  expect(after.exhibitNumbers).toEqual(new Map([[item.id, '2-1']]));
});

it('keeps every exhibit number ever given, also of an item that left', async () => {
  const order = unwrap(await locker.addOrder(orderFacts()));
  const assignment = { orderId: order.id, by: 'user' } as const;
  const [a, b] = [
    unwrap(await locker.seal(captureOf('a', { assignment }))),
    unwrap(await locker.seal(captureOf('b', { assignment }))),
  ];
  const treeHead = formatTreeHead((await ledgerOf(order.id)).treeHead);
  const exported = { orderId: order.id, dossierSha256: 'a'.repeat(64), packageSha256: null, treeHead };
  unwrap(await locker.recordExport({ ...exported, exhibits: [{ itemId: a.id, number: '1-1' }] }));
  unwrap(await locker.assignItems([a.id], null, 'user'));
  unwrap(await locker.recordExport({ ...exported, exhibits: [{ itemId: b.id, number: '1-2' }] }));
  expect((await ledgerOf(order.id)).exhibitNumbers).toEqual(
    new Map([
      [a.id, '1-1'],
      [b.id, '1-2'],
    ]),
  );
});

const key = testKey();
const checkpointNow = async () =>
  unwrap(await locker.recordCheckpoint(signedHead(await locker.treeHead(), key)));
const stampAt = async ({ seq }: HeldCheckpoint, hour: number) =>
  unwrap(
    await locker.recordTimestamp(tokenFor(seq, `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`)),
  );

/** Sizes of its checkpoints; each is proven to be a prefix of the tree, and every entry to be in it. */
function provenSizes({ treeHead, checkpoints, entries }: OrderLedger): readonly number[] {
  for (const { seq, bytes, proof } of entries) {
    const claim = { leaf: leafHash(bytes), index: seq, size: treeHead.size, proof, root: treeHead.root };
    expect(verifyInclusion(claim)).toBe(true);
  }
  return checkpoints.map(({ checkpoint, consistency }) => {
    const head = unwrap(parseTreeHead(checkpoint.checkpoint));
    const sizes = { oldSize: head.size, newSize: treeHead.size };
    const roots = { oldRoot: head.root, newRoot: treeHead.root };
    expect(verifyConsistency({ ...sizes, ...roots, proof: consistency })).toBe(true);
    expect(head.size).toBe(checkpoint.size);
    return head.size;
  });
}

it('is proven in the checkpoint that is trusted earliest, with those of its items (P25)', async () => {
  const order = unwrap(await locker.addOrder(orderFacts()));
  const assignment = { orderId: order.id, by: 'user' } as const;
  unwrap(await locker.setSigningKey(firstKey(key)));
  unwrap(await locker.seal(captureOf('a', { assignment })));
  const first = await checkpointNow();
  unwrap(await locker.seal(captureOf('b', { assignment })));
  const bare = await ledgerOf(order.id);
  expect([bare.treeHead.size, provenSizes(bare)]).toEqual([8, []]);
  const second = await checkpointNow();
  unwrap(await locker.seal(captureOf('of nobody')));
  const third = await checkpointNow();
  // Covered, and not stamped: the smallest that covers everything.
  const covered = await ledgerOf(order.id);
  expect([covered.treeHead.size, provenSizes(covered)]).toEqual([second.size, [second.size]]);
  await stampAt(first, 7);
  const withFirst = await ledgerOf(order.id);
  expect([withFirst.treeHead.size, provenSizes(withFirst)]).toEqual([second.size, [first.size, second.size]]);
  await stampAt(third, 8);
  const stamped = await ledgerOf(order.id);
  expect([stamped.treeHead.size, provenSizes(stamped)]).toEqual([third.size, [first.size, third.size]]);
  // Later stamps change nothing, over whatever checkpoint.
  await stampAt(second, 9);
  await stampAt(await checkpointNow(), 10);
  expect(await ledgerOf(order.id)).toEqual(stamped);
  expect(stamped.lastEntryAtUtc).toBe(bare.lastEntryAtUtc);
  const kinds = stamped.entries.map(({ bytes }) => entryOf(bytes).kind);
  expect(kinds.filter((kind) => kind === 'signing-key-set')).toHaveLength(1);
});

it('comes with every key below its head, and with sessions held for it and for no other', async () => {
  const order = unwrap(await locker.addOrder(orderFacts()));
  const other = unwrap(await locker.addOrder(orderFacts('2')));
  unwrap(await locker.setSigningKey(firstKey(key)));
  const { origin } = await locker.treeHead();
  const begin = async (number: number, orderId: string | null) => {
    const sessionId = `s-${String(number).padStart(26, '0')}`;
    unwrap(await locker.beginSession({ sessionId, orderId, environmentReport: null, notBefore: null }));
    unwrap(await locker.endSession(sessionId));
  };
  await begin(1, order.id);
  await begin(2, other.id);
  await begin(3, null);
  const before = await ledgerOf(order.id);
  unwrap(await locker.setSigningKey(nextKey(origin, key, testKey(2))));
  expect(await ledgerOf(order.id)).toEqual(before);
  expect(before.entries.map(({ bytes }) => entryOf(bytes).kind)).toEqual([
    'locker-created',
    'order-added',
    'signing-key-set',
    'session-began',
    'session-ended',
  ]);
  const head = signedHead(await locker.treeHead(), testKey(2));
  unwrap(await locker.recordCheckpoint(head));
  const after = await ledgerOf(order.id);
  expect(after.entries.map(({ bytes }) => entryOf(bytes).kind).at(-1)).toBe('signing-key-set');
  expect(after.lastEntryAtUtc).toBe(before.lastEntryAtUtc);
});
