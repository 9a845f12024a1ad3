import type { z } from 'zod';
import type { Result } from '../result.ts';
import { contract, events } from './contract.ts';
import type { ChokePointError } from './operation.ts';

export type Contract = typeof contract;
export type Feature = keyof Contract;
export type OperationName<F extends Feature> = keyof Contract[F] & string;
type OperationOf<F extends Feature, O extends OperationName<F>> = Contract[F][O] & {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly errors: readonly string[];
};

export type InputOf<F extends Feature, O extends OperationName<F>> = z.input<OperationOf<F, O>['input']>;
export type OutputOf<F extends Feature, O extends OperationName<F>> = z.output<OperationOf<F, O>['output']>;
export type ErrorOf<F extends Feature, O extends OperationName<F>> = OperationOf<F, O>['errors'][number];

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]['payload']>;

type Call<Input, Output> = undefined extends Input
  ? (input?: Input) => Promise<Output>
  : (input: Input) => Promise<Output>;

/** What preload puts into the window: one function an operation, and `on` for events. Frozen. */
export type Client = {
  readonly [F in Feature]: {
    readonly [O in OperationName<F>]: Call<
      InputOf<F, O>,
      Result<OutputOf<F, O>, ErrorOf<F, O> | ChokePointError>
    >;
  };
} & {
  /** Calls `listener` for each event until the returned function is called. */
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (payload: EventPayload<Name>) => void,
  ) => () => void;
};

/** What main must implement; a missing operation does not compile. */
export type Handlers = {
  readonly [F in Feature]: {
    readonly [O in OperationName<F>]: (
      input: z.output<OperationOf<F, O>['input']>,
    ) => Promise<Result<OutputOf<F, O>, ErrorOf<F, O>>> | Result<OutputOf<F, O>, ErrorOf<F, O>>;
  };
};

/** Every operation as [feature, operation] pairs, in the contract's order. */
export function operationNames(): readonly (readonly [string, string])[] {
  return Object.entries(contract).flatMap(([feature, operations]) =>
    Object.keys(operations).map((operation) => [feature, operation] as const),
  );
}

/** Every event's name. */
export function eventNames(): readonly EventName[] {
  return Object.keys(events) as EventName[];
}
