import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../../core/hex.ts';
import { formatTreeHead, type TreeHead } from '../../../core/ledger/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { damageOf } from './damage.ts';
import { firstKey, nextKey, signedHead, testKey, tokenFor } from './proof-samples.ts';
import { captureOf, codeOfFailure, importProvenance, temporaryLocker, unwrap } from './samples.ts';

let place: ReturnType<typeof temporaryLocker>;
let locker: Locker;
const key = testKey();
beforeEach(async () => {
  place = temporaryLocker();
  locker = unwrap(await openLocker(place.options));
});
afterEach(async () => {
  await locker.close();
  expect(await damageOf(place.options)).toEqual([]);
  place.remove();
});

const checkpointNow = async () =>
  unwrap(await locker.recordCheckpoint(signedHead(await locker.treeHead(), key)));
const stamp = async (checkpointSeq: number, time: string, more = '') =>
  unwrap(await locker.recordTimestamp(tokenFor(checkpointSeq, time, more)));
const TIME = '2026-11-23T07:00:00.000Z';

describe('the key of a locker', () => {
  it('is none, then the first, then those that the one before vouches for', async () => {
    expect(await locker.signingKey()).toBeNull();
    const first = unwrap(await locker.setSigningKey(firstKey(key)));
    expect(first).toMatchObject({ seq: 1, publicKey: key.publicKey, replaces: null, isEndorsed: true });
    const { origin } = await locker.treeHead();
    const second = unwrap(await locker.setSigningKey(nextKey(origin, key, testKey(2))));
    expect(second).toMatchObject({ isEndorsed: true, earlierCount: 1 });
    const lost = { publicKey: testKey(3).publicKey, replaces: testKey(2).publicKey, endorsement: null };
    expect(unwrap(await locker.setSigningKey(lost))).toMatchObject({ isEndorsed: false });
    expect((await locker.signingKey())?.publicKey).toBe(testKey(3).publicKey);
  });

  it('is not replaced by one that says it replaces another, or that nobody vouched for as it says', async () => {
    unwrap(await locker.setSigningKey(firstKey(key)));
    const { origin } = await locker.treeHead();
    const next = nextKey(origin, key, testKey(2));
    const refused = [
      firstKey(testKey(2)),
      firstKey(key),
      { ...next, replaces: testKey(9).publicKey },
      { ...next, publicKey: testKey(4).publicKey },
      { ...next, endorsement: '00'.repeat(64) },
      nextKey(`${origin}x`, key, testKey(2)),
      nextKey(origin, key, key),
    ];
    for (const payload of refused)
      expect(codeOfFailure(await locker.setSigningKey(payload))).toBe('CHECKPOINT_NOT_OURS');
    expect((await locker.treeHead()).size).toBe(2);
  });
});

describe('a checkpoint', () => {
  it('is kept byte for byte, once a size, at its size however long the ledger is by then (P05)', async () => {
    unwrap(await locker.setSigningKey(firstKey(key)));
    const early = signedHead(await locker.treeHead(), key);
    for (let at = 0; at < 5; at += 1) unwrap(await locker.seal(captureOf(`${at}`)));
    const now = await checkpointNow();
    expect(now).toMatchObject({ size: 7, seq: 7, timestamps: [] });
    const late = unwrap(await locker.recordCheckpoint(early));
    expect(late).toMatchObject({ size: 2, checkpoint: early });
    expect(unwrap(await locker.recordCheckpoint(early))).toEqual(late);
    expect((await locker.treeHead()).size).toBe(9);
    const { checkpoints, total } = await locker.listCheckpoints({ offset: 0, limit: 1 });
    expect([checkpoints, total]).toEqual([[late], 2]);
  });

  it('is refused when it is not a signed head of this ledger by its newest key (P05)', async () => {
    const head = await locker.treeHead();
    expect(codeOfFailure(await locker.recordCheckpoint(signedHead(head, key)))).toBe('CHECKPOINT_NOT_OURS');
    unwrap(await locker.setSigningKey(firstKey(key)));
    const good = await locker.treeHead();
    const bad = (change: Partial<TreeHead>) => signedHead({ ...good, ...change }, key);
    const text = signedHead(good, key);
    const refused = [
      bad({ size: good.size + 1 }),
      bad({ size: 0 }),
      bad({ root: new Uint8Array(32) }),
      bad({ origin: 'liuhen/locker/00000000000000000000000000' }),
      signedHead(good, testKey(2)),
      formatTreeHead(good),
      `${text}\n`,
      text.replace(/.(?==\n$)/, (digit) => (digit === 'A' ? 'B' : 'A')),
      '',
    ];
    for (const checkpoint of refused)
      expect(codeOfFailure(await locker.recordCheckpoint(checkpoint))).toBe('CHECKPOINT_NOT_OURS');
    expect((await locker.treeHead()).size).toBe(2);
    const { origin } = good;
    unwrap(await locker.setSigningKey(nextKey(origin, key, testKey(2))));
    expect(codeOfFailure(await locker.recordCheckpoint(text))).toBe('CHECKPOINT_NOT_OURS');
  });
});

describe('a time stamp', () => {
  beforeEach(async () => {
    unwrap(await locker.setSigningKey(firstKey(key)));
  });

  it('is kept with its three objects and raises what it covers to 可信时间, and nothing else', async () => {
    const item = unwrap(await locker.seal(captureOf('before')));
    const imported = unwrap(await locker.seal({ ...captureOf('imported'), provenance: importProvenance() }));
    expect([item.proofLevel, imported.proofLevel]).toEqual(['sealed-here', 'imported']);
    const checkpoint = await checkpointNow();
    const before = await locker.figures();
    const received = tokenFor(checkpoint.seq, TIME);
    const held = await stamp(checkpoint.seq, TIME);
    const after = unwrap(await locker.seal(captureOf('after')));
    const { items } = await locker.listItems({ offset: 0, limit: 9 });
    expect(items.map(({ proofLevel }) => proofLevel)).toEqual(['timestamped', 'timestamped', 'sealed-here']);
    expect((await locker.getItem(item.id))?.item.proofLevel).toBe('timestamped');
    const sha256Of = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
    expect(held).toMatchObject({ digest: sha256Of(checkpoint.checkpoint), token: received.token });
    for (const [part, bytes] of [
      ['request', received.requestBytes],
      ['response', received.responseBytes],
      ['chain', Buffer.from(received.chainPem)],
    ] as const) {
      expect(held[part]).toEqual({ sha256: sha256Of(bytes), sizeBytes: bytes.length });
      expect(toHex(unwrap(await locker.readObject(held[part].sha256)))).toBe(toHex(new Uint8Array(bytes)));
    }
    const objectBytes = held.request.sizeBytes + held.response.sizeBytes + held.chain.sizeBytes;
    expect((await locker.figures()).sizeBytes).toBe(before.sizeBytes + objectBytes + after.sizeBytes);
  });

  it('is kept once, and not at all without its checkpoint', async () => {
    const checkpoint = await checkpointNow();
    const held = await stamp(checkpoint.seq, TIME);
    expect(await stamp(checkpoint.seq, TIME)).toEqual(held);
    const { size } = await locker.treeHead();
    expect(size).toBe(held.seq + 1);
    const nowhere = tokenFor(0, TIME);
    expect(codeOfFailure(await locker.recordTimestamp(nowhere))).toBe('CHECKPOINT_NOT_OURS');
    const empty = { ...tokenFor(checkpoint.seq, TIME), responseBytes: new Uint8Array() };
    expect(codeOfFailure(await locker.recordTimestamp(empty))).toBe('CHECKPOINT_NOT_OURS');
    const name = createHash('sha256').update(nowhere.requestBytes).digest('hex');
    expect(existsSync(join(place.options.directory, 'objects', name.slice(0, 2), name))).toBe(false);
  });

  it('counts what waits for one', async () => {
    expect(await locker.stampingFigures()).toMatchObject({
      unstampedItemCount: 0,
      oldestUnstampedAtUtc: null,
      newestTimestamp: null,
      newestCheckpoint: null,
    });
    const first = unwrap(await locker.seal(captureOf('a')));
    const checkpoint = await checkpointNow();
    const second = unwrap(await locker.seal(captureOf('b')));
    const sealedAt = async (id: string) => (await locker.getItemProof(id))?.sealedAtUtc;
    expect(await locker.stampingFigures()).toMatchObject({
      unstampedItemCount: 2,
      oldestUnstampedAtUtc: await sealedAt(first.id),
      newestCheckpoint: checkpoint,
      uncheckpointedItemCount: 1,
    });
    const held = await stamp(checkpoint.seq, TIME);
    expect(await locker.stampingFigures()).toMatchObject({
      unstampedItemCount: 1,
      oldestUnstampedAtUtc: await sealedAt(second.id),
      newestTimestamp: held,
    });
  });

  it('never makes an item younger when an earlier checkpoint is stamped later, or again', async () => {
    const item = unwrap(await locker.seal(captureOf('a')));
    const offline = await checkpointNow();
    const online = await checkpointNow();
    expect(await locker.getItemProof(item.id)).toMatchObject({ checkpoint: offline, stamped: null });
    await stamp(online.seq, '2026-11-23T08:00:00.000Z');
    await stamp(offline.seq, '2026-11-23T09:00:00.000Z');
    await stamp(online.seq, '2036-11-23T08:00:00.000Z', 'again');
    const proof = await locker.getItemProof(item.id);
    expect(proof?.stamped?.size).toBe(online.size);
    expect(proof?.stamped?.timestamps.map(({ token }) => token.genTimeUtc)).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2036-11-23T08:00:00.000Z',
    ]);
    expect(proof?.checkpoint?.size).toBe(offline.size);
    const later = unwrap(await locker.seal(captureOf('b')));
    expect(await locker.getItemProof(later.id)).toMatchObject({
      checkpoint: null,
      stamped: null,
      stampedBefore: { token: { genTimeUtc: '2036-11-23T08:00:00.000Z' } },
    });
  });
});
