import { formatSignedCheckpoint, signedBytes } from '../../core/checkpoints/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { HeldCheckpoint } from '../locker/index.ts';
import { inOrder } from '../platform/index.ts';
import type { Signing, SigningError, SigningLocker } from './signing.ts';

/** How many checkpoints back time stamps may still come in without being taken for news. */
const LOOKED_AT = 50;
const ATTEMPTS = 5;

/** Makes signed heads of a locker. */
export interface Checkpointer {
  /**
   * A checkpoint over all that the ledger holds now; made, signed and durable when it resolves. Where the last one covers
   * everything but checkpoints and their stamps, that one is given, unless `isForced`.
   */
  makeCheckpoint(options?: { readonly isForced: boolean }): Promise<Result<HeldCheckpoint, SigningError>>;
}

/** A {@link Checkpointer}. One checkpoint is made at a time. */
export function createCheckpointer(deps: {
  readonly locker: SigningLocker;
  readonly signing: Pick<Signing, 'ensureKey'>;
}): Checkpointer {
  const next = inOrder();
  return {
    makeCheckpoint: ({ isForced } = { isForced: false }) =>
      next(async () => {
        for (let count = 0; count < ATTEMPTS; count += 1) {
          const made = await makeOnce(deps, isForced);
          if (made.ok) return made;
          const { code, message } = made.error;
          // Another program entered a new key meanwhile: what it entered is looked at.
          if (code !== 'CHECKPOINT_NOT_OURS') return fail(code, message);
        }
        return fail('LOCKER_BUSY', '别的程序一直在更换这个证据库的密钥。请关掉其他留痕程序后再试。');
      }),
  };
}

async function makeOnce(
  { locker, signing }: Parameters<typeof createCheckpointer>[0],
  isForced: boolean,
): Promise<Result<HeldCheckpoint, SigningError | 'CHECKPOINT_NOT_OURS'>> {
  const signer = await signing.ensureKey();
  if (!signer.ok) return signer;
  const head = await locker.treeHead();
  const last = isForced ? undefined : await lastUnlessNews(locker, head.size);
  if (last !== undefined) return ok(last);
  const { keyName, keyId, sign } = signer.value;
  // Whoever appends meanwhile appends after this head: it stays a head of this ledger.
  return await locker.recordCheckpoint(
    formatSignedCheckpoint({ head, keyName, keyId, signature: sign(signedBytes(head)) }),
  );
}

/** The newest checkpoint, if nothing but checkpoints and stamps came after what it covers. */
async function lastUnlessNews(
  locker: Pick<SigningLocker, 'listCheckpoints'>,
  treeSize: number,
): Promise<HeldCheckpoint | undefined> {
  const { checkpoints } = await locker.listCheckpoints({ offset: 0, limit: LOOKED_AT });
  const last = checkpoints.toSorted((a, b) => b.size - a.size)[0];
  if (last === undefined) return undefined;
  const own = checkpoints
    .flatMap(({ seq, timestamps }) => [seq, ...timestamps.map((each) => each.seq)])
    .filter((seq) => seq >= last.size);
  return last.size + own.length === treeSize ? last : undefined;
}
