import { fromHex } from '../../hex.ts';
import {
  decodeEntry,
  entryHash,
  formatTreeHead,
  type LedgerEntry,
  leafHash,
  originOf,
  parseTreeHead,
  type TreeHead,
  verifyInclusion,
} from '../../ledger/index.ts';
import { decodeInclusionProofs, packagePaths } from '../../manifest/index.ts';
import type { Finding } from '../report.ts';
import { type MeasuredBag, textOf } from './bag-findings.ts';

/** The ledger's part of a package, as far as it could be read. */
export interface LedgerPart {
  readonly entries: readonly LedgerEntry[];
  readonly treeHead: TreeHead | undefined;
  readonly entryFindings: readonly Finding[];
  readonly proofFindings: readonly Finding[];
}

interface ReadEntry {
  readonly entry: LedgerEntry;
  readonly bytes: Uint8Array;
}

/** Reads entries, tree head and proofs, and checks each entry against the tree (RFC 9162 section 2.1.3.2). */
export function readLedgerPart(bag: MeasuredBag): LedgerPart {
  const read = readEntries(bag.texts.get(packagePaths.entries) ?? new Uint8Array());
  const head = readTreeHead(bag);
  const entries = read.entries.map(({ entry }) => entry);
  return {
    entries,
    treeHead: head.head,
    entryFindings: [...read.findings, ...findOrderDamage(read.entries)],
    proofFindings: head.head === undefined ? head.findings : findProofDamage(bag, read.entries, head.head),
  };
}

function readEntries(bytes: Uint8Array): {
  readonly entries: readonly ReadEntry[];
  readonly findings: readonly Finding[];
} {
  const entries: ReadEntry[] = [];
  const findings: Finding[] = [];
  let start = 0;
  let line = 1;
  while (start < bytes.length) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const subject = `${packagePaths.entries}:${line}`;
    const decoded = decodeEntry(bytes.subarray(start, end));
    if (!decoded.ok) findings.push({ code: decoded.error.code, subject, detail: decoded.error.message });
    else entries.push({ entry: decoded.value, bytes: bytes.subarray(start, end) });
    if (found < 0) findings.push({ code: 'ENTRY_CUT', subject, detail: '最后一条没有写完：文件被截断了。' });
    start = end + 1;
    line += 1;
  }
  return { entries, findings };
}

/** Entries must begin with the locker's creation, ascend, and hold their neighbours' hashes. */
function findOrderDamage(read: readonly ReadEntry[]): readonly Finding[] {
  const first = read[0]?.entry;
  if (first?.kind !== 'locker-created' || first.seq !== 0) {
    return [{ code: 'LEDGER_START_INVALID', subject: packagePaths.entries, detail: '第一条不是建库记录。' }];
  }
  return read.flatMap(({ entry }, at): readonly Finding[] => {
    const before = read[at - 1];
    if (before === undefined) return [];
    const subject = `entry:${entry.seq}`;
    if (entry.seq <= before.entry.seq) {
      return [{ code: 'ENTRY_OUT_OF_ORDER', subject, detail: '条目的顺序被动过。' }];
    }
    if (entry.seq === before.entry.seq + 1 && entry.prev !== entryHash(before.bytes)) {
      return [
        { code: 'ENTRY_CHAIN_BROKEN', subject, detail: '记下的前一条哈希与前一条不符：其中一条被改过。' },
      ];
    }
    return [];
  });
}

function readTreeHead(bag: MeasuredBag): {
  readonly head: TreeHead | undefined;
  readonly findings: readonly Finding[];
} {
  const text = textOf(bag, packagePaths.treeHead);
  const parsed = parseTreeHead(text ?? '');
  // One spelling only: what is printed in the dossier and what is checked here are the same characters.
  if (parsed.ok && formatTreeHead(parsed.value) === text) return { head: parsed.value, findings: [] };
  const detail = '账本头的格式不对，可能被改过。请使用导出时的原文件。';
  return {
    head: undefined,
    findings: [{ code: 'TREE_HEAD_MALFORMED', subject: packagePaths.treeHead, detail }],
  };
}

function findProofDamage(bag: MeasuredBag, read: readonly ReadEntry[], head: TreeHead): readonly Finding[] {
  const proofs = decodeInclusionProofs(bag.texts.get(packagePaths.proofs) ?? new Uint8Array());
  if (!proofs.ok)
    return [{ code: proofs.error.code, subject: packagePaths.proofs, detail: proofs.error.message }];
  const created = read[0]?.entry;
  if (created?.kind === 'locker-created' && head.origin !== originOf(created.payload.lockerId)) {
    return [
      { code: 'TREE_HEAD_FOREIGN', subject: packagePaths.treeHead, detail: '账本头属于另一个证据库。' },
    ];
  }
  const bySeq = new Map(proofs.value.proofs.map(({ seq, siblings }) => [seq, siblings]));
  if (bySeq.size !== read.length || proofs.value.proofs.length !== read.length) {
    const detail = '包含证明与账本条目的数目不符。';
    return [{ code: 'INCLUSION_PROOF_COUNT', subject: packagePaths.proofs, detail }];
  }
  return read.flatMap(({ entry, bytes }): readonly Finding[] => {
    const siblings = bySeq.get(entry.seq)?.map((sibling) => fromHex(sibling));
    const claim = { leaf: leafHash(bytes), index: entry.seq, size: head.size, root: head.root };
    if (siblings !== undefined && verifyInclusion({ ...claim, proof: siblings })) return [];
    const detail = '这条记录的包含证明不成立：条目、证明或账本头被改过。';
    return [{ code: 'INCLUSION_PROOF_INVALID', subject: `entry:${entry.seq}`, detail }];
  });
}
