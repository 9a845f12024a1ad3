import type { SessionState } from '../../core/contract/index.ts';
import type { Item, Rectangle } from '../../core/evidence/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import type { Result } from '../../core/result.ts';
import type { EnvironmentChecker } from '../environment/index.ts';
import type { HeldSession, Locker, LockerError } from '../locker/index.ts';

/** The strip that shows the not-before value in the picture. */
export interface StripPort {
  /** Resolves when a capture would show it. */
  show(): Promise<void>;
  hide(): void;
  /** Whether the last capture or recording of this area (pixels of the virtual desktop) showed it. */
  wasIn(area: Rectangle): boolean;
  /** Called when a recording has shown it for long enough. Returns how to stop listening. */
  onRecorded(listener: () => void): () => void;
}

/** A program without windows shows no strip: captures are other commands. */
export const noStrip: StripPort = {
  show: async () => undefined,
  hide: () => undefined,
  wasIn: () => false,
  onRecorded: () => () => undefined,
};

/** What the user wants of a session. */
export interface SessionRequest {
  readonly orderId: OrderId | null;
  readonly domain: string | null;
  readonly isEnvironmentChecked: boolean;
  readonly notBefore: 'none' | 'newest-timestamp' | { readonly text: string };
}

export type SessionStartError = LockerError | 'SESSION_OPEN' | 'DOMAIN_INVALID' | 'SESSION_CANCELLED';
export type SessionEndError = LockerError | 'SESSION_UNKNOWN';

/**
 * 取证会话: environment check, not-before value, captures, a stamped checkpoint. The ledger says whether one is open, so the
 * window and the command line see the same; at most one at a time.
 */
export interface Sessions {
  state(): SessionState;
  /** `newest-timestamp` without a time stamp begins a session without a value: its state says null. */
  start(request: SessionRequest, signal?: AbortSignal): Promise<Result<SessionState, SessionStartError>>;
  end(): Promise<Result<SessionState, SessionEndError>>;
  /** To be told of everything sealed: the first picture that shows the strip takes it away. */
  sawSealed(item: Item): void;
  /** Reads the ledger again: another program may have begun or ended a session. */
  refresh(): Promise<void>;
  /** Ends a session that a crash left open, once, when the app starts. The session, or null. */
  recover(): Promise<Result<HeldSession | null, SessionEndError>>;
}

export interface SessionsDeps {
  readonly locker: Pick<Locker, 'beginSession' | 'endSession' | 'openSession' | 'stampingFigures'>;
  readonly checker: Pick<EnvironmentChecker, 'check' | 'readDomain'>;
  readonly strip: StripPort;
  /** Makes a checkpoint and has it stamped, without anybody waiting for it. */
  readonly stampSoon: (options: { readonly isUrgent: boolean }) => void;
  readonly onChanged: (state: SessionState) => void;
  /** The environment report was sealed. */
  readonly onSealed: (item: Item) => void;
}
