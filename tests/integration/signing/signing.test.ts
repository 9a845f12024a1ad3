import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSignature } from '../../../core/checkpoints/index.ts';
import { createSigning, type KeyProtector, type KeyReason } from '../../../electron/signing/index.ts';
import { codeOfFailure, unwrap } from '../locker/samples.ts';
import { MemoryLedger, temporaryState } from './memory-ledger.ts';

let ledger: MemoryLedger;
let state: ReturnType<typeof temporaryState>;
let made: KeyReason[];

beforeEach(() => {
  ledger = new MemoryLedger();
  state = temporaryState();
  made = [];
});
afterEach(() => state.remove());

const keysFolder = () => join(state.path, 'keys');
const firstFile = () => join(keysFolder(), `${ledger.lockerId}.json`);
const laterFile = (keyId: string) => join(keysFolder(), `${ledger.lockerId}.${keyId}.json`);
const files = () => readdirSync(keysFolder()).sort();
const signing = (protector?: KeyProtector, stateFolder = state.path) =>
  createSigning({ locker: ledger, stateFolder, protector, onKeyMade: ({ why }) => made.push(why) });

/** A key store that only this “machine” can open. */
function keyStore(mask = 0x5a): KeyProtector {
  const turn = (bytes: Uint8Array) => bytes.map((byte) => byte ^ mask);
  return { name: 'platform-key-store', isAvailable: () => true, protect: turn, unprotect: turn };
}

describe('a locker’s key (P25)', () => {
  it('is made at first need, once, readable by the user alone, and signs what the ledger’s key verifies', async () => {
    expect(await signing().currentKey()).toBeNull();
    const first = unwrap(await signing().ensureKey());
    const again = unwrap(await signing().ensureKey());
    expect(again.publicKeyHex).toBe(first.publicKeyHex);
    expect(made).toEqual(['first']);
    expect(ledger.keys).toMatchObject([{ publicKey: first.publicKeyHex, replaces: null }]);
    expect(files()).toEqual([`${ledger.lockerId}.json`]);
    if (process.platform !== 'win32') expect(statSync(firstFile()).mode & 0o777).toBe(0o600);
    const words = new TextEncoder().encode('words');
    expect(isSignature(again.sign(words), words, first.publicKeyHex)).toBe(true);
    expect(await signing().currentKey()).toMatchObject({ protection: 'file', earlierKeyCount: 0 });
  });

  it('is on disk before the ledger names it: a crash between the two is repaired with the same key', async () => {
    let saved = '';
    ledger.beforeEntry = async () => {
      saved = readFileSync(firstFile(), 'utf8');
      throw new Error('the power went out');
    };
    await expect(signing().ensureKey()).rejects.toThrow('the power went out');
    expect(ledger.keys).toEqual([]);
    const { publicKeyHex } = unwrap(await signing().ensureKey());
    expect(JSON.parse(saved)).toMatchObject({ publicKey: publicKeyHex });
    expect(readFileSync(firstFile(), 'utf8')).toBe(saved);
  });

  it('is one, when two programs make it at the same time on one machine', async () => {
    ledger.beforeEntry = async () => unwrap(await signing().ensureKey());
    const [first, second] = await Promise.all([signing().ensureKey(), signing().ensureKey()]);
    expect(unwrap(first).publicKeyHex).toBe(unwrap(second).publicKeyHex);
    expect(ledger.keys).toHaveLength(1);
    expect(JSON.parse(readFileSync(firstFile(), 'utf8'))).toMatchObject({
      publicKey: unwrap(first).publicKeyHex,
    });
  });

  it('that is not on this machine is replaced by one it does not vouch for, and that is told', async () => {
    const old = unwrap(await signing().ensureKey());
    rmSync(firstFile());
    expect(await signing().currentKey()).toMatchObject({ protection: 'missing' });
    const fresh = unwrap(await signing().ensureKey());
    expect(made).toEqual(['first', 'lost']);
    expect(ledger.keys[1]).toMatchObject({
      publicKey: fresh.publicKeyHex,
      replaces: old.publicKeyHex,
      isEndorsed: false,
    });
  });

  it('of another machine that came first is replaced, not mistaken for ours', async () => {
    const elsewhere = temporaryState();
    try {
      ledger.beforeEntry = async () => unwrap(await signing(undefined, elsewhere.path).ensureKey());
      const ours = unwrap(await signing().ensureKey());
      expect(ledger.keys).toHaveLength(2);
      expect(ledger.keys.at(-1)?.publicKey).toBe(ours.publicKeyHex);
    } finally {
      elsewhere.remove();
    }
  });

  it('is not made where it cannot be saved', async () => {
    writeFileSync(keysFolder(), 'a file where the folder should be');
    expect(codeOfFailure(await signing().ensureKey())).toBe('KEY_NOT_SAVED');
    expect(ledger.keys).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['cut off', '{"format":"liuhen-key/1",'],
    ['without its members', '{"format":"liuhen-key/1"}'],
    ['zeroes', '\u0000'.repeat(200)],
  ])('that cannot be read any more is neither replaced nor written over: %s', async (_name, damage) => {
    unwrap(await signing().ensureKey());
    writeFileSync(firstFile(), damage);
    expect(codeOfFailure(await signing().ensureKey())).toBe('KEY_UNREADABLE');
    expect(codeOfFailure(await signing().rotate())).toBe('KEY_UNREADABLE');
    expect(codeOfFailure(await signing().exportKey('passphrase'))).toBe('KEY_UNREADABLE');
    expect(readFileSync(firstFile(), 'utf8')).toBe(damage);
    expect(ledger.keys).toHaveLength(1);
  });

  it('whose secret is not that of its public half is damaged', async () => {
    unwrap(await signing().ensureKey());
    const file = JSON.parse(readFileSync(firstFile(), 'utf8'));
    writeFileSync(firstFile(), JSON.stringify({ ...file, secret: Buffer.alloc(32, 1).toString('base64') }));
    expect(codeOfFailure(await signing().ensureKey())).toBe('KEY_UNREADABLE');
  });
});

describe('the platform’s key store', () => {
  it('keeps the secret out of the file; whoever has not that store is told, and nothing is lost', async () => {
    const { publicKeyHex } = unwrap(await signing(keyStore()).ensureKey());
    expect(await signing(keyStore()).currentKey()).toMatchObject({ protection: 'platform-key-store' });
    expect(codeOfFailure(await signing().ensureKey())).toBe('KEY_UNREADABLE');
    expect(await signing().currentKey()).toMatchObject({ protection: 'platform-key-store' });
    expect(codeOfFailure(await signing(keyStore(0x11)).ensureKey())).toBe('KEY_UNREADABLE');
    expect(unwrap(await signing(keyStore()).ensureKey()).publicKeyHex).toBe(publicKeyHex);
    expect(made).toEqual(['first']);
  });

  it('that refuses leaves the file as the guard, and says so', async () => {
    const refusing: KeyProtector = { ...keyStore(), protect: () => null, unprotect: () => null };
    unwrap(await signing(refusing).ensureKey());
    expect(await signing(refusing).currentKey()).toMatchObject({ protection: 'file' });
    unwrap(await signing().ensureKey());
  });
});

describe('rotation', () => {
  it('enters a key that the old one vouches for, saves it beside that, and touches no file', async () => {
    const old = unwrap(await signing().ensureKey());
    const content = readFileSync(firstFile(), 'utf8');
    const rotated = unwrap(await signing().rotate());
    expect(rotated).toMatchObject({ protection: 'file', earlierKeyCount: 1 });
    expect(ledger.keys[1]).toMatchObject({ replaces: old.publicKeyHex, isEndorsed: true });
    expect([firstFile(), laterFile(rotated.keyId)].map((path) => basename(path)).sort()).toEqual(files());
    expect(readFileSync(firstFile(), 'utf8')).toBe(content);
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(rotated.publicKeyHex);
    expect(made).toEqual(['first', 'rotated']);
  });

  it('interrupted before the entry goes on with the old key, after it with the new one', async () => {
    const old = unwrap(await signing().ensureKey());
    ledger.beforeEntry = async () => {
      throw new Error('the power went out');
    };
    await expect(signing().rotate()).rejects.toThrow('the power went out');
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(old.publicKeyHex);
    const rotated = unwrap(await signing().rotate());
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(rotated.publicKeyHex);
  });

  it('of an earlier release, which moved the old key aside, is understood', async () => {
    const old = unwrap(await signing().ensureKey());
    const rotated = unwrap(await signing().rotate());
    renameSync(firstFile(), laterFile(old.keyId));
    renameSync(laterFile(rotated.keyId), firstFile());
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(rotated.publicKeyHex);
    expect(await signing().currentKey()).toMatchObject({ protection: 'file', earlierKeyCount: 1 });
  });

  it('loses against another program’s and then replaces that one’s key', async () => {
    unwrap(await signing().ensureKey());
    ledger.beforeEntry = async () => unwrap(await signing().rotate());
    unwrap(await signing().rotate());
    expect(ledger.keys.map(({ isEndorsed }) => isEndorsed)).toEqual([true, true, true]);
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(ledger.keys.at(-1)?.publicKey);
  });

  it('without a key, or without its private half, is refused; a lost key may be given up', async () => {
    expect(codeOfFailure(await signing().rotate())).toBe('KEY_MISSING');
    unwrap(await signing().ensureKey());
    writeFileSync(firstFile(), 'damaged');
    expect(codeOfFailure(await signing().rotate())).toBe('KEY_UNREADABLE');
    const rotated = unwrap(await signing().rotate({ isOldLost: true }));
    expect(ledger.keys.at(-1)).toMatchObject({ publicKey: rotated.publicKeyHex, isEndorsed: false });
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(rotated.publicKeyHex);
    expect(readFileSync(firstFile(), 'utf8')).toBe('damaged');
  });
});

describe('an exported key', () => {
  const passphrase = '一句够长的口令 passphrase';

  it('comes back on another machine, and in no other way than with its passphrase', async () => {
    const { publicKeyHex } = unwrap(await signing().ensureKey());
    const text = unwrap(await signing().exportKey(passphrase));
    const secret = JSON.parse(readFileSync(firstFile(), 'utf8')).secret as string;
    expect(text).not.toContain(secret);
    rmSync(keysFolder(), { recursive: true });
    expect(codeOfFailure(await signing().importKey(text, `${passphrase}!`))).toBe('PASSPHRASE_WRONG');
    expect(existsSync(keysFolder())).toBe(false);
    unwrap(await signing().importKey(text, passphrase));
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(publicKeyHex);
    expect(made).toEqual(['first']);
  });

  it('frees a key that the platform’s store holds, and takes the place of a damaged file', async () => {
    const { publicKeyHex } = unwrap(await signing(keyStore()).ensureKey());
    const text = unwrap(await signing(keyStore()).exportKey(passphrase));
    unwrap(await signing().importKey(text, passphrase));
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(publicKeyHex);
    const { keyId } = unwrap(await signing().ensureKey());
    for (const path of [firstFile(), laterFile(keyId)]) writeFileSync(path, 'damaged');
    expect(codeOfFailure(await signing().ensureKey())).toBe('KEY_UNREADABLE');
    unwrap(await signing().importKey(text, passphrase));
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(publicKeyHex);
    const kept = files().filter((name) => name.endsWith('.kept'));
    expect(kept.map((name) => readFileSync(join(keysFolder(), name), 'utf8'))).toEqual(['damaged']);
  });

  it('is the first of a locker that names none yet, whatever lies unused on this machine', async () => {
    const elsewhere = new MemoryLedger();
    const there = createSigning({ locker: elsewhere, stateFolder: join(state.path, 'elsewhere') });
    const { publicKeyHex } = unwrap(await there.ensureKey());
    const text = unwrap(await there.exportKey(passphrase));
    mkdirSync(keysFolder());
    writeFileSync(firstFile(), 'damaged');
    unwrap(await signing().importKey(text, passphrase));
    expect(unwrap(await signing().ensureKey()).publicKeyHex).toBe(publicKeyHex);
    expect(ledger.keys).toHaveLength(1);
  });

  it('of another locker, or one that was replaced, is not taken', async () => {
    unwrap(await signing().ensureKey());
    const text = unwrap(await signing().exportKey(passphrase));
    unwrap(await signing().rotate());
    expect(codeOfFailure(await signing().importKey(text, passphrase))).toBe('KEY_NOT_CURRENT');
    const other = Object.assign(new MemoryLedger(), { lockerId: '1'.repeat(26) });
    const elsewhere = createSigning({ locker: other, stateFolder: state.path });
    expect(codeOfFailure(await elsewhere.importKey(text, passphrase))).toBe('KEY_NOT_CURRENT');
  });

  it('is refused by name when any member was changed', async () => {
    unwrap(await signing().ensureKey());
    const file = JSON.parse(unwrap(await signing().exportKey(passphrase)));
    const changed = [
      [{ lockerId: '1'.repeat(26) }, 'PASSPHRASE_WRONG'],
      [{ publicKey: 'ab'.repeat(32) }, 'PASSPHRASE_WRONG'],
      [{ secret: Buffer.alloc(48).toString('base64') }, 'PASSPHRASE_WRONG'],
      [{ kdf: { ...file.kdf, N: 2 } }, 'KEY_FILE_MALFORMED'],
      [{ secret: 'AAAA' }, 'KEY_FILE_MALFORMED'],
      [{ more: 1 }, 'KEY_FILE_MALFORMED'],
      [{ format: 'liuhen-key/1' }, 'KEY_FILE_MALFORMED'],
    ] as const;
    for (const [change, code] of changed) {
      const text = JSON.stringify({ ...file, ...change });
      expect(codeOfFailure(await signing().importKey(text, passphrase)), JSON.stringify(change)).toBe(code);
    }
    expect(codeOfFailure(await signing().importKey('not JSON', passphrase))).toBe('KEY_FILE_MALFORMED');
  });
});
