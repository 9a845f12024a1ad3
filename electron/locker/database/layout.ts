import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../failures.ts';

/** Names inside a locker's folder (docs/format.md section 1). */
export const DATABASE_FILE = 'locker.sqlite';
export const OBJECTS_FOLDER = 'objects';
export const RECORDING_FOLDER = 'recording';

/** Temporary files of objects being written: `objects/tmp-…`. */
export const TEMPORARY_PREFIX = 'tmp-';

const ownNames = new Set([
  DATABASE_FILE,
  `${DATABASE_FILE}-wal`,
  `${DATABASE_FILE}-shm`,
  `${DATABASE_FILE}-journal`,
  OBJECTS_FOLDER,
  RECORDING_FOLDER,
  // What desktops leave behind in any folder somebody looked into.
  '.DS_Store',
  'desktop.ini',
  'Thumbs.db',
]);

/** Files of removed objects that are to be overwritten: `objects/tmp-shred-…`. */
export const RETIRED_PREFIX = `${TEMPORARY_PREFIX}shred-`;

/** What lies where a locker is, or is to be. */
export type FolderState =
  | { readonly state: 'absent' }
  | { readonly state: 'not-a-folder' }
  | {
      readonly state: 'folder';
      readonly hasDatabase: boolean;
      /** A `-wal` beside the database: a connection is open somewhere, or was killed. */
      readonly hasWal: boolean;
      readonly hasObjects: boolean;
      readonly hasForeignFiles: boolean;
      /** Whether this user may write here and the file system takes writes. */
      readonly isWritable: boolean;
    };

/** Looks at a folder without opening any file in it; throws only what the disk throws. */
export function inspectFolder(directory: string): FolderState {
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found === undefined) return { state: 'absent' };
  if (!found.isDirectory()) return { state: 'not-a-folder' };
  const names = readdirSync(directory);
  const database = statSync(join(directory, DATABASE_FILE), { throwIfNoEntry: false });
  return {
    state: 'folder',
    hasDatabase: database !== undefined && database.size > 0,
    hasWal: existsSync(walPath(directory)),
    hasObjects: hasAnyObject(join(directory, OBJECTS_FOLDER)),
    hasForeignFiles: names.some((name) => !ownNames.has(name)),
    isWritable:
      isWritable(directory) && (database === undefined || isWritable(join(directory, DATABASE_FILE))),
  };
}

/** Path of the database's write-ahead log. */
export function walPath(directory: string): string {
  return join(directory, `${DATABASE_FILE}-wal`);
}

function hasAnyObject(objectsFolder: string): boolean {
  if (!existsSync(objectsFolder)) return false;
  return readdirSync(objectsFolder)
    .filter((name) => !name.startsWith(TEMPORARY_PREFIX))
    .some((name) => {
      const path = join(objectsFolder, name);
      return !statSync(path).isDirectory() || readdirSync(path).length > 0;
    });
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (thrown) {
    // EROFS holds for root too; permission bits do not.
    const code = codeOf(thrown);
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return false;
    throw thrown;
  }
}
