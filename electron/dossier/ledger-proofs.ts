import { keyIdOf } from '../../core/checkpoints/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { decodeEntry, type EntryPayload } from '../../core/ledger/index.ts';
import { timestampPaths } from '../../core/manifest/index.ts';
import type { HeldTimestamp, OrderLedger } from '../locker/index.ts';

/** A token as the package holds it: the `n`-th, from 1, over the checkpoint of this size. */
export interface PackagedStamp {
  readonly size: number;
  readonly n: number;
  /** What papers call it, and how its files are named: `17-1`. */
  readonly label: string;
  readonly paths: ReturnType<typeof timestampPaths>;
  readonly held: HeldTimestamp;
}

/** A key that the ledger says it is signed with. */
export interface LedgerKey {
  readonly publicKey: string;
  readonly keyId: string;
  readonly atUtc: string;
}

/** A 取证会话 of the order; `seq`s bracket what was sealed in it. */
export interface OrderSession {
  readonly beganSeq: number;
  readonly beganAtUtc: string;
  readonly endedSeq: number | undefined;
  readonly endedAtUtc: string | undefined;
  readonly began: EntryPayload<'session-began'>;
}

/** All tokens of the package, by checkpoint, then in the order in which the locker received them. */
export function stampsOf({ checkpoints }: Pick<OrderLedger, 'checkpoints'>): readonly PackagedStamp[] {
  return checkpoints.flatMap(({ checkpoint: { size, timestamps } }) =>
    [...timestamps]
      .sort((left, right) => left.seq - right.seq)
      .map((held, index) => {
        const n = index + 1;
        return { size, n, label: `${size}-${n}`, paths: timestampPaths(size, n), held };
      }),
  );
}

/** The token that proves most of an item: the earliest over a checkpoint that covers it. */
export function earliestStamp(
  stamps: readonly PackagedStamp[],
  { seq }: Pick<Item, 'seq'>,
): PackagedStamp | undefined {
  const timeOf = ({ held }: PackagedStamp) => Date.parse(held.token.genTimeUtc);
  return stamps.filter(({ size }) => size > seq).sort((left, right) => timeOf(left) - timeOf(right))[0];
}

/** Keys in the entries of the package, oldest first. */
export function keysOf({
  entries,
  treeHead,
}: Pick<OrderLedger, 'entries' | 'treeHead'>): readonly LedgerKey[] {
  return entries.flatMap(({ bytes }) => {
    const entry = decodeEntry(bytes);
    if (!entry.ok || entry.value.kind !== 'signing-key-set') return [];
    const { publicKey } = entry.value.payload;
    return [{ publicKey, keyId: keyIdOf(treeHead.origin, publicKey), atUtc: entry.value.at }];
  });
}

/** Sessions in the entries of the package, oldest first. */
export function sessionsOf({ entries }: Pick<OrderLedger, 'entries'>): readonly OrderSession[] {
  const sessions = new Map<string, OrderSession>();
  for (const { seq, bytes } of entries) {
    const entry = decodeEntry(bytes);
    if (!entry.ok) continue;
    const { kind, payload, at } = entry.value;
    if (kind === 'session-began') {
      const open = { beganSeq: seq, beganAtUtc: at, endedSeq: undefined, endedAtUtc: undefined };
      sessions.set(payload.sessionId, { ...open, began: payload });
    }
    if (kind === 'session-ended') {
      const known = sessions.get(payload.sessionId);
      if (known !== undefined) sessions.set(payload.sessionId, { ...known, endedSeq: seq, endedAtUtc: at });
    }
  }
  return [...sessions.values()];
}
