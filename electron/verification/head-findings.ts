import { toHex } from '../../core/hex.ts';
import {
  equalBytes,
  type LedgerEntry,
  originOf,
  parseTreeHead,
  type TreeHead,
} from '../../core/ledger/index.ts';
import type { Finding } from '../../core/verification/index.ts';
import { type LedgerRow, rootsAt } from '../locker/index.ts';

/** A head that this ledger must descend from, and who held it. */
export interface HeldHead {
  readonly heldBy: string;
  readonly head: TreeHead;
}

/** Heads that the ledger's own entries wrote down: each is of the ledger as it was before that entry. */
export function recordedHeads(entries: readonly LedgerEntry[]): {
  readonly heads: readonly HeldHead[];
  readonly findings: readonly Finding[];
} {
  const heads: HeldHead[] = [];
  const findings: Finding[] = [];
  for (const entry of entries) {
    const { kind, payload } = entry;
    if (kind !== 'dossier-exported' && kind !== 'locker-verified' && kind !== 'backup-made') continue;
    const parsed = parseTreeHead(payload.treeHead);
    if (!parsed.ok || parsed.value.size > entry.seq) {
      const detail = `账本第 ${entry.seq} 条记下的账本头不可能是它当时的账本头。`;
      findings.push({ code: 'LEDGER_HEAD_DIVERGES', subject: `entry:${entry.seq}`, detail });
    } else {
      heads.push({ heldBy: `账本第 ${entry.seq} 条`, head: parsed.value });
    }
  }
  return { heads, findings };
}

/**
 * Compares the ledger with earlier heads of it (P05). All heads that show the same damage are one finding, named after
 * the smallest of them.
 */
export function findHeadDamage(
  rows: readonly LedgerRow[],
  lockerId: string,
  held: readonly HeldHead[],
): readonly Finding[] {
  const roots = rootsAt(
    rows,
    held.map(({ head }) => head.size),
  );
  const smallestFirst = held.toSorted((left, right) => left.head.size - right.head.size);
  const longer = smallestFirst.filter(
    ({ head }) => head.origin === originOf(lockerId) && head.size > rows.length,
  );
  const divergent = smallestFirst.filter(({ head }) => {
    const root = roots.get(head.size);
    return head.origin !== originOf(lockerId) || (root !== undefined && !equalBytes(root, head.root));
  });
  return [...truncated(longer, rows.length), ...diverges(divergent, lockerId)];
}

function truncated(heads: readonly HeldHead[], size: number): readonly Finding[] {
  const longest = heads.at(-1);
  if (longest === undefined) return [];
  const detail = `账本只剩 ${size} 条，而${holders(heads)}记得至少有 ${longest.head.size} 条：末尾被删，或换回了旧的备份。`;
  return [{ code: 'LEDGER_TRUNCATED', subject: `head:${longest.head.size}`, detail }];
}

function diverges(heads: readonly HeldHead[], lockerId: string): readonly Finding[] {
  const [first] = heads;
  if (first === undefined) return [];
  const { head } = first;
  const subject = `head:${head.size}`;
  const detail =
    head.origin === originOf(lockerId)
      ? `前 ${head.size} 条的根哈希与${holders(heads)}所记的 ${toHex(head.root).slice(0, 16)}… 不符：账本被改写过。`
      : `${first.heldBy}属于另一个证据库（${head.origin}），不是这一个。`;
  return [{ code: 'LEDGER_HEAD_DIVERGES', subject, detail }];
}

function holders(heads: readonly HeldHead[]): string {
  return heads.map(({ heldBy }) => heldBy).join('、');
}
