import SqliteDatabase, { type Database, type Options } from 'better-sqlite3';

/** Thrown when the folder of a database went away under us: an unplugged disk. */
class FolderGoneError extends Error {
  override readonly name = 'FolderGoneError';
  readonly code = 'ENOENT';
}

/** Opens a database file; throws SQLite's errors with their codes, and `ENOENT` when its folder cannot be seen. */
export function openDatabaseFile(path: string, options: Options): Database {
  try {
    return new SqliteDatabase(path, options);
  } catch (thrown) {
    // The library looks for the folder itself and says so without a code.
    if (thrown instanceof TypeError && thrown.message.includes('directory does not exist')) {
      throw new FolderGoneError(thrown.message);
    }
    throw thrown;
  }
}
