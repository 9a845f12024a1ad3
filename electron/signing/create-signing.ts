import { endorsedBytes, keyIdOf } from '../../core/checkpoints/index.ts';
import { toHex } from '../../core/hex.ts';
import { originOf } from '../../core/ledger/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { CheckpointRefusal, LockerError, SigningKey } from '../locker/index.ts';
import { inOrder } from '../platform/index.ts';
import { decryptKey, encryptKey } from './key-export.ts';
import { type FoundKey, fileProtector, type KeyFolder, openKeyFolder } from './key-file.ts';
import { freshSecret, publicKeyHexOf, signerOf } from './key-pair.ts';
import {
  type CurrentKey,
  type KeyImportError,
  type KeyProtector,
  keyFailure,
  type Signer,
  type Signing,
  type SigningError,
  type SigningLocker,
} from './signing.ts';

/** How often somebody else's key may come first before we give up; each time theirs is used or replaced. */
const ATTEMPTS = 5;

export interface SigningDeps {
  readonly locker: Pick<SigningLocker, 'lockerId' | 'signingKey' | 'setSigningKey'>;
  readonly stateFolder: string;
  /** For new keys, where it is available; the file itself otherwise. */
  readonly protector?: KeyProtector | undefined;
  /** Told after a key was entered. `lost`: instead of one that is not on this machine, and that does not vouch for it. */
  readonly onKeyMade?: ((made: { readonly keyId: string; readonly why: KeyReason }) => void) | undefined;
}
export type KeyReason = 'first' | 'lost' | 'rotated';

/** A {@link Signing}. Nothing is read or written before the first call. */
export function createSigning(deps: SigningDeps): Signing {
  const { locker, stateFolder, protector = fileProtector } = deps;
  const parts: Parts = { ...deps, keys: openKeyFolder(stateFolder, locker.lockerId, protector) };
  const next = inOrder();
  return {
    ensureKey: () => next(() => ensureKey(parts)),
    currentKey: () => next(() => currentKey(parts)),
    rotate: ({ isOldLost } = { isOldLost: false }) => next(() => rotate(parts, isOldLost)),
    exportKey: (passphrase) => next(() => exportKey(parts, passphrase)),
    importKey: (text, passphrase) => next(() => importKey(parts, text, passphrase)),
  };
}

interface Parts extends SigningDeps {
  readonly keys: KeyFolder;
}

async function ensureKey(parts: Parts): Promise<Result<Signer, SigningError>> {
  const { locker, keys } = parts;
  return untilEntered<SigningError>(async () => {
    const entered = await locker.signingKey();
    const found = await keys.find(entered?.publicKey);
    if (isHidden(found)) return keyFailure('KEY_UNREADABLE');
    if (entered !== null && found.state === 'ready') return ok(signerOf(locker.lockerId, found.secret));
    // A key that lies ready and that no entry names: a crash came between the two.
    const secret = found.state === 'ready' ? found.secret : freshSecret();
    const why = entered === null ? 'first' : 'lost';
    return await enter(parts, { secret, replaced: entered, endorsement: null, why });
  });
}

async function rotate(
  parts: Parts,
  isOldLost: boolean,
): Promise<Result<CurrentKey, SigningError | 'KEY_MISSING'>> {
  const { locker, keys } = parts;
  const rotated = await untilEntered<SigningError | 'KEY_MISSING'>(async () => {
    const entered = await locker.signingKey();
    if (entered === null && !isOldLost) return keyFailure('KEY_MISSING');
    const found = await keys.find(entered?.publicKey);
    const secret = freshSecret();
    if (isOldLost || entered === null) {
      return await enter(parts, { secret, replaced: entered, endorsement: null, why: 'lost' });
    }
    if (isHidden(found)) return keyFailure('KEY_UNREADABLE');
    if (found.state !== 'ready') return keyFailure('KEY_MISSING');
    const old = signerOf(locker.lockerId, found.secret);
    const words = endorsedBytes(old.keyName, old.publicKeyHex, publicKeyHexOf(secret));
    const endorsement = toHex(old.sign(words));
    return await enter(parts, { secret, replaced: entered, endorsement, why: 'rotated' });
  });
  if (!rotated.ok) return rotated;
  const key = await currentKey(parts);
  return key === null ? keyFailure('KEY_MISSING') : ok(key);
}

async function currentKey({ locker, keys }: Parts): Promise<CurrentKey | null> {
  const entered = await locker.signingKey();
  if (entered === null) return null;
  const found = await keys.find(entered.publicKey);
  return {
    keyId: keyIdOf(originOf(locker.lockerId), entered.publicKey),
    publicKeyHex: entered.publicKey,
    setAtUtc: entered.atUtc,
    protection: 'protection' in found ? found.protection : 'missing',
    earlierKeyCount: entered.earlierCount,
  };
}

async function exportKey(
  { locker, keys }: Parts,
  passphrase: string,
): Promise<Result<string, 'KEY_MISSING' | 'KEY_UNREADABLE'>> {
  const entered = await locker.signingKey();
  if (entered === null) return keyFailure('KEY_MISSING');
  const found = await keys.find(entered.publicKey);
  if (isHidden(found)) return keyFailure('KEY_UNREADABLE');
  if (found.state !== 'ready') return keyFailure('KEY_MISSING');
  return ok(await encryptKey(locker.lockerId, found.secret, passphrase));
}

async function importKey(
  parts: Parts,
  text: string,
  passphrase: string,
): Promise<Result<{ readonly keyId: string }, KeyImportError>> {
  const imported = await decryptKey(text, passphrase);
  if (!imported.ok) return imported;
  const { locker, keys } = parts;
  const { lockerId, publicKeyHex, secret } = imported.value;
  const entered = await locker.signingKey();
  if (lockerId !== locker.lockerId || (entered !== null && entered.publicKey !== publicKeyHex)) {
    return keyFailure('KEY_NOT_CURRENT');
  }
  if (entered === null) {
    const first = await enter(parts, { secret, replaced: null, endorsement: null, why: 'first' });
    if (first.ok) return ok({ keyId: first.value.keyId });
    const { code, message } = first.error;
    return code === 'CHECKPOINT_NOT_OURS' ? keyFailure('KEY_NOT_CURRENT') : fail(code, message);
  }
  const refused = await save(keys, secret);
  if (refused !== null) return refused;
  return ok({ keyId: keyIdOf(originOf(lockerId), publicKeyHex) });
}

interface NewKey {
  readonly secret: Uint8Array;
  readonly replaced: SigningKey | null;
  readonly endorsement: string | null;
  readonly why: KeyReason;
}

/** DURABILITY: the key is on disk before the ledger names it; whoever crashes in between finds it again. */
async function enter(
  { locker, keys, onKeyMade }: Parts,
  { secret, replaced, endorsement, why }: NewKey,
): Promise<Result<Signer, CheckpointRefusal | 'KEY_NOT_SAVED'>> {
  const signer = signerOf(locker.lockerId, secret);
  const publicKey = signer.publicKeyHex;
  const refused = await save(keys, secret);
  if (refused !== null) return refused;
  const set = await locker.setSigningKey({ publicKey, replaces: replaced?.publicKey ?? null, endorsement });
  if (!set.ok) return set;
  onKeyMade?.({ keyId: signer.keyId, why });
  return ok(signer);
}

/** `CHECKPOINT_NOT_OURS`: another program entered a key meanwhile. Then what it entered is looked at. */
async function untilEntered<Code extends string>(
  attempt: () => Promise<Result<Signer, Code | CheckpointRefusal | 'KEY_NOT_SAVED'>>,
): Promise<Result<Signer, Exclude<Code, 'CHECKPOINT_NOT_OURS'> | LockerError | 'KEY_NOT_SAVED'>> {
  for (let count = 0; count < ATTEMPTS; count += 1) {
    const outcome = await attempt();
    if (outcome.ok) return outcome;
    const { code, message } = outcome.error;
    if (code !== 'CHECKPOINT_NOT_OURS')
      return fail(code as Exclude<typeof code, 'CHECKPOINT_NOT_OURS'>, message);
  }
  return fail('LOCKER_BUSY', '别的程序一直在更换这个证据库的密钥。请关掉其他留痕程序后再试。');
}

function isHidden(found: FoundKey): boolean {
  return found.state === 'locked' || found.state === 'damaged';
}

/** Null once the key lies ready on this machine. */
async function save(
  keys: KeyFolder,
  secret: Uint8Array,
): Promise<ReturnType<typeof keyFailure<'KEY_NOT_SAVED'>> | null> {
  try {
    const found = await keys.find(publicKeyHexOf(secret));
    if (found.state !== 'ready') await keys.save(secret);
    return null;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    return keyFailure('KEY_NOT_SAVED');
  }
}

function isDiskError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';
}
