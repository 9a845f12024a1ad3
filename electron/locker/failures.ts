import { statfsSync } from 'node:fs';
import { assertNever } from '../../core/assert.ts';
import { type Failure, fail } from '../../core/result.ts';

/** What the disk or the database may do to any command. */
export type StorageError =
  | 'LOCKER_BUSY'
  | 'LOCKER_CORRUPT'
  | 'LOCKER_READ_ONLY'
  | 'DISK_FULL'
  | 'DISK_FAILED';

const systemCodes: Readonly<Record<string, StorageError>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'DISK_FULL',
  EROFS: 'LOCKER_READ_ONLY',
  EACCES: 'LOCKER_READ_ONLY',
  EPERM: 'LOCKER_READ_ONLY',
  EIO: 'DISK_FAILED',
  ENXIO: 'DISK_FAILED',
  ENODEV: 'DISK_FAILED',
  ENOENT: 'DISK_FAILED',
  ENOTDIR: 'DISK_FAILED',
  EISDIR: 'DISK_FAILED',
  EMFILE: 'DISK_FAILED',
  ENFILE: 'DISK_FAILED',
  ESTALE: 'DISK_FAILED',
  EBUSY: 'LOCKER_BUSY',
};

const sqliteCodes: readonly (readonly [prefix: string, code: StorageError])[] = [
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_BUSY', 'LOCKER_BUSY'],
  ['SQLITE_LOCKED', 'LOCKER_BUSY'],
  ['SQLITE_PROTOCOL', 'LOCKER_BUSY'],
  ['SQLITE_CORRUPT', 'LOCKER_CORRUPT'],
  ['SQLITE_NOTADB', 'LOCKER_CORRUPT'],
  ['SQLITE_FORMAT', 'LOCKER_CORRUPT'],
  ['SQLITE_SCHEMA', 'LOCKER_CORRUPT'],
  ['SQLITE_ERROR', 'LOCKER_CORRUPT'],
  ['SQLITE_IOERR_CORRUPTFS', 'LOCKER_CORRUPT'],
  ['SQLITE_READONLY', 'LOCKER_READ_ONLY'],
  ['SQLITE_PERM', 'LOCKER_READ_ONLY'],
  ['SQLITE_AUTH', 'LOCKER_READ_ONLY'],
  ['SQLITE_IOERR', 'DISK_FAILED'],
  ['SQLITE_CANTOPEN', 'DISK_FAILED'],
];

/** Thrown where a stored row contradicts the ledger's rules; becomes `LOCKER_CORRUPT` at the locker's face. */
export class LockerCorruptError extends Error {
  override readonly name = 'LockerCorruptError';
}

/** The system's or SQLite's code of a thrown value, or undefined when it carries none. */
export function codeOf(thrown: unknown): string | undefined {
  const code = thrown instanceof Error ? (thrown as { readonly code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Which expected failure a thrown value is; undefined means a broken invariant, which the caller must rethrow. */
export function storageErrorOf(thrown: unknown): StorageError | undefined {
  if (thrown instanceof LockerCorruptError) return 'LOCKER_CORRUPT';
  const code = codeOf(thrown);
  if (code === undefined) return undefined;
  return systemCodes[code] ?? sqliteCodes.find(([prefix]) => code.startsWith(prefix))?.[1];
}

/** Runs `work`; what the disk or the database did wrong comes back as a failure with its code, anything else is thrown on. */
export function guarded<Value>(
  directory: string,
  work: () => Value,
): Value | { readonly ok: false; readonly error: Failure<StorageError> } {
  try {
    return work();
  } catch (thrown) {
    const code = storageErrorOf(thrown);
    if (code === undefined) throw thrown;
    const isFull =
      code === 'DISK_FAILED' && (freeBytesOf(directory) ?? SMALLEST_FREE_BYTES) < SMALLEST_FREE_BYTES;
    return storageFailure(isFull ? 'DISK_FULL' : code, directory, codeOf(thrown) ?? '');
  }
}

/**
 * With less than this SQLite cannot even open a log, and reports that as another I/O error (`SQLITE_IOERR_SHMSIZE`):
 * its index of the log alone takes 32 KiB.
 */
const SMALLEST_FREE_BYTES = 64 * 1024;

/** The failure for a code, told to the user with what to do; `cause` is the system's or SQLite's own code. */
export function storageFailure(code: StorageError, directory: string, cause: string) {
  const details = { cause };
  switch (code) {
    case 'DISK_FULL': {
      const freeBytes = freeBytesOf(directory);
      const free = freeBytes === undefined ? '' : `（还剩 ${Math.floor(freeBytes / 1024 / 1024)} MB）`;
      return fail(code, `磁盘空间不足${free}，这次没有保存。请清理出空间后再试；以前固定的证据不受影响。`, {
        ...details,
        ...(freeBytes === undefined ? {} : { freeBytes }),
      });
    }
    case 'DISK_FAILED':
      return fail(
        code,
        `读写磁盘出错（${cause}），这次没有保存。请检查磁盘或移动硬盘的连接，再试一次；仍不行请尽快备份证据库。`,
        details,
      );
    case 'LOCKER_BUSY':
      return fail(
        code,
        '证据库正被另一个程序占用，等了一会儿仍没轮到。请关掉多余的留痕窗口或命令后再试。',
        details,
      );
    case 'LOCKER_CORRUPT':
      return fail(
        code,
        '证据库的账本读不出来，可能已损坏。请不要改动它的文件夹，先整个复制一份，再运行校验查看是哪里坏了。',
        details,
      );
    case 'LOCKER_READ_ONLY':
      return fail(
        code,
        '证据库所在的磁盘或文件夹是只读的，不能写入；仍可查看、导出和校验。要继续取证，请解除只读或换一个位置。',
        details,
      );
    default:
      return assertNever(code);
  }
}

/** Free bytes for this user where the folder lies; undefined where the system does not say. */
export function freeBytesOf(directory: string): number | undefined {
  try {
    const figures = statfsSync(directory);
    return figures.bavail * figures.bsize;
  } catch {
    // Only an addition to a message or a figure that is shown: the failure itself is reported without it.
    return undefined;
  }
}
