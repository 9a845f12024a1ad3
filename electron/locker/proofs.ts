import type { ItemId } from '../../core/evidence/index.ts';
import type { Sha256Hex } from '../../core/hex.ts';
import type { EntryPayload, TreeHead } from '../../core/ledger/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import type { Result } from '../../core/result.ts';
import type { NotBefore, SessionId } from '../../core/surroundings/index.ts';
import type { Authority, TokenFacts } from '../../core/timestamps/index.ts';
import type { LockerError } from './locker.ts';

/** The key that signs from entry `seq` on. */
export interface SigningKey {
  readonly seq: number;
  readonly atUtc: string;
  readonly publicKey: string;
  /** The key before it, if any. */
  readonly replaces: string | null;
  /** Whether the key before it vouches for it; true of the first. */
  readonly isEndorsed: boolean;
  /** How many keys the ledger had before it. */
  readonly earlierCount: number;
}

/** A token that the ledger holds. */
export interface HeldTimestamp {
  /** Its `timestamp-received` entry. */
  readonly seq: number;
  readonly receivedAtUtc: string;
  readonly authority: Authority;
  readonly digest: Sha256Hex;
  /** Objects as they were sent and received. */
  readonly request: { readonly sha256: Sha256Hex; readonly sizeBytes: number };
  readonly response: { readonly sha256: Sha256Hex; readonly sizeBytes: number };
  readonly chain: { readonly sha256: Sha256Hex; readonly sizeBytes: number };
  readonly token: TokenFacts;
}

/** A checkpoint that the ledger holds, and who stamped it. */
export interface HeldCheckpoint {
  readonly seq: number;
  readonly atUtc: string;
  /** The signed note, byte for byte. */
  readonly checkpoint: string;
  /** Entries it covers: all with a smaller `seq`. */
  readonly size: number;
  readonly timestamps: readonly HeldTimestamp[];
}

/** What stands behind one item. */
export interface ItemProof {
  readonly seq: number;
  readonly sealedAtUtc: string;
  /** The first checkpoint that covers it. */
  readonly checkpoint: HeldCheckpoint | null;
  /** The first checkpoint that covers it and was stamped, with its tokens: the earliest trusted time. */
  readonly stamped: HeldCheckpoint | null;
  /** Newest token that the ledger held before the item was sealed: the item cannot be older than its entry. */
  readonly stampedBefore: HeldTimestamp | null;
  /** Newest comparison with time servers before the item was sealed, on the same boot; null when there is none. */
  readonly comparedClock: { readonly seq: number; readonly payload: EntryPayload<'clock-compared'> } | null;
  /** Steps of the clock recorded between that comparison (or the boot) and the item. */
  readonly clockSteps: readonly { readonly seq: number; readonly payload: EntryPayload<'clock-stepped'> }[];
  readonly lastVerification: { readonly atUtc: string; readonly verdict: string } | null;
}

/** A token with the bytes that the locker is to keep. */
export interface ReceivedTimestamp {
  readonly checkpointSeq: number;
  readonly authority: Authority;
  readonly token: TokenFacts;
  readonly requestBytes: Uint8Array;
  readonly responseBytes: Uint8Array;
  /** PEM, signer first, root last. */
  readonly chainPem: string;
}

/** A session as the ledger knows it. */
export interface HeldSession {
  readonly sessionId: SessionId;
  readonly orderId: OrderId | null;
  readonly beganAtUtc: string;
  readonly endedAtUtc: string | null;
  readonly environmentReport: ItemId | null;
  readonly notBefore: NotBefore | null;
}

/** What was removed, and whether its bytes are really gone. */
export interface Removal {
  readonly itemIds: readonly ItemId[];
  /** Objects that no other item has and that were shredded. */
  readonly shreddedObjects: number;
  /** Objects that could not be removed now (in use, read-only): tried again at each open. */
  readonly pendingObjects: number;
}

export type CheckpointRefusal =
  | LockerError
  /** The text is not a signed note over a prefix of this ledger, or not by its newest key. */
  | 'CHECKPOINT_NOT_OURS';

/** The part of the locker that keeps proofs: keys, checkpoints, tokens, clocks, sessions, removals, backups. */
export interface LockerProofs {
  /** The newest key; null before the first. */
  signingKey(): Promise<SigningKey | null>;
  /** `CHECKPOINT_NOT_OURS` when `replaces` is not the newest key or the endorsement does not hold. */
  setSigningKey(payload: EntryPayload<'signing-key-set'>): Promise<Result<SigningKey, CheckpointRefusal>>;
  /**
   * Keeps a signed head. Checked in the transaction: a head of this ledger at its size, size > 0, signed by the newest key.
   * A checkpoint over the same size that is there already is given back, nothing is written.
   */
  recordCheckpoint(checkpoint: string): Promise<Result<HeldCheckpoint, CheckpointRefusal>>;
  /** Keeps a token: three objects, then the entry. The caller has verified it. */
  recordTimestamp(received: ReceivedTimestamp): Promise<Result<HeldTimestamp, CheckpointRefusal>>;
  /** Newest first. */
  listCheckpoints(query: { readonly offset: number; readonly limit: number }): Promise<{
    readonly checkpoints: readonly HeldCheckpoint[];
    readonly total: number;
  }>;
  /** How many items no stamped checkpoint covers, and since when; and the newest trusted time. */
  stampingFigures(): Promise<{
    readonly unstampedItemCount: number;
    readonly oldestUnstampedAtUtc: string | null;
    readonly newestTimestamp: HeldTimestamp | null;
    /** Newest checkpoint, stamped or not. */
    readonly newestCheckpoint: HeldCheckpoint | null;
    /** Items sealed after the newest checkpoint. */
    readonly uncheckpointedItemCount: number;
  }>;
  getItemProof(itemId: ItemId): Promise<ItemProof | undefined>;

  recordClockStep(payload: EntryPayload<'clock-stepped'>): Promise<Result<void, LockerError>>;
  recordClockComparison(payload: EntryPayload<'clock-compared'>): Promise<Result<void, LockerError>>;
  /** `at` of the newest entry, and the newest item's clock facts: what the clock is compared with at a start. */
  lastEntryAtUtc(): Promise<string>;
  /** Steps and comparisons, newest first. */
  listClockEvents(
    limit: number,
  ): Promise<
    readonly (
      | { readonly seq: number; readonly atUtc: string; readonly step: EntryPayload<'clock-stepped'> }
      | { readonly seq: number; readonly atUtc: string; readonly comparison: EntryPayload<'clock-compared'> }
    )[]
  >;

  beginSession(payload: EntryPayload<'session-began'>): Promise<Result<HeldSession, LockerError>>;
  /** Ends it once; a second time changes nothing. */
  endSession(sessionId: SessionId): Promise<Result<HeldSession, LockerError | 'SESSION_UNKNOWN'>>;
  /** The session that has not ended, if any. */
  openSession(): Promise<HeldSession | null>;

  /**
   * The user's right to delete. Tombstones are durable first, then objects that no other item has are overwritten and
   * unlinked. What a crash leaves is finished at the next open.
   */
  removeItems(itemIds: readonly ItemId[], reason: string): Promise<Result<Removal, LockerError>>;
  recordBackup(payload: EntryPayload<'backup-made'>): Promise<Result<void, LockerError>>;
  lastBackup(): Promise<{
    readonly atUtc: string;
    readonly target: 'folder' | 'webdav';
    readonly treeSize: number;
    readonly entriesSince: number;
  } | null>;
  /** Verifications on record, newest first. */
  listVerifications(limit: number): Promise<
    readonly {
      readonly seq: number;
      readonly atUtc: string;
      readonly verdict: 'verified' | 'integrity-only' | 'failed';
      readonly failedChecks: number;
      readonly itemsChecked: number;
      readonly extent: 'full' | 'quick' | 'first-third' | 'second-third' | 'last-third';
    }[]
  >;
  /**
   * A copy of the database as of one moment, whole and self-contained (`VACUUM INTO`), written to a path that does not
   * exist yet; and what it names. Consistent while others write.
   */
  snapshotDatabase(path: string): Promise<
    Result<
      {
        readonly treeHead: TreeHead;
        readonly objects: readonly { readonly sha256: Sha256Hex; readonly sizeBytes: number }[];
      },
      LockerError
    >
  >;
}

/** An earlier head in a package: everything it covers is proven to be in the package's tree. */
export interface PackagedCheckpoint {
  readonly checkpoint: HeldCheckpoint;
  /** RFC 9162 consistency proof from it to `OrderLedger.treeHead`; empty when it is that head. */
  readonly consistency: readonly Uint8Array[];
}
