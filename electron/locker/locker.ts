import type { Readable } from 'node:stream';
import type { CustodyEvent, lockerErrors, OrderSummary, Verdict } from '../../core/contract/index.ts';
import type { EvidenceKind, Item, ItemId, Provenance } from '../../core/evidence/index.ts';
import type { Sha256Hex } from '../../core/hex.ts';
import type { EntryPayload, TreeHead } from '../../core/ledger/index.ts';
import type { Order, OrderChange, OrderFacts, OrderId } from '../../core/orders/index.ts';
import type { JournalLineContent, Moment } from '../../core/recording/index.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { CallFacts, Transcript } from '../../core/transcripts/index.ts';
import type { LockerCases } from './cases.ts';
import type { LockerProofs, PackagedCheckpoint } from './proofs.ts';
import type { OpenRecording, RecordingDestination, RecordingError, RecoveredRecording } from './recording.ts';

/** Why the locker refused; the same set crosses IPC. */
export type LockerError = (typeof lockerErrors)[number];

export type LockerOpenError =
  | 'LOCKER_BUSY'
  | 'LOCKER_CORRUPT'
  | 'LOCKER_READ_ONLY'
  | 'LOCKER_TOO_NEW'
  | 'LOCKER_NOT_FOUND'
  | 'LOCKER_NOT_A_FOLDER'
  | 'DISK_FULL'
  | 'DISK_FAILED';

export type ImportError =
  | LockerError
  | 'FILE_NOT_FOUND'
  | 'FILE_UNREADABLE'
  | 'FILE_EMPTY'
  | 'FILE_IS_FOLDER'
  | 'FILE_NOT_REGULAR'
  | 'FILE_CHANGED_WHILE_READ';

/** What is to become evidence. Bytes in memory (a capture) or a file to be copied in, chunk by chunk (an import). */
export interface SealRequest {
  readonly content: { readonly bytes: Uint8Array } | { readonly path: string };
  readonly mediaType: string;
  readonly image?: { readonly widthPx: number; readonly heightPx: number } | undefined;
  readonly provenance: Provenance;
  /** Assigned in the same transaction, as an entry of its own. */
  readonly assignment?: { readonly orderId: OrderId; readonly by: 'active-order' | 'user' } | undefined;
  /** Labelled in the same transaction, as an entry of its own. */
  readonly kind?: EvidenceKind | undefined;
}

/** An entry with where it stands in the tree. */
export interface ProvenEntry {
  readonly seq: number;
  /** Canonical bytes, as hashed. */
  readonly bytes: Uint8Array;
  /** Inclusion proof in the tree of `OrderLedger.treeHead`, leaf to root. */
  readonly proof: readonly Uint8Array[];
}

/**
 * What the ledger says about one order and nothing about any other: entry 0, the order's entries and those of items
 * that are in it now. The tree is the smallest that holds them all, so the same evidence gives the same proofs later.
 */
export interface OrderLedger {
  readonly order: Order;
  readonly history: readonly OrderChange[];
  readonly items: readonly Item[];
  readonly entries: readonly ProvenEntry[];
  readonly treeHead: TreeHead;
  /**
   * Of each item the earliest stamped checkpoint that covers it, and that of `treeHead` if it is one; ascending by size,
   * one a size.
   */
  readonly checkpoints: readonly PackagedCheckpoint[];
  /** Wall clock of the last of these entries: the dossier's 固定截至 time. */
  readonly lastEntryAtUtc: string;
  /** Exhibit numbers given by every export of this order, also to items that left it: a number is never given twice. */
  readonly exhibitNumbers: ReadonlyMap<ItemId, string>;
}

export interface LockerFigures {
  readonly itemCount: number;
  readonly orderCount: number;
  readonly inboxCount: number;
  readonly sizeBytes: number;
  readonly freeBytes: number;
  readonly treeSize: number;
  readonly lastVerification: {
    readonly atUtc: string;
    readonly verdict: Verdict;
    readonly failedChecks: number;
  } | null;
}

export interface ItemQuery {
  /** An order, `null` for 收件箱, `undefined` for everything. */
  readonly orderId?: OrderId | null | undefined;
  /** Looked for in note, window title, file name, kind's name and hash. */
  readonly search?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface OrderQuery {
  readonly search: string;
  readonly sortBy: 'lastActivity' | 'added' | 'paid' | 'amount' | 'merchant';
  readonly isDescending: boolean;
  readonly includeArchived: boolean;
}

/**
 * An open locker. What a command has acknowledged is on disk, unchanged, and chained (P01, P02). Commands run one after
 * the other in the locker's own thread; other processes may have the same locker open.
 */
export interface Locker extends LockerProofs, LockerCases {
  readonly directory: string;
  readonly lockerId: string;
  /** Set when the disk or folder takes no writes: reading works, every command answers this failure. */
  readonly writeProblem: Failure<'LOCKER_READ_ONLY'> | null;

  seal(request: SealRequest): Promise<Result<Item, ImportError>>;
  /** One `item-assigned` entry an item whose order really changes, all in one transaction. */
  assignItems(
    itemIds: readonly ItemId[],
    orderId: OrderId | null,
    by: EntryPayload<'item-assigned'>['by'],
  ): Promise<Result<readonly Item[], LockerError>>;
  labelItems(
    itemIds: readonly ItemId[],
    kind: EvidenceKind | null,
  ): Promise<Result<readonly Item[], LockerError>>;
  noteItem(itemId: ItemId, note: string): Promise<Result<Item, LockerError>>;
  /** Says who was on a recorded call; null takes it back. An entry only if it differs. */
  describeCall(itemId: ItemId, call: CallFacts | null): Promise<Result<Item, LockerError>>;
  /** Writes or replaces a transcript; null takes it away. An entry only if it differs. */
  transcribe(itemId: ItemId, transcript: Transcript | null): Promise<Result<Item, LockerError>>;
  getTranscript(itemId: ItemId): Promise<Transcript | undefined>;

  /** Begins a recording: its folder and first line are durable when this resolves. */
  beginRecording(
    started: JournalLineContent<'started'>,
    at: Moment,
    destination: RecordingDestination,
  ): Promise<Result<OpenRecording, RecordingError>>;
  /**
   * Seals every recording whose program no longer lives, with all bytes that are on the disk. Recordings that another
   * living program is making are left alone. Run it soon after opening; running it twice changes nothing. Rejects only
   * when the folder of recordings cannot be listed.
   */
  recoverRecordings(): Promise<readonly RecoveredRecording[]>;

  addOrder(facts: OrderFacts): Promise<Result<Order, LockerError>>;
  /** Writes only facts that differ; an entry only if any does. */
  changeOrder(orderId: OrderId, facts: Partial<OrderFacts>): Promise<Result<Order, LockerError>>;
  setOrderArchived(orderId: OrderId, isArchived: boolean): Promise<Result<Order, LockerError>>;
  recordExport(payload: EntryPayload<'dossier-exported'>): Promise<Result<void, LockerError>>;
  recordVerification(payload: EntryPayload<'locker-verified'>): Promise<Result<void, LockerError>>;

  getItem(
    itemId: ItemId,
  ): Promise<{ readonly item: Item; readonly history: readonly CustodyEvent[] } | undefined>;
  /** Oldest first (by `seq`). */
  listItems(query: ItemQuery): Promise<{ readonly items: readonly Item[]; readonly total: number }>;
  getOrder(
    orderId: OrderId,
  ): Promise<
    | { readonly order: Order; readonly history: readonly OrderChange[]; readonly itemCount: number }
    | undefined
  >;
  listOrders(query: OrderQuery): Promise<readonly OrderSummary[]>;
  findDuplicateOrders(
    platform: string,
    number: string,
    exceptOrderId: OrderId | null,
  ): Promise<readonly OrderSummary[]>;
  figures(): Promise<LockerFigures>;
  treeHead(): Promise<TreeHead>;
  orderLedger(orderId: OrderId): Promise<OrderLedger | undefined>;

  /** The bytes of an object, checked against its name; through the codec, so that callers never see the folder. */
  readObject(
    sha256: Sha256Hex,
  ): Promise<Result<Uint8Array, 'OBJECT_MISSING' | 'OBJECT_DAMAGED' | 'DISK_FAILED'>>;
  /** The same as a stream (not checked on the way), `start`/`end` inclusive as in HTTP ranges. */
  streamObject(
    sha256: Sha256Hex,
    range?: { readonly start: number; readonly end: number },
  ): Promise<Readable | undefined>;

  /** Called after each commit of this or another process with the new number of entries. */
  onAdvanced(listener: (treeSize: number) => void): () => void;
  /** Finishes what is queued, checkpoints, closes. */
  close(): Promise<void>;
}

export interface LockerOptions {
  readonly directory: string;
  /** Create the locker if the folder is empty or absent; otherwise `LOCKER_NOT_FOUND`. */
  readonly create: boolean;
  /** Folder outside the locker where heads seen by this machine are kept (detects a rolled-back locker). */
  readonly stateFolder: string;
}
