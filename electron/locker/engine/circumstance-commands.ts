import { invariant } from '../../../core/assert.ts';
import { type EntryPayload, parseTreeHead } from '../../../core/ledger/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { SessionId } from '../../../core/surroundings/index.ts';
import type { createCheckRows, createClockRows, createSessionRows } from '../database/circumstance-rows.ts';
import type { LockerError } from '../locker.ts';
import type { HeldSession } from '../proofs.ts';
import { type CommandParts, unknownItem, unknownOrder } from './item-commands.ts';
import type { EntryDraft } from './ledger-writer.ts';
import { known } from './transactions.ts';

interface CircumstanceParts extends CommandParts {
  readonly clocks: ReturnType<typeof createClockRows>;
  readonly sessions: ReturnType<typeof createSessionRows>;
  readonly checks: ReturnType<typeof createCheckRows>;
  readonly treeSize: () => number;
}

/** Records of what stood around the evidence: clocks, sessions, backups. */
export function createCircumstanceCommands(parts: CircumstanceParts) {
  const { commit, clocks, checks, treeSize, connection } = parts;
  const record = (draft: EntryDraft): Result<void, LockerError> =>
    commit(() => ok({ drafts: [draft], answer: () => undefined }));
  const newestAt = connection.database
    .prepare<[], string>('SELECT at_utc FROM view_entry ORDER BY seq DESC LIMIT 1')
    .pluck();
  return {
    recordClockStep: (payload: EntryPayload<'clock-stepped'>) => record({ kind: 'clock-stepped', payload }),
    recordClockComparison: (payload: EntryPayload<'clock-compared'>) =>
      record({ kind: 'clock-compared', payload }),
    lastEntryAtUtc: () => known(newestAt.get()),
    listClockEvents: clocks.list,
    ...createSessionCommands(parts),
    recordBackup(payload: EntryPayload<'backup-made'>) {
      invariant(parseTreeHead(payload.treeHead).ok, 'a backup is of a tree head');
      return record({ kind: 'backup-made', payload });
    },
    lastBackup() {
      const last = checks.lastBackup();
      if (last === undefined) return null;
      const { at_utc: atUtc, tree_size: treeSizeThen } = last;
      const target = last.target as 'folder' | 'webdav';
      return { atUtc, target, treeSize: treeSizeThen, entriesSince: treeSize() - treeSizeThen };
    },
    listVerifications: checks.verifications,
  };
}

function createSessionCommands({ commit, sessions, orders, items }: CircumstanceParts) {
  return {
    /** A session that began already is given back. */
    beginSession: (payload: EntryPayload<'session-began'>): Result<HeldSession, LockerError> =>
      commit(() => {
        const { sessionId, orderId, environmentReport } = payload;
        if (orderId !== null && orders.get(orderId) === undefined) return unknownOrder();
        if (environmentReport !== null && items.get(environmentReport) === undefined)
          return unknownItem(environmentReport);
        const drafts: EntryDraft[] =
          sessions.get(sessionId) === null ? [{ kind: 'session-began', payload }] : [];
        return ok({ drafts, answer: () => known(sessions.get(sessionId)) });
      }),
    endSession: (sessionId: SessionId): Result<HeldSession, LockerError | 'SESSION_UNKNOWN'> =>
      commit(() => {
        const session = sessions.get(sessionId);
        if (session === null)
          return fail('SESSION_UNKNOWN', '没有这个取证会话，可能已经结束。请刷新后再试。');
        const payload = { sessionId, orderId: session.orderId };
        const drafts: EntryDraft[] = session.endedAtUtc === null ? [{ kind: 'session-ended', payload }] : [];
        return ok({ drafts, answer: () => known(sessions.get(sessionId)) });
      }),
    openSession: () => sessions.open(),
  };
}
