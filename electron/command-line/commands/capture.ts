import type { CaptureMode, Rectangle } from '../../../core/evidence/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { CaptureTarget } from '../../capture/index.ts';
import { done, failed, type Outcome } from '../output.ts';
import { type CommandContext, findOrder, kindOption, textOption, withLocker } from './command-context.ts';
import { describeItem } from './items.ts';

/** `capture [screen|window|region]`: answers only when every picture is sealed. */
export async function capture(context: CommandContext): Promise<Outcome> {
  const target = targetOf(context);
  if (!target.ok) return failed(target.error);
  const kind = kindOption(context);
  if (!kind.ok) return failed(kind.error);
  const delayText = textOption(context, 'delay') ?? '0';
  if (!/^\d{1,3}$/.test(delayText)) return failed(fail('USAGE', '--delay 要写 0 到 999 的整数秒。').error);
  return withLocker(context, true, async (locker) => {
    const reference = textOption(context, 'order');
    const order = reference === undefined ? undefined : await findOrder(locker, reference);
    if (order !== undefined && !order.ok) return failed(order.error);
    const taken = await (await context.capture(locker)).take({
      target: target.value,
      trigger: 'command-line',
      delaySeconds: Number(delayText),
      orderId: order?.value.id ?? null,
      assignedBy: 'user',
      kind: kind.value,
    });
    if (!taken.ok) return failed(taken.error);
    return done({ item: taken.value[0], items: taken.value }, taken.value.map(describeItem).join('\n'));
  });
}

function targetOf(context: CommandContext): Result<CaptureTarget, 'USAGE'> {
  const mode = (context.commandLine.operands[0] ?? 'screen') as CaptureMode;
  const areaText = textOption(context, 'area');
  const isAll = context.commandLine.options['all-displays'] === true;
  if (areaText !== undefined && mode !== 'region') return fail('USAGE', '--area 只用于 capture region。');
  if (isAll && mode !== 'screen') return fail('USAGE', '--all-displays 只用于 capture screen。');
  switch (mode) {
    case 'screen':
      return ok({ mode, displays: isAll ? 'all-displays' : 'display-with-pointer' });
    case 'window':
      return ok({ mode });
    case 'region': {
      const area = readArea(areaText ?? '');
      return area === undefined
        ? fail('USAGE', '截区域要写 --area X,Y,宽,高（像素），例如 --area 0,0,800,600。')
        : ok({ mode, area });
    }
    default:
      return fail('USAGE', 'capture 后面只能是 screen、window 或 region。');
  }
}

function readArea(text: string): Rectangle | undefined {
  const match = /^(-?\d{1,6}),(-?\d{1,6}),(\d{1,6}),(\d{1,6})$/.exec(text);
  if (match === null) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = match.slice(1).map(Number);
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}
