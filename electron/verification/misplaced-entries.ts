import type { Finding } from '../../core/verification/index.ts';
import type { ReadRow } from './ledger-findings.ts';

/** Rows that stand elsewhere than their entry says, and places where rows are missing. */
export interface Misplaced {
  readonly findings: readonly Finding[];
  /** Rows that are already explained: their links are not judged. */
  readonly blamed: ReadonlySet<number>;
}

/**
 * Compares where each row stands with where its entry says it stands. `shift` is the difference; a deletion or
 * insertion with renumbering moves everything behind it by the same amount and is one damage.
 */
export function findMisplaced(rows: readonly ReadRow[]): Misplaced {
  const findings: Finding[] = [];
  const blamed = new Set<number>();
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const seen = new Set<number>();
  let shift = 0;
  let next = 0;
  rows.forEach((row, at) => {
    if (row.seq > next) findings.push(gap(next, row.seq - 1));
    next = row.seq + 1;
    const inner = row.entry?.seq;
    if (inner === undefined) return;
    if (inner - row.seq !== shift && !blamed.has(row.seq)) {
      const follower = rows.slice(at + 1).find(({ entry }) => entry !== undefined);
      const followerShift = follower?.entry === undefined ? undefined : follower.entry.seq - follower.seq;
      const staysShifted = followerShift === undefined || followerShift === inner - row.seq;
      const found = explain({ row, inner, shift, seen, bySeq, staysShifted });
      findings.push(found.finding);
      for (const seq of found.blamed) blamed.add(seq);
      if (found.movesRest) shift = inner - row.seq;
    }
    seen.add(inner);
  });
  return { findings, blamed };
}

interface Place {
  readonly row: ReadRow;
  /** Where the entry says it stands. */
  readonly inner: number;
  readonly shift: number;
  readonly seen: ReadonlySet<number>;
  readonly bySeq: ReadonlyMap<number, ReadRow>;
  /** Whether the rows behind are moved by the same amount. */
  readonly staysShifted: boolean;
}

interface Explanation {
  readonly finding: Finding;
  readonly blamed: readonly number[];
  readonly movesRest: boolean;
}

function explain({ row, inner, shift, seen, bySeq, staysShifted }: Place): Explanation {
  const other = inner - shift;
  if (bySeq.get(other)?.entry?.seq === row.seq + shift) {
    const detail = `账本第 ${row.seq} 条与第 ${other} 条被对调过。`;
    return {
      finding: { code: 'ENTRY_OUT_OF_ORDER', subject: `entry:${row.seq}`, detail },
      blamed: [row.seq, other, row.seq + 1, other + 1],
      movesRest: false,
    };
  }
  const isCopy = seen.has(inner) || bySeq.get(other)?.entry?.seq === inner;
  if (isCopy) {
    const detail = `账本第 ${row.seq} 条是第 ${inner} 条的副本。`;
    const finding = { code: 'ENTRY_DUPLICATED', subject: `entry:${row.seq}`, detail };
    return { finding, blamed: [row.seq, row.seq + 1], movesRest: staysShifted };
  }
  if (inner > row.seq + shift && staysShifted) {
    return { finding: gap(row.seq + shift, inner - 1), blamed: [row.seq], movesRest: true };
  }
  const detail = `账本第 ${row.seq} 条自称是第 ${inner} 条：顺序被动过。`;
  return {
    finding: { code: 'ENTRY_OUT_OF_ORDER', subject: `entry:${row.seq}`, detail },
    blamed: [row.seq, row.seq + 1],
    movesRest: false,
  };
}

function gap(first: number, last: number): Finding {
  const which = first === last ? `第 ${first} 条` : `第 ${first} 到 ${last} 条`;
  return { code: 'LEDGER_GAP', subject: `entry:${first}`, detail: `账本缺了${which}：被删除过。` };
}
