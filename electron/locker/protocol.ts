import type { Failure } from '../../core/result.ts';
import type { LockerEngine } from './engine/engine.ts';
import type { LockerOpenError, LockerOptions } from './locker.ts';

/** What the locker's thread does for its client, by name: the engine's own functions. */
export type LockerCalls = Pick<
  LockerEngine,
  | 'getItem'
  | 'listItems'
  | 'getOrder'
  | 'listOrders'
  | 'findDuplicateOrders'
  | 'figures'
  | 'treeHead'
  | 'orderLedger'
> &
  Omit<LockerEngine['items'], never> & {
    addOrder: LockerEngine['orders']['add'];
    changeOrder: LockerEngine['orders']['change'];
    setOrderArchived: LockerEngine['orders']['setArchived'];
    recordExport: LockerEngine['orders']['recordExport'];
    recordVerification: LockerEngine['orders']['recordVerification'];
    close: LockerEngine['close'];
  };

export type CallName = keyof LockerCalls;

/** One call, numbered by the client; answered in the order sent. */
export type LockerRequest = {
  [Name in CallName]: {
    readonly sequence: number;
    readonly call: Name;
    readonly input: Parameters<LockerCalls[Name]>;
  };
}[CallName];

/** What the thread says. */
export type LockerMessage =
  | {
      readonly type: 'opened';
      readonly lockerId: string;
      readonly writeProblem: Failure<'LOCKER_READ_ONLY'> | null;
    }
  | { readonly type: 'refused'; readonly failure: Failure<LockerOpenError> }
  | { readonly type: 'answered'; readonly sequence: number; readonly output: unknown }
  /** A broken invariant or a disk that failed under a question: the text of the error and its code. */
  | {
      readonly type: 'threw';
      readonly sequence: number;
      readonly message: string;
      readonly code: string | null;
    }
  | { readonly type: 'advanced'; readonly treeSize: number };

/** What the thread is started with. */
export interface LockerThreadOptions {
  readonly options: LockerOptions;
}
