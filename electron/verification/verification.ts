import type { VerificationReport } from '../../core/contract/index.ts';
import type { TreeHead } from '../../core/ledger/index.ts';
import type { Result } from '../../core/result.ts';
import type { CheckedExhibit } from '../../core/verification/index.ts';
import type { Extent } from './extent.ts';

export type VerificationError =
  | 'NOT_FOUND'
  | 'NOT_READABLE'
  | 'NOT_RECOGNISED'
  | 'CANCELLED'
  | 'LOCKER_TOO_NEW';

export interface LockerVerificationOptions {
  readonly directory: string;
  readonly stateFolder: string;
  /** A head held elsewhere (an exported package, a printed dossier): the ledger must descend from it. */
  readonly heldHead?: TreeHead | undefined;
  /** How many objects are read; default `full`. Ledger, heads and database are checked in any case. */
  readonly extent?: Extent | undefined;
  /** SHA-256 fingerprints of the root certificates that time stamps are trusted by. */
  readonly trustedRoots?: ReadonlySet<string> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: string, done: number, total: number) => void) | undefined;
}

/** What a verification is asked, without what cannot cross to a thread. */
export type LockerVerificationRequest = Pick<
  LockerVerificationOptions,
  'directory' | 'stateFolder' | 'heldHead' | 'trustedRoots' | 'extent'
>;

/** What was checked, what failed, what was not checked; never repairs anything. */
export type VerificationResult = Result<
  VerificationReport & {
    readonly treeHead: string | null;
    readonly itemsChecked: number;
    /** Of a package. */
    readonly exhibits?: readonly CheckedExhibit[];
  },
  VerificationError
>;
