import { afterEach, beforeEach, expect, it } from 'vitest';
import { isSignedBy, parseSignedCheckpoint } from '../../../core/checkpoints/index.ts';
import { isPackageSignedBy, parsePackageSignature } from '../../../core/manifest/index.ts';
import type { HeldTimestamp } from '../../../electron/locker/index.ts';
import { createCheckpointer, createManifestSigner, createSigning } from '../../../electron/signing/index.ts';
import { codeOfFailure, unwrap } from '../locker/samples.ts';
import { MemoryLedger, temporaryState } from './memory-ledger.ts';

let ledger: MemoryLedger;
let state: ReturnType<typeof temporaryState>;
beforeEach(() => {
  ledger = new MemoryLedger();
  state = temporaryState();
});
afterEach(() => state.remove());

const signing = () => createSigning({ locker: ledger, stateFolder: state.path });
const checkpointer = () => createCheckpointer({ locker: ledger, signing: signing() });

it('P25: a checkpoint is a head of the ledger, signed by the key that the ledger names', async () => {
  ledger.append('item');
  const { checkpoint, size } = unwrap(await checkpointer().makeCheckpoint());
  expect(size).toBe(3);
  const parsed = unwrap(parseSignedCheckpoint(checkpoint));
  expect(parsed.head).toEqual(ledger.headAt(3));
  expect(isSignedBy(parsed, ledger.keys[0]?.publicKey ?? '')).toBe(true);
});

it('nothing new gives the last one: checkpoints and their stamps are no news', async () => {
  ledger.append('item');
  const first = unwrap(await checkpointer().makeCheckpoint());
  expect(unwrap(await checkpointer().makeCheckpoint())).toBe(first);
  stamp(ledger);
  expect(unwrap(await checkpointer().makeCheckpoint()).seq).toBe(first.seq);
  ledger.append('item');
  const second = unwrap(await checkpointer().makeCheckpoint());
  expect(second.size).toBe(6);
  stamp(ledger, 0);
  stamp(ledger, 1);
  expect(unwrap(await checkpointer().makeCheckpoint()).seq).toBe(second.seq);
  expect(ledger.checkpoints).toHaveLength(2);
});

it('a forced one is made all the same, and covers the one before', async () => {
  const first = unwrap(await checkpointer().makeCheckpoint());
  const second = unwrap(await checkpointer().makeCheckpoint({ isForced: true }));
  expect(second.size).toBe(first.seq + 1);
});

it('entries of others that come meanwhile are no error, and a new key of theirs is used', async () => {
  unwrap(await signing().ensureKey());
  ledger.beforeEntry = async () => ledger.append('item of another program');
  expect(unwrap(await checkpointer().makeCheckpoint()).size).toBe(2);
  ledger.append('item');
  ledger.beforeEntry = async () => unwrap(await signing().rotate());
  const made = unwrap(await checkpointer().makeCheckpoint());
  expect(
    isSignedBy(unwrap(parseSignedCheckpoint(made.checkpoint)), ledger.keys.at(-1)?.publicKey ?? ''),
  ).toBe(true);
});

it('two at once make one checkpoint', async () => {
  const [first, second] = await Promise.all([
    checkpointer().makeCheckpoint(),
    checkpointer().makeCheckpoint(),
  ]);
  expect(unwrap(first).seq).toBe(unwrap(second).seq);
  expect(ledger.checkpoints).toHaveLength(1);
});

it('a ledger whose key is entered anew each time is given up, not looped on', async () => {
  const restless = createCheckpointer({
    locker: ledger,
    signing: {
      ensureKey: async () => {
        const signer = await signing().ensureKey();
        unwrap(await signing().rotate());
        return signer;
      },
    },
  });
  expect(codeOfFailure(await restless.makeCheckpoint())).toBe('LOCKER_BUSY');
});

it('the manifest of a package is signed by the same key', async () => {
  const note = unwrap(await createManifestSigner(signing())('ab'.repeat(32)));
  const signed = unwrap(parsePackageSignature(note));
  expect(signed.manifestSha256).toBe('ab'.repeat(32));
  expect(isPackageSignedBy(signed, ledger.keys[0]?.publicKey ?? '')).toBe(true);
});

function stamp(stamped: MemoryLedger, index = 0): void {
  const held = stamped.checkpoints[index];
  if (held === undefined) throw new Error('no such checkpoint');
  const timestamp = { seq: stamped.append('stamp') } as HeldTimestamp;
  stamped.checkpoints[index] = { ...held, timestamps: [...held.timestamps, timestamp] };
}
