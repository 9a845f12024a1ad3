import type { Database } from 'better-sqlite3';
import type { SessionId } from '../../../core/surroundings/index.ts';
import type { HeldSession, ItemProof, LockerProofs } from '../proofs.ts';
import type { EntryRows } from './entry-rows.ts';

/** Queries on clocks, sessions, backups and verifications, as text. */
export const circumstanceQueries = {
  clockEvents: `SELECT view_clock_event.seq, view_clock_event.kind, at_utc
    FROM view_clock_event JOIN view_entry USING (seq) ORDER BY seq DESC LIMIT ?`,
  comparedBefore: `SELECT seq FROM view_clock_event
    WHERE boot_id = ? AND kind = 'compared' AND seq < ? AND offset_ms IS NOT NULL ORDER BY seq DESC LIMIT 1`,
  stepsBetween: `SELECT seq FROM view_clock_event
    WHERE boot_id = ? AND kind = 'stepped' AND seq > ? AND seq < ? ORDER BY seq`,
  sessionById: 'SELECT * FROM view_session WHERE session_id = ?',
  openSession: 'SELECT * FROM view_session WHERE ended_at_utc IS NULL ORDER BY seq DESC LIMIT 1',
  lastBackup: 'SELECT at_utc, target, tree_size FROM view_backup ORDER BY seq DESC LIMIT 1',
  verifications: 'SELECT seq, at_utc FROM view_verification ORDER BY seq DESC LIMIT ?',
  lastOfExtent: `SELECT seq, at_utc, verdict FROM view_verification
    WHERE seq > @after AND coalesce(
      (SELECT extent FROM view_verification_extent AS known WHERE known.seq = view_verification.seq), 'full') = @extent
    ORDER BY seq DESC LIMIT 1`,
} as const;

interface SessionRow {
  readonly session_id: string;
  readonly seq: number;
  readonly began_at_utc: string;
  readonly ended_at_utc: string | null;
}

interface VerificationRow {
  readonly seq: number;
  readonly at_utc: string;
  readonly verdict: string;
}

type ClockEvents = Awaited<ReturnType<LockerProofs['listClockEvents']>>;
type Verifications = Awaited<ReturnType<LockerProofs['listVerifications']>>;

/** Reads what was recorded of clocks. */
export function createClockRows(database: Database, entries: EntryRows) {
  const clockEvents = database.prepare<[number], { seq: number; kind: string; at_utc: string }>(
    circumstanceQueries.clockEvents,
  );
  const comparedBefore = database
    .prepare<[string, number], number>(circumstanceQueries.comparedBefore)
    .pluck();
  const stepsBetween = database
    .prepare<[string, number, number], number>(circumstanceQueries.stepsBetween)
    .pluck();
  return {
    list: (limit: number): ClockEvents =>
      clockEvents
        .all(limit)
        .map(({ seq, kind, at_utc: atUtc }) =>
          kind === 'stepped'
            ? { seq, atUtc, step: entries.payload(seq, 'clock-stepped') }
            : { seq, atUtc, comparison: entries.payload(seq, 'clock-compared') },
        ),
    /** What is known of the clock at entry `seq`, made in this boot of the machine. */
    before(seq: number, bootId: string): Pick<ItemProof, 'comparedClock' | 'clockSteps'> {
      const compared = comparedBefore.get(bootId, seq);
      return {
        comparedClock:
          compared === undefined
            ? null
            : { seq: compared, payload: entries.payload(compared, 'clock-compared') },
        clockSteps: stepsBetween
          .all(bootId, compared ?? -1, seq)
          .map((step) => ({ seq: step, payload: entries.payload(step, 'clock-stepped') })),
      };
    },
  };
}

/** Reads sessions. */
export function createSessionRows(database: Database, entries: EntryRows) {
  const byId = database.prepare<[string], SessionRow>(circumstanceQueries.sessionById);
  const open = database.prepare<[], SessionRow>(circumstanceQueries.openSession);
  const held = (row: SessionRow | undefined): HeldSession | null => {
    if (row === undefined) return null;
    const began = entries.payload(row.seq, 'session-began');
    return { ...began, beganAtUtc: row.began_at_utc, endedAtUtc: row.ended_at_utc };
  };
  return { get: (sessionId: SessionId) => held(byId.get(sessionId)), open: () => held(open.get()) };
}

/** Reads backups and verifications. */
export function createCheckRows(database: Database, entries: EntryRows) {
  const lastBackup = database.prepare<[], { at_utc: string; target: string; tree_size: number }>(
    circumstanceQueries.lastBackup,
  );
  const verifications = database.prepare<[number], Omit<VerificationRow, 'verdict'>>(
    circumstanceQueries.verifications,
  );
  const lastOfExtent = database.prepare<[{ after: number; extent: string }], VerificationRow>(
    circumstanceQueries.lastOfExtent,
  );
  return {
    lastBackup: () => lastBackup.get(),
    verifications: (limit: number): Verifications =>
      verifications.all(limit).map(({ seq, at_utc: atUtc }) => {
        const { verdict, failedChecks, itemsChecked, extent } = entries.payload(seq, 'locker-verified');
        return { seq, atUtc, verdict, failedChecks, itemsChecked, extent: extent ?? 'full' };
      }),
    lastVerificationAfter: (seq: number) =>
      lastWhole((extent) => lastOfExtent.get({ after: seq, extent }) ?? null),
  };
}

const verdictsWorstFirst = ['failed', 'integrity-only', 'verified'];

/** The newer of the last full check and the last three thirds, which are as old as their oldest. */
function lastWhole(last: (extent: string) => VerificationRow | null): ItemProof['lastVerification'] {
  const full = last('full');
  const thirds = ['first-third', 'second-third', 'last-third'].flatMap((extent) => last(extent) ?? []);
  const oldest = thirds.toSorted((left, right) => left.seq - right.seq)[0];
  if (thirds.length < 3 || oldest === undefined || (full !== null && full.seq > oldest.seq))
    return full === null ? null : { atUtc: full.at_utc, verdict: full.verdict };
  const verdict = verdictsWorstFirst.find((worst) => thirds.some((third) => third.verdict === worst));
  return { atUtc: oldest.at_utc, verdict: verdict ?? oldest.verdict };
}
