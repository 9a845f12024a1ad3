import { decodeEntry, entryHash, GENESIS_PREV, type LedgerEntry } from '../../core/ledger/index.ts';
import type { Finding } from '../../core/verification/index.ts';
import type { LedgerRow } from '../locker/index.ts';
import { findMisplaced } from './misplaced-entries.ts';

/** A row with what its bytes say. */
export interface ReadRow {
  readonly seq: number;
  readonly entry: LedgerEntry | undefined;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
}

export interface LedgerFindings {
  readonly findings: readonly Finding[];
  /** Every entry that could be read, by row. */
  readonly entries: readonly LedgerEntry[];
}

/**
 * What is wrong with a ledger's rows in themselves, one finding a damage: a row that is already named damaged or
 * misplaced is not blamed again for the chain.
 */
export function findLedgerDamage(rows: readonly LedgerRow[]): LedgerFindings {
  if (rows.length === 0) {
    return {
      findings: [{ code: 'LEDGER_EMPTY', detail: '账本里一条记录也没有。请从备份恢复。' }],
      entries: [],
    };
  }
  const findings: Finding[] = [];
  const read = rows.map((row) => readRow(row, findings));
  const misplaced = findMisplaced(read);
  findings.push(...misplaced.findings, ...findBreaks(read, misplaced.blamed), ...findCreation(read));
  return { findings, entries: read.flatMap(({ entry }) => (entry === undefined ? [] : [entry])) };
}

/** How reports name an entry. */
export function entrySubject(seq: number): string {
  return `entry:${seq}`;
}

function readRow(row: LedgerRow, findings: Finding[]): ReadRow {
  const { seq, bytes } = row;
  const hash = entryHash(bytes);
  const storedHash = Buffer.from(row.hash).toString('hex');
  const decoded = decodeEntry(bytes);
  if (hash !== storedHash) {
    const detail = `账本第 ${seq} 条的内容与它的哈希不符：内容或哈希被改过。`;
    findings.push({ code: 'ENTRY_HASH_MISMATCH', subject: entrySubject(seq), detail });
    return { seq, entry: undefined, hash };
  }
  if (!decoded.ok) {
    findings.push({ code: decoded.error.code, subject: entrySubject(seq), detail: decoded.error.message });
    return { seq, entry: undefined, hash };
  }
  return { seq, entry: decoded.value, hash };
}

/** Links that do not hold; neighbouring ones come from one edited entry and are told once. */
function findBreaks(rows: readonly ReadRow[], blamed: ReadonlySet<number>): readonly Finding[] {
  const broken = rows.filter((row, at) => {
    const before = rows[at - 1];
    if (row.entry === undefined || blamed.has(row.seq)) return false;
    if (before === undefined) return row.seq === 0 && row.entry.prev !== GENESIS_PREV;
    if (blamed.has(before.seq) || before.seq !== row.seq - 1 || before.entry === undefined) return false;
    return row.entry.prev !== before.hash;
  });
  return broken
    .filter((row, at) => broken[at - 1]?.seq !== row.seq - 1)
    .map(({ seq }) => ({
      code: 'ENTRY_CHAIN_BROKEN',
      subject: entrySubject(seq),
      detail: `账本第 ${seq} 条记下的前一条哈希与前一条不符：其中一条被替换或重写过。`,
    }));
}

function findCreation(rows: readonly ReadRow[]): readonly Finding[] {
  return rows
    .filter(({ seq, entry }) => entry !== undefined && entry.seq === seq)
    .filter(({ seq, entry }) => (entry?.kind === 'locker-created') !== (seq === 0))
    .map(({ seq }) => ({
      code: 'LEDGER_START_INVALID',
      subject: entrySubject(seq),
      detail:
        seq === 0 ? '账本第 0 条不是建库记录。' : `账本第 ${seq} 条又是一条建库记录：两个证据库被拼在一起。`,
    }));
}
