import type { Environment, EvidenceKind } from '../../../core/evidence/index.ts';
import { isEvidenceKind } from '../../../core/evidence/index.ts';
import type { Order } from '../../../core/orders/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { Capture } from '../../capture/index.ts';
import type { BillDesk, CaseDesk } from '../../cases/index.ts';
import { recordIfBehindLedger } from '../../clock/index.ts';
import type { DossierExporter } from '../../dossier/index.ts';
import type { Intake } from '../../intake/index.ts';
import type { Locker, LockerOpenError } from '../../locker/index.ts';
import type { Media } from '../../media/index.ts';
import type { Clock } from '../../platform/index.ts';
import type { Recorder, RecordingEnd } from '../../recording/index.ts';
import type { OpenRules, RulePackError } from '../../rules/index.ts';
import type { LockerVerificationOptions, VerificationResult } from '../../verification/index.ts';
import type { CommandLine } from '../arguments.ts';
import { failed, type Outcome } from '../output.ts';

type PackageOptions = Omit<LockerVerificationOptions, 'stateFolder' | 'directory'> & {
  readonly lockerDirectory?: string | undefined;
};

/** Built by `electron/cli.ts`: what commands may use. Modules are made only by the commands that need them. */
export interface CommandContext {
  readonly commandLine: CommandLine;
  readonly environment: Environment;
  readonly clock: Clock;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly lockerFolder: string;
  /** What this machine remembers outside of any locker. */
  readonly stateFolder: string;
  /** The folder of the program's built files; absent when it runs from its source. */
  readonly programFolder?: string | undefined;
  openLocker(create: boolean): Promise<Result<Locker, LockerOpenError>>;
  intake(): Promise<Intake>;
  capture(locker: Locker): Promise<Capture>;
  /** `onEnded` is called once for each recording that was begun. */
  recorder(locker: Locker, onEnded: (end: RecordingEnd) => void): Promise<Recorder>;
  media(locker: Locker): Promise<Media>;
  exporter(locker: Locker): Promise<DossierExporter>;
  /** The rule book and the calendar in force. */
  rules(): Promise<Result<OpenRules, 'RULES_INVALID'>>;
  importRules(bytes: Uint8Array): Promise<Result<{ readonly version: string }, RulePackError>>;
  caseDesk(locker: Locker): Promise<Result<CaseDesk, 'RULES_INVALID'>>;
  billDesk(locker: Locker): Promise<BillDesk>;
  readonly verification: {
    locker(options: Omit<LockerVerificationOptions, 'stateFolder'>): Promise<VerificationResult>;
    package(path: string, options: PackageOptions): Promise<VerificationResult>;
    dossier(
      path: string,
      options: PackageOptions & { readonly packagePath?: string | undefined },
    ): Promise<VerificationResult>;
  };
  /** One line on stdout at once: for `--json-lines`. */
  writeLine(document: Readonly<Record<string, unknown>>): void;
  /** Calls back for each line typed on standard input until the returned function is called. */
  onTypedLine(listener: (line: string) => void): () => void;
  /** One line on stderr. */
  tell(line: string): void;
  /** Diagnostics: stderr. */
  progress(step: string, doneCount: number, total: number): void;
}

/** A text option, if given. */
export function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.commandLine.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Runs `use` on the locker and closes it whatever happens; the locker's refusal is the outcome otherwise. */
export async function withLocker(
  context: CommandContext,
  create: boolean,
  use: (locker: Locker) => Promise<Outcome>,
): Promise<Outcome> {
  const opened = await context.openLocker(create);
  if (!opened.ok) return failed(opened.error);
  try {
    await settleInterrupted(context, opened.value);
    await settleClock(context, opened.value);
    return await use(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Puts into the ledger that the clock is behind it, before anything else is written. */
async function settleClock(context: CommandContext, locker: Locker): Promise<void> {
  if (locker.writeProblem !== null) return;
  const settled = await recordIfBehindLedger(locker, context.clock);
  if (!settled.ok) context.tell(`本机时间早于账本，没能记下：${settled.error.message}`);
  else if (settled.value) context.tell('本机时间早于账本里最新的一条，已记入账本。请检查系统时间。');
}

/** Seals what recordings of a program that died have left; whatever the command is, nothing is asked. */
export async function settleInterrupted(context: CommandContext, locker: Locker): Promise<void> {
  if (locker.writeProblem !== null) return;
  const recovered = await locker.recoverRecordings().catch((error: unknown) => {
    // Nothing is lost; whatever was asked can still be answered.
    context.tell(`没能查看有没有中断的录屏：${error instanceof Error ? error.message : String(error)}`);
    return [];
  });
  for (const { sealed } of recovered) {
    context.tell(
      sealed.ok
        ? `上次录屏被意外中断，磁盘上的内容已自动固定：${sealed.value.id}`
        : `有一段中断的录屏没能固定：${sealed.error.message}`,
    );
  }
}

/** Finds an order by id or by its number, if only one order has it. */
export async function findOrder(
  locker: Locker,
  reference: string,
): Promise<Result<Order, 'ORDER_UNKNOWN' | 'ORDER_AMBIGUOUS'>> {
  const byId = await locker.getOrder(reference);
  if (byId !== undefined) return ok(byId.order);
  const all = await locker.listOrders({
    search: '',
    sortBy: 'added',
    isDescending: false,
    includeArchived: true,
  });
  const found = all.filter((order) => order.facts.number === reference);
  const [first] = found;
  if (first === undefined) {
    return fail('ORDER_UNKNOWN', '没有这个订单。用 order list 查看已有的订单。');
  }
  if (found.length > 1) {
    return fail('ORDER_AMBIGUOUS', '有几个订单都是这个订单号，请改用 o- 开头的编号。', {
      orderIds: found.map((order) => order.id).join(' '),
    });
  }
  return ok(first);
}

/** Reads `--kind`; undefined when it was not given. */
export function kindOption(context: CommandContext): Result<EvidenceKind | undefined, 'USAGE'> {
  const text = textOption(context, 'kind');
  if (text === undefined || isEvidenceKind(text)) return ok(text);
  return fail('USAGE', '--kind 只能是 E01 到 E25。');
}
