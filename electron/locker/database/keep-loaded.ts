import Database from 'better-sqlite3';

let isLoaded = false;

/**
 * Loads the native database module into the calling thread, once. Every owner of a thread that uses the database calls
 * this on its own main thread first: a module that only threads have loaded is unmapped when the last of them ends, and
 * a callback that still comes for it then crashes the whole process (nodejs/node#63540, WiseLibs/better-sqlite3#1476).
 */
export function keepDatabaseLoaded(): void {
  if (isLoaded) return;
  new Database(':memory:').close();
  isLoaded = true;
}
