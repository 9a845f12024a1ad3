import type { Failure, Result } from '../../core/result.ts';
import type { Locker, LockerError } from '../locker/index.ts';

/** What keeps the private half from whoever gets at the file. */
export interface KeyProtector {
  readonly name: 'platform-key-store' | 'file';
  isAvailable(): boolean;
  /** Null when the platform would not. */
  protect(secret: Uint8Array): Uint8Array | null;
  /** Null when the platform would not, or it was not this one that protected it. */
  unprotect(sealed: Uint8Array): Uint8Array | null;
}

/** The part of a locker that keys and checkpoints need. */
export type SigningLocker = Pick<
  Locker,
  'lockerId' | 'signingKey' | 'setSigningKey' | 'treeHead' | 'recordCheckpoint' | 'listCheckpoints'
>;

export type SigningError =
  | LockerError
  /** The private half is on this machine, and this program cannot read it. */
  | 'KEY_UNREADABLE'
  | 'KEY_NOT_SAVED';

export type KeyImportError =
  | SigningError
  /** Not a key file of ours, or damaged. */
  | 'KEY_FILE_MALFORMED'
  | 'PASSPHRASE_WRONG'
  /** The key of another locker, or one that was replaced. */
  | 'KEY_NOT_CURRENT';

/** The key that signs now, as it is shown. */
export interface CurrentKey {
  readonly keyId: string;
  readonly publicKeyHex: string;
  readonly setAtUtc: string;
  /** `missing`: not on this machine; the next checkpoint makes a new one. */
  readonly protection: 'platform-key-store' | 'file' | 'missing';
  readonly earlierKeyCount: number;
}

/** The private half, ready for use. */
export interface Signer {
  readonly publicKeyHex: string;
  /** Name of the key: the locker's origin. */
  readonly keyName: string;
  readonly keyId: string;
  /** Ed25519 (RFC 8032), 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** The key of a locker on this machine. Calls run one after the other. */
export interface Signing {
  /**
   * The key that the ledger names, made at first need: saved durably first, then entered. A key whose private half is not
   * on this machine is replaced by a new one that it does not vouch for, and `onKeyMade` tells so.
   */
  ensureKey(): Promise<Result<Signer, SigningError>>;
  /** Null before the first key. */
  currentKey(): Promise<CurrentKey | null>;
  /** A new key that the old one vouches for. `isOldLost`: it cannot, for its private half is lost or cannot be read. */
  rotate(options?: {
    readonly isOldLost: boolean;
  }): Promise<Result<CurrentKey, SigningError | 'KEY_MISSING'>>;
  /** The key file as text, encrypted with the passphrase (key-export.ts). */
  exportKey(passphrase: string): Promise<Result<string, 'KEY_MISSING' | 'KEY_UNREADABLE'>>;
  /** Keeps an exported key on this machine, if it is the one that signs now. Where none does yet, this one is entered. */
  importKey(text: string, passphrase: string): Promise<Result<{ readonly keyId: string }, KeyImportError>>;
}

export const keyFailures = {
  KEY_UNREADABLE: {
    code: 'KEY_UNREADABLE',
    message:
      '签名密钥在这台电脑上，但这个程序打不开它（可能由系统的密钥库保管，或文件已损坏）。请在留痕的窗口里操作，或用 key import 导入备份；都不行时用 key rotate --old-key-lost 换一把新的。',
  },
  KEY_NOT_SAVED: {
    code: 'KEY_NOT_SAVED',
    message: '签名密钥没有保存：磁盘写不进去。请检查剩余空间和文件夹权限后再试；证据不受影响。',
  },
  KEY_MISSING: {
    code: 'KEY_MISSING',
    message:
      '这台电脑上没有这个证据库的签名密钥。请用 key import 导入备份；没有备份时，下一个检查点会自动换一把新的。',
  },
  KEY_FILE_MALFORMED: {
    code: 'KEY_FILE_MALFORMED',
    message: '这不是留痕导出的密钥文件，或文件已损坏。请重新选择。',
  },
  PASSPHRASE_WRONG: {
    code: 'PASSPHRASE_WRONG',
    message: '口令不对，或密钥文件被改过。请核对口令后再试。',
  },
  KEY_NOT_CURRENT: {
    code: 'KEY_NOT_CURRENT',
    message: '这把密钥不是这个证据库现在用的：可能属于别的证据库，或已经被换掉。没有导入。',
  },
} as const satisfies Record<string, Failure<string>>;

/** The failure of this code as a result. */
export function keyFailure<Code extends keyof typeof keyFailures>(
  code: Code,
): { readonly ok: false; readonly error: Failure<Code> } {
  const { message } = keyFailures[code];
  return { ok: false, error: { code, message } };
}
