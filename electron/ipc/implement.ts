import { invariant } from '../../core/assert.ts';
import {
  type ChokePointError,
  channelOf,
  type contract as contractConstant,
  type Feature,
  type Handlers,
  type Operation,
} from '../../core/contract/index.ts';
import type { Result } from '../../core/result.ts';
import { jsonSizeWithin } from './json-size.ts';
import { countRefusals, refuse } from './refusals.ts';
import { blameOf, type Frame, readSender, type WindowOf } from './sender.ts';

/** The part of Electron's `ipcMain` that is used. */
export interface IpcRegistry {
  handle(
    channel: string,
    listener: (event: { readonly senderFrame: Frame | null }, ...parameters: unknown[]) => unknown,
  ): void;
}

export interface ChokePointDeps {
  readonly ipcMain: IpcRegistry;
  readonly windowOf: WindowOf;
  readonly isOurOrigin: (origin: string) => boolean;
  /** Receives one line a refusal or bug, without content (P32). */
  readonly log: (line: string) => void;
  /** Milliseconds of a clock that is never set back. */
  readonly monotonicMs: () => number;
}

type Handler = (input: unknown) => unknown;
type Answer = Result<unknown, string>;
/** Handlers with their types forgotten: the schemas stand for them from here on. */
type HandlerTable = Readonly<Record<string, Readonly<Record<string, Handler>>>>;
interface Registration {
  readonly channel: string;
  readonly operation: Operation;
  readonly handler: Handler;
}

/**
 * Registers every operation of the contract, or of the features of it that are given, and no other, behind the checks of design section 5. A missing or unknown
 * handler does not compile and throws at start. What the listeners answer is always a Result; codes of the choke point
 * are `chokePointErrors`. The fifth refusal within a minute closes the window it came from.
 */
export function implement<Given extends Feature>(
  contract: Pick<typeof contractConstant, Given>,
  handlers: Pick<Handlers, Given>,
  deps: ChokePointDeps,
): void {
  const refusals = countRefusals(deps.monotonicMs);
  for (const registration of registrations(contract, handlers as unknown as HandlerTable)) {
    deps.ipcMain.handle(registration.channel, async (event, ...parameters) => {
      const call = admit(event.senderFrame, parameters, registration.operation, deps);
      if (call.ok) return await run(registration, call.value.input, deps);
      deps.log(`ipc ${registration.channel} refused ${call.error.code}`);
      const window = blameOf(event.senderFrame, deps.windowOf);
      if (window !== undefined) refusals.count(window);
      return call;
    });
  }
}

function registrations(
  contract: Record<string, Record<string, Operation>>,
  handlers: HandlerTable,
): readonly Registration[] {
  const found = Object.entries(contract).flatMap(([feature, operations]) =>
    Object.entries(operations).map(([name, operation]) => {
      const handler = Object.hasOwn(handlers, feature) ? handlers[feature]?.[name] : undefined;
      invariant(handler !== undefined, `every operation has a handler, ${feature}.${name} too`);
      return { channel: channelOf(feature, name), operation, handler };
    }),
  );
  const handlerCount = Object.values(handlers).reduce((sum, each) => sum + Object.keys(each).length, 0);
  invariant(handlerCount === found.length, 'a handler without an operation can never be called');
  return found;
}

function admit(
  frame: Frame | null,
  parameters: readonly unknown[],
  operation: Operation,
  deps: ChokePointDeps,
): Result<{ readonly input: unknown }, ChokePointError> {
  const sender = readSender(frame, { ...deps, windows: operation.windows });
  if (!sender.ok) return sender;
  const size = jsonSizeWithin(parameters.length > 1 ? parameters : parameters[0], operation.maxInputBytes);
  if (size === 'too-large') return refuse('INPUT_TOO_LARGE');
  if (size === 'not-json' || parameters.length > 1) return refuse('INPUT_INVALID');
  const input = operation.input.safeParse(parameters[0]);
  return input.success ? { ok: true, value: { input: input.data } } : refuse('INPUT_INVALID');
}

async function run(registration: Registration, input: unknown, deps: ChokePointDeps): Promise<Answer> {
  const { channel, operation, handler } = registration;
  try {
    const answer = (await handler(input)) as Answer;
    if (!answer.ok) return checkedFailure(answer, registration, deps);
    const output = operation.output.safeParse(answer.value);
    if (output.success) return { ok: true, value: output.data };
    const where = output.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join(', ');
    deps.log(`ipc ${channel} answered what its schema refuses: ${where}`);
    return refuse('OUTPUT_INVALID');
  } catch (error) {
    deps.log(`ipc ${channel} threw ${traceOf(error)}`);
    return refuse('UNEXPECTED');
  }
}

function checkedFailure(
  answer: Answer & { readonly ok: false },
  { channel, operation }: Registration,
  deps: ChokePointDeps,
): Answer {
  if (operation.errors.includes(answer.error.code)) return answer;
  deps.log(`ipc ${channel} failed with ${answer.error.code}, which is not among its errors`);
  return refuse('OUTPUT_INVALID');
}

/** Where it was thrown, without the message: messages may quote evidence (P32). */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 8).map((line) => line.trim())].join(' ');
}
