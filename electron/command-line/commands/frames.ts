import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Item } from '../../../core/evidence/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { Locker } from '../../locker/index.ts';
import { sealFrame } from '../../media/index.ts';
import { done, failed, type Outcome } from '../output.ts';
import { type CommandContext, textOption, withLocker } from './command-context.ts';
import { describeItem } from './items.ts';

/**
 * `frames ITEM --at T … [--out FILE]`: seals the frame shown at each time as an item, as the window does, and answers
 * when all are sealed. `--out` also writes the picture, and only where no file is yet; it takes one time.
 */
export async function frames(context: CommandContext): Promise<Outcome> {
  const times = timesOf(context);
  if (!times.ok) return failed(times.error);
  const out = textOption(context, 'out');
  if (out !== undefined && times.value.length !== 1)
    return failed(fail('USAGE', '写了 --out 就只能有一个 --at。').error);
  if (out !== undefined && existsSync(out))
    return failed(fail('USAGE', '--out 的文件已经存在，请换个名字。').error);
  return withLocker(context, false, async (locker) => {
    const found = await locker.getItem(context.commandLine.operands[0] ?? '');
    if (found === undefined)
      return failed(fail('ITEM_UNKNOWN', '没有这件证据。用 list 查看已有的证据。').error);
    return await sealEach(context, locker, found.item, times.value, out);
  });
}

async function sealEach(
  context: CommandContext,
  locker: Locker,
  original: Item,
  times: readonly number[],
  out: string | undefined,
): Promise<Outcome> {
  const { clock, environment } = context;
  const media = await context.media(locker);
  const items: Item[] = [];
  const outcome = () => ({ item: items[0], items });
  try {
    for (const mediaMs of times) {
      const sealed = await sealFrame({ locker, media, clock, environment }, original, mediaMs);
      if (!sealed.ok) return failed(sealed.error, { items });
      items.push(sealed.value.item);
      const written = out === undefined ? ok(undefined) : await write(out, sealed.value.picture.png);
      if (!written.ok) return failed(written.error, outcome());
    }
    return done(outcome(), items.map(describeItem).join('\n'));
  } finally {
    await media.close();
  }
}

async function write(path: string, png: Uint8Array): Promise<Result<undefined, 'DISK_FULL' | 'DISK_FAILED'>> {
  try {
    await writeFile(path, png, { flag: 'wx' });
    return ok(undefined);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    return code === 'ENOSPC'
      ? fail('DISK_FULL', '画面已固定，但磁盘满了，没有写出 --out 的文件。')
      : fail('DISK_FAILED', `画面已固定，但写不了 --out 的文件（${code}）。请换个文件夹。`);
  }
}

function timesOf({ commandLine }: CommandContext): Result<readonly number[], 'USAGE'> {
  const given = commandLine.options.at;
  const times = Array.isArray(given) ? given.map((text) => readTime(String(text))) : [];
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 && known.length === times.length
    ? ok(known)
    : fail('USAGE', '请写 --at 时间：秒（如 75.5）、分:秒（如 1:15.5）或 时:分:秒。');
}

/** Milliseconds of `75.5`, `1:15.5` or `0:01:15.5`; undefined for anything else. */
export function readTime(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})(?:\.(\d{1,3}))?$/.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes, seconds = '', fraction = ''] = match;
  if (minutes !== undefined && (seconds.length !== 2 || Number(seconds) > 59)) return undefined;
  if (hours !== undefined && (minutes?.length !== 2 || Number(minutes) > 59)) return undefined;
  const whole = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, '0'));
}
