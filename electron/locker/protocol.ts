import type { Failure } from '../../core/result.ts';
import type { LockerEngine } from './engine/engine.ts';
import type { LockerOpenError, LockerOptions } from './locker.ts';
import type { LockerProofs } from './proofs.ts';
import type { ThreadAnswer, ThreadRequest } from './thread-calls.ts';

/** What the locker's thread does for its client, by name: the engine's own functions. */
export type LockerCalls = Pick<
  LockerEngine,
  | 'getItem'
  | 'getTranscript'
  | 'listItems'
  | 'getOrder'
  | 'listOrders'
  | 'findDuplicateOrders'
  | 'figures'
  | 'treeHead'
  | 'orderLedger'
> &
  Omit<LockerEngine['items'], never> &
  Omit<LockerEngine['cases'], never> &
  Synchronous<LockerProofs> & {
    addOrder: LockerEngine['orders']['add'];
    changeOrder: LockerEngine['orders']['change'];
    setOrderArchived: LockerEngine['orders']['setArchived'];
    recordExport: LockerEngine['orders']['recordExport'];
    recordVerification: LockerEngine['orders']['recordVerification'];
    findRecording: LockerEngine['recordings']['find'];
    adoptRecording: LockerEngine['recordings']['adopt'];
    close: LockerEngine['close'];
  };

/** The same functions, each to its end. */
type Synchronous<Functions> = {
  [Name in keyof Functions]: Functions[Name] extends (...input: infer Input) => Promise<infer Output>
    ? (...input: Input) => Output
    : never;
};

/** What the client asks. */
export type LockerRequest = ThreadRequest<LockerCalls>;

/** What the thread says. */
export type LockerMessage =
  | {
      readonly type: 'opened';
      readonly lockerId: string;
      readonly writeProblem: Failure<'LOCKER_READ_ONLY'> | null;
    }
  | { readonly type: 'refused'; readonly failure: Failure<LockerOpenError> }
  | ThreadAnswer
  | { readonly type: 'advanced'; readonly treeSize: number };

/** What the thread is started with. */
export interface LockerThreadOptions {
  readonly options: LockerOptions;
}
