import SqliteDatabase, { type Database } from 'better-sqlite3';
import { migrations, SCHEMA_VERSION } from './migrations/index.ts';
import { APPLICATION_ID } from './pragmas.ts';

/** Tables that are derived from the ledger and compared with a fresh derivation by verification. */
export const projectionTables = [
  'view_entry',
  'view_item',
  'view_order',
  'view_exhibit',
  'view_verification',
] as const;
export type ProjectionTable = (typeof projectionTables)[number];

/** Creates the whole schema in an empty database; the caller has a transaction open. */
export function createSchema(database: Database): void {
  for (const { statements } of migrations) for (const statement of statements) database.exec(statement);
  database.pragma(`application_id = ${APPLICATION_ID}`);
  database.pragma(`user_version = ${SCHEMA_VERSION}`);
}

/** An empty database in memory with this version's schema: for rebuilding projections and for the golden text. */
export function scratchDatabase(): Database {
  const scratch = new SqliteDatabase(':memory:');
  createSchema(scratch);
  return scratch;
}

/** Every object of a schema with the text that made it, one a line, sorted: what is compared with the golden copy. */
export function schemaLines(database: Database): readonly string[] {
  const rows = database
    .prepare<[], { type: string; name: string; tbl_name: string; sql: string | null }>(
      'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name',
    )
    .all();
  return rows.map(({ type, name, tbl_name, sql }) => JSON.stringify([type, name, tbl_name, sql]));
}

let golden: readonly string[] | undefined;

/** Differences between a database's schema and this version's golden copy: `+` too much, `-` missing. */
export function schemaDifferences(database: Database): readonly string[] {
  if (golden === undefined) {
    const scratch = scratchDatabase();
    golden = schemaLines(scratch);
    scratch.close();
  }
  const wanted = golden;
  const found = schemaLines(database);
  return [
    ...found.filter((line) => !wanted.includes(line)).map((line) => `+${line}`),
    ...wanted.filter((line) => !found.includes(line)).map((line) => `-${line}`),
  ];
}
