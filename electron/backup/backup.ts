import type { Readable } from 'node:stream';
import type { Sha256Hex } from '../../core/hex.ts';
import type { Failure, Result } from '../../core/result.ts';

/** Names below a backup's root. Its layout is that of a locker, so that `verify` and `restore` read it as one. */
export const backupFiles = {
  database: 'locker.sqlite',
  /** `sha256sum -c objects.sha256` checks every object with the system's own tools. */
  objectList: 'objects.sha256',
  /** Tree head of the ledger in it. */
  head: 'head.txt',
  note: '这是备份.txt',
} as const;

export const backupErrors = [
  'BACKUP_TARGET_UNREACHABLE',
  'BACKUP_TARGET_REFUSED',
  'BACKUP_TARGET_FULL',
  'BACKUP_TARGET_FAILED',
  /** The place holds a newer or another ledger than this locker's. */
  'BACKUP_DIVERGES',
  'BACKUP_OF_ANOTHER_LOCKER',
  'BACKUP_INSIDE_LOCKER',
  'BACKUP_NOT_FOUND',
  'BACKUP_DAMAGED',
  'RESTORE_NOT_EMPTY',
  'CANCELLED',
] as const;
export type BackupError = (typeof backupErrors)[number];

/** A place that holds a backup: a folder, or a folder on a WebDAV server. Whole files only; a name is replaced at once. */
export interface BackupStore {
  readonly target: 'folder' | 'webdav';
  /** For people: the folder, or the server's address without a password. */
  readonly place: string;
  /** Whole objects that are there, with their sizes. */
  listObjects(): Promise<ReadonlyMap<Sha256Hex, number>>;
  /** Writes under the object's name only once all bytes are there and have this hash; throws {@link ContentMismatch}. */
  putObject(object: StoredObject, content: Readable): Promise<void>;
  getObject(sha256: Sha256Hex): Promise<Readable>;
  removeObject(sha256: Sha256Hex): Promise<void>;
  readText(name: string): Promise<string | undefined>;
  putText(name: string, text: string): Promise<void>;
  putFile(name: string, path: string): Promise<void>;
  getFile(name: string): Promise<Readable | undefined>;
  /** Free bytes, where the place says. */
  freeBytes(): Promise<number | undefined>;
}

export interface StoredObject {
  readonly sha256: Sha256Hex;
  readonly sizeBytes: number;
}

/** Thrown by a store when what was to be an object does not have its hash. */
export class ContentMismatch extends Error {
  override readonly name = 'ContentMismatch';
}

/** What a backup did. */
export interface BackupOutcome {
  readonly place: string;
  readonly treeSize: number;
  readonly objectCount: number;
  readonly newObjectCount: number;
  readonly sizeBytes: number;
  /** Objects of the locker that are missing or damaged there: the backup is as complete as the locker is. */
  readonly damagedObjects: readonly Sha256Hex[];
}

export interface LongWork {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: string, done: number, total: number) => void) | undefined;
}

export type BackupResult = Result<BackupOutcome, BackupError | Failure<string>['code']>;

/** Path of an object below a backup's root. */
export function objectName(sha256: Sha256Hex): string {
  return `objects/${sha256.slice(0, 2)}/${sha256}`;
}
