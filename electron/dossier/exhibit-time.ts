import type { Item, ItemId } from '../../core/evidence/index.ts';
import { type TimeQuality, timeQualityOf } from '../../core/surroundings/index.ts';
import type { ItemProof, Locker, OrderLedger } from '../locker/index.ts';
import {
  earliestStamp,
  type OrderSession,
  type PackagedStamp,
  sessionsOf,
  stampsOf,
} from './ledger-proofs.ts';

/** How good the time of an exhibit is, by what the package itself holds and by what the ledger says of the clock. */
export interface ExhibitTime {
  readonly quality: TimeQuality;
  /** The token that gives `quality.notAfterUtc`. */
  readonly stamp: PackagedStamp | undefined;
  /** How many more tokens are over the same checkpoint. */
  readonly alsoStampedBy: number;
  /** A signed head covers it, and nobody has stamped one yet. */
  readonly isPending: boolean;
  /** What happened to the clock between comparison (or boot) and sealing. */
  readonly clockSteps: ItemProof['clockSteps'];
  /** The session it was made in. */
  readonly session: OrderSession | undefined;
}

export type ExhibitTimes = ReadonlyMap<ItemId, ExhibitTime>;

/** The times of all exhibits. Tokens are those of `ledger` alone, so that paper and package cannot differ. */
export async function exhibitTimes(
  ledger: OrderLedger,
  locker: Pick<Locker, 'getItemProof'>,
): Promise<ExhibitTimes> {
  const stamps = stampsOf(ledger);
  const sessions = sessionsOf(ledger);
  const times = new Map<ItemId, ExhibitTime>();
  for (const item of ledger.items) {
    const proof = await locker.getItemProof(item.id);
    times.set(item.id, timeOf(item, { ledger, stamps, sessions, proof }));
  }
  return times;
}

function timeOf(
  item: Item,
  from: {
    readonly ledger: OrderLedger;
    readonly stamps: readonly PackagedStamp[];
    readonly sessions: readonly OrderSession[];
    readonly proof: ItemProof | undefined;
  },
): ExhibitTime {
  const { ledger, stamps, sessions, proof } = from;
  const stamp = earliestStamp(stamps, item);
  const clockSteps = proof?.clockSteps ?? [];
  const quality = timeQualityOf(item.provenance.clock, {
    stamped: stamp === undefined ? null : { timestamps: [stamp.held] },
    stampedBefore: proof?.stampedBefore ?? null,
    comparedClock: proof?.comparedClock ?? null,
    clockSteps,
  });
  return {
    quality,
    stamp,
    alsoStampedBy: stamps.filter((other) => other !== stamp && other.size === stamp?.size).length,
    isPending: stamp === undefined && ledger.checkpoints.length > 0,
    clockSteps,
    session: sessions.findLast((session) => isIn(item, session)),
  };
}

/** Imports are older than their session whatever it shows, and so may be what was made of them. */
function isIn({ seq, source }: Item, { beganSeq, endedSeq }: OrderSession): boolean {
  if (source !== 'capture' && source !== 'recording') return false;
  return seq > beganSeq && (endedSeq === undefined || seq < endedSeq);
}
