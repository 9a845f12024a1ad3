import type { Sha256Hex } from '../../../core/hex.ts';
import type { Failure, Result } from '../../../core/result.ts';
import type { Authority, TokenFacts } from '../../../core/timestamps/index.ts';
import type { Locker, LockerError } from '../../locker/index.ts';
import type { Checkpointer } from '../../signing/index.ts';

/** A token that was verified, with the bytes it came in. */
export interface VerifiedTimestamp {
  readonly token: TokenFacts;
  readonly requestBytes: Uint8Array;
  readonly responseBytes: Uint8Array;
  /** Signer first, root last. */
  readonly chainPem: string;
}

/** Asks one authority once for a stamp over a digest, and verifies what it answers. Ends soon after an abort. */
export type AskAuthority = (request: {
  readonly authority: Authority;
  readonly digest: Sha256Hex;
  readonly signal: AbortSignal;
}) => Promise<Result<VerifiedTimestamp, string>>;

/** An authority as the settings name it. */
export interface StampingAuthority extends Authority {
  readonly id: string;
}

/** The part of a locker that stamping needs. */
export type StampingLocker = Pick<
  Locker,
  'lockerId' | 'writeProblem' | 'stampingFigures' | 'listCheckpoints' | 'recordTimestamp' | 'onAdvanced'
>;

/** How an authority fares. */
export interface AuthorityHealth {
  readonly state: 'unknown' | 'well' | 'failing' | 'working';
  readonly lastSuccessUtc: string | null;
  readonly lastFailure: { readonly code: string; readonly message: string; readonly atUtc: string } | null;
  readonly nextTryUtc: string | null;
}

/** Runs `act` after a while; the returned function calls it off. */
export type After = (delayMs: number, act: () => void) => () => void;

export interface StamperDeps {
  readonly locker: StampingLocker;
  readonly checkpointer: Checkpointer;
  /** Those that are on, now; none while trusted time is off. */
  readonly authorities: () => readonly StampingAuthority[];
  readonly askAuthority: AskAuthority;
  readonly stateFolder: string;
  /** Wall clock, milliseconds. */
  readonly now: () => number;
  readonly after: After;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random: () => number;
  /** Something about health or pending stamps is different. */
  readonly onChanged: () => void;
  readonly log: (line: string) => void;
}

/**
 * Makes checkpoints soon after something was sealed, and has each enabled authority stamp them, each on its own. What is
 * still to be stamped is what the ledger says: nothing is lost by a crash. Failures of the network are health, not errors.
 */
export interface Stamper {
  /** Takes up what was left, and follows the ledger from now on. */
  start(): Promise<void>;
  /** Soon: 5 seconds after the last call, 60 after the first. Urgent: at once, whatever back-off says. */
  stampSoon(options?: { readonly isUrgent: boolean }): void;
  /** Makes a checkpoint and asks every authority that is on; resolves when each has answered. */
  stampNow(): Promise<Result<void, StampNowError>>;
  /** Authorities were turned on or off: those that are off are asked no more, not even to the end. */
  authoritiesChanged(): void;
  health(authorityId: string): AuthorityHealth;
  isWorking(): boolean;
  /** Resolves when nothing runs any more; nothing is begun after it was called. */
  close(): Promise<void>;
}

export type StampNowError = LockerError | 'KEY_UNREADABLE' | 'KEY_NOT_SAVED' | 'STAMPING_OFF';
export type StampFailure = Failure<string>;
