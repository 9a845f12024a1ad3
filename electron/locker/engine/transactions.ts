import { invariant } from '../../../core/assert.ts';
import type { Failure, Result } from '../../../core/result.ts';
import { guarded, type StorageError } from '../failures.ts';
import type { Connection } from './connection.ts';
import { createLedgerWriter, type EntryDraft } from './ledger-writer.ts';

/** What a command wants written, and what it answers when that is in place (read inside the same transaction). */
export interface Decision<Value> {
  readonly drafts: readonly EntryDraft[];
  readonly answer: () => Value;
}

/** Runs one command as one transaction. */
export type Commit = <Value, Code extends string>(
  decide: () => Result<Decision<Value>, Code>,
) => Result<Value, Code | StorageError>;

/**
 * INVARIANT: P01. What a command decides on is read, and what it writes is written, in one immediate transaction:
 * entries and projections together or not at all; it returns only after SQLite has flushed the log (P02).
 */
export function createCommit(connection: Connection): Commit {
  const { database, directory, sources, writeProblem } = connection;
  if (writeProblem !== null) return () => ({ ok: false, error: writeProblem });
  const writer = createLedgerWriter(database, sources);
  return (decide) =>
    guarded(directory, () => {
      const run = database.transaction(() => {
        const decided = decide();
        if (!decided.ok) return decided;
        if (decided.value.drafts.length > 0) writer.append(decided.value.drafts);
        return { ok: true as const, value: decided.value.answer() };
      });
      return run.immediate();
    });
}

/** A failure as a result. */
export function refused<Code extends string>(failure: Failure<Code>) {
  return { ok: false as const, error: failure };
}

/** What was found or written in this transaction, and so is there. */
export function known<Value>(value: Value | null | undefined): Value {
  invariant(value !== undefined && value !== null, 'it was found or written in this transaction');
  return value;
}
