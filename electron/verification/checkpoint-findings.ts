import { parseSignedCheckpoint, type SignedCheckpoint } from '../../core/checkpoints/index.ts';
import { equalBytes, type LedgerEntry, originOf } from '../../core/ledger/index.ts';
import { type Finding, findSignatureDamage, readSigningKeys } from '../../core/verification/index.ts';
import { type LedgerRow, rootsAt } from '../locker/index.ts';

/** A checkpoint of the ledger that is what it says. */
export interface SoundCheckpoint {
  /** Of its `checkpoint-made` entry. */
  readonly seq: number;
  /** Entries it covers: all with a smaller `seq`. */
  readonly size: number;
  /** Its text, byte for byte. */
  readonly text: string;
  readonly isSigned: boolean;
}

export interface CheckpointFindings {
  /** `seq` of every `checkpoint-made` entry. */
  readonly made: ReadonlySet<number>;
  readonly sound: ReadonlyMap<number, SoundCheckpoint>;
  /** Not of this ledger as it is now. */
  readonly inconsistent: readonly Finding[];
  /** Keys and signatures. */
  readonly unsigned: readonly Finding[];
  readonly notEndorsed: readonly Finding[];
}

/**
 * Every checkpoint that the ledger holds: a head of this very ledger, over entries before it (P05), signed by the key that was
 * in force. Roots are compared only when the ledger itself is sound.
 */
export function findCheckpointDamage(
  rows: readonly LedgerRow[],
  entries: readonly LedgerEntry[],
  lockerId: string,
): CheckpointFindings {
  const origin = originOf(lockerId);
  const inconsistent: Finding[] = [];
  const unsigned: Finding[] = [];
  const keys = readSigningKeys(entries, origin);
  unsigned.push(...keys.findings);
  const made = entries.filter((entry) => entry.kind === 'checkpoint-made');
  const parsed = made.map(({ seq, payload }) => ({
    seq,
    text: payload.checkpoint,
    ...readNote(payload.checkpoint),
  }));
  const roots = rootsAt(
    rows,
    parsed.flatMap(({ note }) => (note === undefined ? [] : [note.head.size])),
  );
  const sound = new Map<number, SoundCheckpoint>();
  for (const { seq, text, note, problem } of parsed) {
    const subject = `entry:${seq}`;
    const misfit = problem ?? misfitOf(note, seq, origin, roots);
    if (misfit !== undefined) inconsistent.push({ ...misfit, subject });
    if (note === undefined || note.head.origin !== origin) continue;
    // Told beside a head that does not fit: whether the key signed it does not depend on the tree.
    const inForce = keys.keys.filter((key) => key.seq < seq).slice(-1);
    const signature = findSignatureDamage(note, inForce, subject);
    if (signature !== undefined) unsigned.push(signature);
    if (misfit !== undefined) continue;
    sound.set(seq, { seq, size: note.head.size, text, isSigned: signature === undefined });
  }
  return {
    made: new Set(made.map(({ seq }) => seq)),
    sound,
    inconsistent,
    unsigned,
    notEndorsed: keys.notEndorsed,
  };
}

interface ReadNote {
  readonly note: SignedCheckpoint | undefined;
  readonly problem: Finding | undefined;
}

function readNote(text: string): ReadNote {
  const parsed = parseSignedCheckpoint(text);
  return parsed.ok
    ? { note: parsed.value, problem: undefined }
    : { note: undefined, problem: { code: parsed.error.code, detail: parsed.error.message } };
}

function misfitOf(
  note: SignedCheckpoint | undefined,
  seq: number,
  origin: string,
  roots: ReadonlyMap<number, Uint8Array>,
): Finding | undefined {
  if (note === undefined) return undefined;
  const { head } = note;
  if (head.origin !== origin) {
    const detail = `账本第 ${seq} 条的检查点属于另一个证据库（${head.origin}）：两个证据库被拼在一起。`;
    return { code: 'CHECKPOINT_FOREIGN', detail };
  }
  const root = roots.get(head.size);
  if (head.size <= seq && root !== undefined && equalBytes(root, head.root)) return undefined;
  const detail = `账本第 ${seq} 条的检查点与账本前 ${head.size} 条对不上：账本在那之后被改写过。`;
  return { code: 'CHECKPOINT_INCONSISTENT', detail };
}
