import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../../core/evidence/index.ts';
import { formatTreeHead } from '../../../core/ledger/index.ts';
import type { LockerEngine } from '../../../electron/locker/engine/engine.ts';
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { openLocker } from '../../../electron/locker/index.ts';
import { createRecordings } from '../../../electron/locker/recordings/recordings.ts';
import { damageOf } from './damage.ts';
import { firstKey, signedHead, testKey, tokenFor } from './proof-samples.ts';
import { chunkOf, momentAt, newRecordingId, startOf, stopAt } from './recording-samples.ts';
import { captureOf, codeOfFailure, orderFacts, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let engine: LockerEngine;
beforeEach(() => {
  place = temporaryLocker();
  engine = unwrap(openEngine(place.options));
});
afterEach(() => place.remove());

const objects = () => join(place.options.directory, 'objects');
const pathOf = (sha256: string) => join(objects(), sha256.slice(0, 2), sha256);
const leftovers = () => readdirSync(objects()).filter((name) => name.startsWith('tmp-'));
const remove = (...items: readonly Item[]) =>
  unwrap(
    engine.proofs.removeItems(
      items.map(({ id }) => id),
      '拍到了无关的人',
    ),
  );
const list = () => engine.listItems({ offset: 0, limit: 99 }).items;
async function closeAndVerify(): Promise<readonly string[]> {
  engine.close();
  return damageOf(place.options);
}

function record(): Item {
  const recordings = createRecordings(place.options.directory, () => momentAt(9));
  const recordingId = newRecordingId();
  unwrap(recordings.begin(startOf(recordingId), momentAt(0), { orderId: null, assignedBy: 'user' }));
  unwrap(recordings.append(recordingId, chunkOf(0, 3000), momentAt(1)));
  unwrap(recordings.finish(recordingId, stopAt(1), momentAt(1)));
  const item = unwrap(engine.recordings.adopt(recordingId));
  recordings.discard(recordingId);
  recordings.close();
  return item;
}

describe('removing an item', () => {
  it('takes it from everything that is shown, and keeps its history, hash and exhibit numbers', async () => {
    const order = unwrap(engine.orders.add(orderFacts()));
    const assignment = { orderId: order.id, by: 'user' } as const;
    const [kept, gone] = [
      unwrap(engine.items.seal(captureOf('kept', { assignment }))),
      unwrap(engine.items.seal(captureOf('gone', { assignment }))),
    ];
    unwrap(
      engine.items.transcribe(gone.id, {
        origin: 'typed',
        file: null,
        cues: [{ startMs: null, endMs: null, text: 'x' }],
      }),
    );
    const treeHead = formatTreeHead(engine.treeHead());
    const exported = { orderId: order.id, dossierSha256: 'a'.repeat(64), packageSha256: null, treeHead };
    unwrap(engine.orders.recordExport({ ...exported, exhibits: [{ itemId: gone.id, number: '1-1' }] }));
    const removal = remove(gone);
    expect(removal).toEqual({ itemIds: [gone.id], shreddedObjects: 1, pendingObjects: 0 });
    expect(list().map(({ id }) => id)).toEqual([kept.id]);
    expect(engine.getItem(gone.id)).toBeUndefined();
    expect(engine.proofs.getItemProof(gone.id)).toBeUndefined();
    expect(engine.getTranscript(gone.id)).toBeUndefined();
    expect(engine.getOrder(order.id)?.itemCount).toBe(1);
    expect(engine.orderLedger(order.id)?.exhibitNumbers).toEqual(new Map([[gone.id, '1-1']]));
    const entries = engine.orderLedger(order.id)?.entries.map(({ bytes }) => Buffer.from(bytes).toString());
    expect(entries?.join()).not.toContain(gone.id);
    expect(engine.figures()).toMatchObject({ itemCount: 1, sizeBytes: kept.sizeBytes });
    const refused = [
      engine.proofs.removeItems([gone.id], 'again'),
      engine.items.note(gone.id, 'x'),
      engine.proofs.removeItems([kept.id, 'i-x'], 'one is unknown'),
    ];
    expect(refused.map(codeOfFailure)).toEqual(['ITEM_UNKNOWN', 'ITEM_UNKNOWN', 'ITEM_UNKNOWN']);
    expect(list()).toHaveLength(1);
    expect(await closeAndVerify()).toEqual([]);
    const database = new SqliteDatabase(join(place.options.directory, 'locker.sqlite'), { readonly: true });
    const history = database.prepare('SELECT kind FROM view_entry WHERE item_id = ?').pluck().all(gone.id);
    database.close();
    expect(history).toEqual(['item-sealed', 'item-assigned', 'item-transcribed', 'item-removed']);
  });

  it('leaves no byte of its object, nor of a recording’s journal', async () => {
    const capture = unwrap(engine.items.seal(captureOf('SECRET-PICTURE'.repeat(100))));
    const recording = record();
    const journal =
      recording.provenance.source === 'recording' ? recording.provenance.recording.journal : undefined;
    expect(existsSync(pathOf(journal?.sha256 ?? ''))).toBe(true);
    // The same file under another name: whether its bytes were overwritten shows in it.
    const { linkSync } = await import('node:fs');
    const watched = join(place.folder, 'watched');
    linkSync(pathOf(capture.sha256), watched);
    expect(remove(capture, recording)).toMatchObject({ shreddedObjects: 3, pendingObjects: 0 });
    for (const sha256 of [capture.sha256, recording.sha256, journal?.sha256 ?? ''])
      expect(existsSync(pathOf(sha256))).toBe(false);
    expect(leftovers()).toEqual([]);
    expect(readFileSync(watched)).toHaveLength(capture.sizeBytes);
    expect(readFileSync(watched).includes('SECRET')).toBe(false);
    expect(await closeAndVerify()).toEqual([]);
  });

  it('keeps an object that another item, or a time stamp, still has', async () => {
    const [first, second] = [captureOf('same'), captureOf('same')].map((one) =>
      unwrap(engine.items.seal(one)),
    );
    const { origin } = engine.treeHead();
    unwrap(engine.proofs.setSigningKey(firstKey(testKey())));
    const checkpoint = unwrap(engine.proofs.recordCheckpoint(signedHead(engine.treeHead(), testKey())));
    const token = tokenFor(checkpoint.seq, '2026-11-23T07:00:00.000Z');
    unwrap(engine.proofs.recordTimestamp(token));
    const chain = unwrap(engine.items.seal(captureOf(Buffer.from(token.chainPem))));
    if (first === undefined || second === undefined) throw new Error('both are sealed');
    expect(origin).toContain('liuhen');
    expect(remove(first, chain)).toMatchObject({ shreddedObjects: 0, pendingObjects: 0 });
    expect(readFileSync(pathOf(first.sha256), 'utf8')).toBe('same');
    expect(readFileSync(pathOf(chain.sha256), 'utf8')).toBe(token.chainPem);
    expect(remove(second)).toMatchObject({ shreddedObjects: 1 });
    expect(existsSync(pathOf(second.sha256))).toBe(false);
    expect(await closeAndVerify()).toEqual([]);
  });

  it('lets the same content be sealed again, by this program and another (P10)', async () => {
    const other = unwrap(openEngine({ ...place.options, create: false }));
    for (const [sealing, removing] of [
      [engine, other],
      [other, engine],
      [engine, engine],
    ] as const) {
      const { id, sha256 } = unwrap(sealing.items.seal(captureOf('again')));
      expect(readFileSync(pathOf(sha256), 'utf8')).toBe('again');
      expect(unwrap(removing.proofs.removeItems([id], 'x')).shreddedObjects).toBe(1);
      expect(existsSync(pathOf(sha256))).toBe(false);
    }
    unwrap(engine.items.seal(captureOf('again')));
    other.close();
    expect(await closeAndVerify()).toEqual([]);
  });
});

describe('what a death leaves of a removal is finished at the next open', () => {
  const reopen = () => {
    engine.close();
    engine = unwrap(openEngine({ ...place.options, create: false }));
  };

  it('when the tombstone is there and the object still has its name', async () => {
    const item = unwrap(engine.items.seal(captureOf('gone')));
    const bytes = readFileSync(pathOf(item.sha256));
    remove(item);
    writeFileSync(pathOf(item.sha256), bytes, { mode: 0o444 });
    reopen();
    expect(existsSync(pathOf(item.sha256))).toBe(false);
    expect(leftovers()).toEqual([]);
    expect(await closeAndVerify()).toEqual([]);
  });

  it('when the object has lost its name and not its bytes', async () => {
    const item = unwrap(engine.items.seal(captureOf('gone')));
    const kept = unwrap(engine.items.seal(captureOf('kept')));
    const retired = join(objects(), 'tmp-shred-0123456789abcdef');
    renameSync(pathOf(item.sha256), retired);
    chmodSync(retired, 0o444);
    reopen();
    expect(leftovers()).toEqual([]);
    expect(existsSync(pathOf(kept.sha256))).toBe(true);
    engine.close();
  });

  it('and never touches what is sealed again meanwhile', async () => {
    const item = unwrap(engine.items.seal(captureOf('same')));
    remove(item);
    const again = unwrap(engine.items.seal(captureOf('same')));
    reopen();
    expect(readFileSync(pathOf(again.sha256), 'utf8')).toBe('same');
    expect(await closeAndVerify()).toEqual([]);
  });
});

it('a recording that was removed before its folder was does not come back', async () => {
  engine.close();
  const { directory } = place.options;
  const recordings = createRecordings(directory, () => momentAt(9));
  const recordingId = newRecordingId();
  unwrap(recordings.begin(startOf(recordingId), momentAt(0), { orderId: null, assignedBy: 'user' }));
  unwrap(recordings.append(recordingId, chunkOf(0, 3000), momentAt(1)));
  unwrap(recordings.finish(recordingId, stopAt(1), momentAt(1)));
  engine = unwrap(openEngine(place.options));
  remove(unwrap(engine.recordings.adopt(recordingId)));
  engine.close();
  recordings.close();
  const locker = unwrap(await openLocker(place.options));
  const recovered = await locker.recoverRecordings();
  expect(recovered.map(({ sealed }) => codeOfFailure(sealed))).toEqual(['RECORDING_EMPTY']);
  expect((await locker.listItems({ offset: 0, limit: 9 })).items).toEqual([]);
  expect(readdirSync(join(directory, 'recording'))).toEqual([]);
  expect(await locker.recoverRecordings()).toEqual([]);
  await locker.close();
});

it('an item whose object is being read is removed, and the reader is not cut off', async () => {
  engine.close();
  const locker = unwrap(await openLocker(place.options));
  const item = unwrap(await locker.seal(captureOf(Buffer.alloc(5_000_000, 1))));
  const stream = await locker.streamObject(item.sha256);
  const chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const first: Buffer = (await chunks.next()).value;
  const removal = unwrap(await locker.removeItems([item.id], 'x'));
  expect(removal.shreddedObjects + removal.pendingObjects).toBe(1);
  let length = first.length;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
    length += next.value.length;
  expect(length).toBe(5_000_000);
  expect(codeOfFailure(await locker.readObject(item.sha256))).toBe('OBJECT_MISSING');
  await locker.close();
});
