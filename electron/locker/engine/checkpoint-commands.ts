import {
  endorsedBytes,
  isSignature,
  isSignedBy,
  parseSignedCheckpoint,
} from '../../../core/checkpoints/index.ts';
import { fromHex, type Sha256Hex } from '../../../core/hex.ts';
import { type EntryPayload, equalBytes, originOf } from '../../../core/ledger/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { CheckpointRows } from '../database/checkpoint-rows.ts';
import { createObjectStore, type ObjectStore, type PlacedObject } from '../objects/object-store.ts';
import type {
  CheckpointRefusal,
  HeldCheckpoint,
  HeldTimestamp,
  ReceivedTimestamp,
  SigningKey,
} from '../proofs.ts';
import type { CommandParts } from './item-commands.ts';
import { type LedgerTree, sha256 } from './ledger-tree.ts';
import { commitPlaced } from './place-and-commit.ts';
import { known } from './transactions.ts';

/** What these commands work on, besides the others' parts. */
export interface CheckpointParts extends CommandParts {
  readonly lockerId: string;
  readonly checkpoints: CheckpointRows;
  /** The tree over all entries there are; asked before anything is appended. */
  readonly tree: () => LedgerTree;
}

/** Commands on keys, checkpoints and time stamps. */
export function createCheckpointCommands(parts: CheckpointParts) {
  const { connection, commit, checkpoints } = parts;
  const store = createObjectStore(connection.objectsFolder, connection.codec);
  return {
    signingKey: () => checkpoints.newestKey(),
    setSigningKey: (payload: EntryPayload<'signing-key-set'>): Result<SigningKey, CheckpointRefusal> =>
      commit(() => {
        if (!isSuccessor(parts, payload)) return notOurs();
        return ok({
          drafts: [{ kind: 'signing-key-set', payload }],
          answer: () => known(checkpoints.newestKey()),
        });
      }),
    recordCheckpoint: (checkpoint: string): Result<HeldCheckpoint, CheckpointRefusal> =>
      commit(() => {
        const size = sizeOfOwn(parts, checkpoint);
        if (size === undefined) return notOurs();
        return ok({
          drafts:
            checkpoints.ofSize(size) === null ? [{ kind: 'checkpoint-made', payload: { checkpoint } }] : [],
          answer: () => known(checkpoints.ofSize(size)),
        });
      }),
    recordTimestamp: (received: ReceivedTimestamp) => recordTimestamp(parts, store, received),
  };
}

/** SECURITY: P05. The next key is vouched for by the one before, or says openly that it is not. */
function isSuccessor(
  { checkpoints, lockerId }: CheckpointParts,
  { publicKey, replaces, endorsement }: EntryPayload<'signing-key-set'>,
): boolean {
  const newest = checkpoints.newestKey()?.publicKey ?? null;
  if (replaces !== newest || publicKey === newest) return false;
  if (endorsement === null) return true;
  if (replaces === null) return false;
  return isSignature(fromHex(endorsement), endorsedBytes(originOf(lockerId), replaces, publicKey), replaces);
}

/** Size of a checkpoint of this ledger that its newest key signed, else undefined. */
function sizeOfOwn({ checkpoints, lockerId, tree }: CheckpointParts, text: string): number | undefined {
  const parsed = parseSignedCheckpoint(text);
  if (!parsed.ok) return undefined;
  const { head } = parsed.value;
  if (head.origin !== originOf(lockerId) || head.size === 0) return undefined;
  const ledger = tree();
  if (head.size > ledger.size || !equalBytes(ledger.rootAt(head.size), head.root)) return undefined;
  const key = checkpoints.newestKey();
  return key !== null && isSignedBy(parsed.value, key.publicKey) ? head.size : undefined;
}

/** DURABILITY: P01. Request, response and chain durable, then the entry that names them. */
function recordTimestamp(
  parts: CheckpointParts,
  store: ObjectStore,
  received: ReceivedTimestamp,
): Result<HeldTimestamp, CheckpointRefusal> {
  const { checkpoints, connection, commit } = parts;
  const chain = Buffer.from(received.chainPem, 'utf8');
  const isComplete = [received.requestBytes, received.responseBytes, chain].every(({ length }) => length > 0);
  return commitPlaced<readonly PlacedObject[], HeldTimestamp, CheckpointRefusal>(connection, {
    place: () =>
      checkpoints.at(received.checkpointSeq) === null || !isComplete
        ? notOurs()
        : ok(
            [received.requestBytes, received.responseBytes, chain].map((bytes) =>
              store.place((sink) => sink(bytes)),
            ),
          ),
    objectsOf: (placed) => placed,
    commit,
    decide: ([request, response, chainObject]) => {
      const checkpoint = checkpoints.at(received.checkpointSeq);
      if (checkpoint === null) return notOurs();
      const heldAlready = (held: HeldCheckpoint) =>
        held.timestamps.find((one) => one.response.sha256 === response?.sha256);
      const payload: EntryPayload<'timestamp-received'> = {
        checkpointSeq: checkpoint.seq,
        authority: received.authority,
        digest: digestOf(checkpoint),
        request: known(request),
        response: known(response),
        chain: known(chainObject),
        token: received.token,
      };
      return ok({
        drafts: heldAlready(checkpoint) === undefined ? [{ kind: 'timestamp-received', payload }] : [],
        answer: () => known(heldAlready(known(checkpoints.at(checkpoint.seq)))),
      });
    },
  });
}

/** What is time-stamped: the SHA-256 of the checkpoint's text. */
function digestOf({ checkpoint }: HeldCheckpoint): Sha256Hex {
  return Buffer.from(sha256(Buffer.from(checkpoint, 'utf8'))).toString('hex');
}

function notOurs() {
  return fail(
    'CHECKPOINT_NOT_OURS',
    '这个检查点或密钥与账本对不上，没有保存。证据不受影响；请重试一次，仍不行请运行校验。',
  );
}
