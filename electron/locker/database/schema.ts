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
  'view_recording',
  'view_call',
  'view_transcript',
  'view_signing_key',
  'view_checkpoint',
  'view_timestamp',
  'view_timestamp_object',
  'view_clock_event',
  'view_session',
  'view_removal',
  'view_backup',
  'view_verification_extent',
  'view_case_record',
] as const;
export type ProjectionTable = (typeof projectionTables)[number];

/** Creates the whole schema in an empty database; the caller has a transaction open. */
export function createSchema(database: Database, version = SCHEMA_VERSION): void {
  database.pragma(`application_id = ${APPLICATION_ID}`);
  upgradeSchema(database, 0, version);
}

/** Applies the steps after `from` up to `to`, in one transaction that the caller has open. */
export function upgradeSchema(database: Database, from: number, to = SCHEMA_VERSION): void {
  for (const { statements } of migrations.slice(from, to))
    for (const statement of statements) database.exec(statement);
  database.pragma(`user_version = ${to}`);
}

/**
 * Gives a connection that cannot write the tables that a locker of an older version lacks: empty, as they would be, and
 * its own (`TEMP`).
 */
export function lendNewerTables(database: Database): void {
  const statements = migrations.slice(knownVersionOf(database)).flatMap((migration) => migration.statements);
  for (const statement of statements) database.exec(statement.replace(/^CREATE TABLE/, 'CREATE TEMP TABLE'));
}

/** The version whose schema a database must have: its own if it is one that was, else this program's. */
export function knownVersionOf(database: Database): number {
  const version = Number(database.pragma('user_version', { simple: true }));
  return version >= 1 && version <= SCHEMA_VERSION ? version : SCHEMA_VERSION;
}

/** An empty database in memory with this version's schema: for rebuilding projections and for the golden text. */
export function scratchDatabase(version = SCHEMA_VERSION): Database {
  const scratch = new SqliteDatabase(':memory:');
  createSchema(scratch, version);
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

const golden = new Map<number, readonly string[]>();

/** Differences between a database's schema and a version's golden copy: `+` too much, `-` missing. */
export function schemaDifferences(database: Database, version = SCHEMA_VERSION): readonly string[] {
  const wanted = goldenLines(version);
  const found = schemaLines(database);
  return [
    ...found.filter((line) => !wanted.includes(line)).map((line) => `+${line}`),
    ...wanted.filter((line) => !found.includes(line)).map((line) => `-${line}`),
  ];
}

function goldenLines(version: number): readonly string[] {
  const known = golden.get(version);
  if (known !== undefined) return known;
  const scratch = scratchDatabase(version);
  const lines = schemaLines(scratch);
  scratch.close();
  golden.set(version, lines);
  return lines;
}
