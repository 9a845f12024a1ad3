import {
  decodeEntry,
  type EntryPayload,
  entryHash,
  equalBytes,
  originOf,
  type TreeHead,
} from '../../../core/ledger/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { Finding } from '../../../core/verification/index.ts';
import { isTooNew, type LedgerRow, lockerPresence, openLockerReader, rootsAt } from '../../locker/index.ts';

/** What a locker at hand knows that bears on a package or dossier. */
export interface HeldByLocker {
  readonly origin: string | undefined;
  readonly rows: readonly LedgerRow[];
  readonly exports: readonly EntryPayload<'dossier-exported'>[];
}

/** Reads a locker's ledger without changing anything; `LOCKER_UNUSABLE` says why it cannot be compared with. */
export function readHeldByLocker(directory: string): Result<HeldByLocker, 'LOCKER_UNUSABLE'> {
  const unusable = (detail: string) => fail('LOCKER_UNUSABLE', detail);
  const presence = lockerPresence(directory);
  if (!presence.ok) return unusable(presence.error.message);
  if (presence.value !== 'locker') return unusable('那里没有证据库，没有与账本对照。');
  const reader = openLockerReader(directory);
  if (!reader.ok) return unusable(reader.error.message);
  try {
    if (isTooNew(reader.value.userVersion)) return unusable('证据库来自更新版本的留痕，没有与账本对照。');
    const rows = reader.value.ledgerRows();
    return rows.ok ? ok(whatRowsSay(rows.value)) : unusable(rows.error.message);
  } finally {
    reader.value.close();
  }
}

function whatRowsSay(rows: readonly LedgerRow[]): HeldByLocker {
  let origin: string | undefined;
  const exports: EntryPayload<'dossier-exported'>[] = [];
  for (const row of rows) {
    const decoded = decodeEntry(row.bytes);
    if (!decoded.ok || entryHash(row.bytes) !== Buffer.from(row.hash).toString('hex')) continue;
    const entry = decoded.value;
    if (entry.kind === 'locker-created') origin ??= originOf(entry.payload.lockerId);
    if (entry.kind === 'dossier-exported') exports.push(entry.payload);
  }
  return { origin, rows, exports };
}

/** How a package's head stands to the ledger it came from: that ledger must contain it (P05). */
export function findHeadMisfits(held: HeldByLocker, head: TreeHead): readonly Finding[] {
  const subject = `head:${head.size}`;
  if (held.rows.length < head.size) {
    const detail = `证据库的账本只剩 ${held.rows.length} 条，证据包记得至少有 ${head.size} 条：末尾被删，或换回了旧的备份。`;
    return [{ code: 'LEDGER_TRUNCATED', subject, detail }];
  }
  const root = rootsAt(held.rows, [head.size]).get(head.size);
  if (root !== undefined && equalBytes(root, head.root)) return [];
  const detail = `证据库账本前 ${head.size} 条与证据包所记的根哈希不符：证据库或证据包被改写过。`;
  return [{ code: 'LEDGER_HEAD_DIVERGES', subject, detail }];
}
