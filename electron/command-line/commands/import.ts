import type { EvidenceKind, Item } from '../../../core/evidence/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import type { Failure, Result } from '../../../core/result.ts';
import { importFile } from '../../imports/index.ts';
import type { Locker } from '../../locker/index.ts';
import { done, failed, type Outcome, visible } from '../output.ts';
import { type CommandContext, findOrder, kindOption, textOption, withLocker } from './command-context.ts';
import { describeItem } from './items.ts';

interface Refused {
  readonly file: string;
  readonly error: Failure<string>;
}

/**
 * `import FILE…`: every file that can be sealed is, whatever happens to the others; the exit code is that of the first
 * refused. With `--json-lines` each file is answered as soon as it is durable.
 */
export async function importFiles(context: CommandContext): Promise<Outcome> {
  const kind = kindOption(context);
  if (!kind.ok) return failed(kind.error);
  return withLocker(context, true, async (locker) => {
    const reference = textOption(context, 'order');
    const order = reference === undefined ? undefined : await findOrder(locker, reference);
    if (order !== undefined && !order.ok) return failed(order.error);
    const { items, refused } = await sealEach(context, locker, order?.value.id ?? null, kind.value);
    const outcome = outcomeOf(items, refused);
    return isLineByLine(context) ? { ...outcome, json: undefined } : outcome;
  });
}

function isLineByLine(context: CommandContext): boolean {
  return context.commandLine.options['json-lines'] === true;
}

function outcomeOf(items: readonly Item[], refused: readonly Refused[]): Outcome {
  const text = items.map(describeItem).join('\n');
  const [first] = refused;
  if (first === undefined) return done({ items }, text);
  const lines = refused.map(({ file, error }) => `未导入 ${visible(file)}：${error.code} ${error.message}`);
  return failed(first.error, { items, refused }, [text, ...lines].filter((line) => line !== '').join('\n'));
}

function lineOf(file: string, sealed: Result<Item, string>): Readonly<Record<string, unknown>> {
  if (!sealed.ok) return { file, error: sealed.error };
  const { id, sha256 } = sealed.value;
  return { file, id, sha256, item: sealed.value };
}

async function sealEach(
  context: CommandContext,
  locker: Locker,
  orderId: OrderId | null,
  kind: EvidenceKind | undefined,
) {
  const items: Item[] = [];
  const refused: Refused[] = [];
  const files = context.commandLine.operands;
  const intake = await context.intake();
  try {
    for (const file of files) {
      if (context.signal.aborted) break;
      const dependencies = { locker, intake, clock: context.clock, environment: context.environment };
      const sealed = await importFile(dependencies, { path: file, orderId, kind });
      if (sealed.ok) items.push(sealed.value);
      else refused.push({ file, error: sealed.error });
      if (isLineByLine(context)) context.writeLine(lineOf(file, sealed));
      context.progress('导入', items.length + refused.length, files.length);
    }
  } finally {
    await intake.close();
  }
  return { items, refused };
}
