import { parseInstant } from '../../../core/orders/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import { type CallFacts, callFactsSchema } from '../../../core/transcripts/index.ts';
import { readTranscriptFile } from '../../transcripts/index.ts';
import { done, failed, type Outcome } from '../output.ts';
import { type CommandContext, textOption, withLocker } from './command-context.ts';
import { describeItem } from './items.ts';

/** `call ITEM --with WHO [--held-at TIME] --told yes|no|unknown`: what is not said is never assumed. */
export async function describeCall(context: CommandContext): Promise<Outcome> {
  const call = readCall(context);
  if (!call.ok) return failed(call.error);
  return withLocker(context, false, async (locker) => {
    const described = await locker.describeCall(context.commandLine.operands[0] ?? '', call.value);
    return described.ok
      ? done({ item: described.value }, describeItem(described.value))
      : failed(described.error);
  });
}

/** `transcript ITEM FILE`: keeps the file's words as the item's transcript, instead of any before. */
export async function transcribe(context: CommandContext): Promise<Outcome> {
  const [itemId = '', path = ''] = context.commandLine.operands;
  const read = await readTranscriptFile(path);
  if (!read.ok) return failed(read.error);
  return withLocker(context, false, async (locker) => {
    const written = await locker.transcribe(itemId, read.value);
    if (!written.ok) return failed(written.error);
    const count = read.value.cues.length;
    return done(
      { item: written.value, cueCount: count },
      `${describeItem(written.value)}\n文字稿：${count} 句`,
    );
  });
}

function readCall(context: CommandContext): Result<CallFacts, 'USAGE'> {
  const heldAt = textOption(context, 'held-at') ?? null;
  if (heldAt !== null && parseInstant(heldAt) === undefined) {
    return fail('USAGE', '--held-at 请写带时区的时间，例如 2026-11-23T22:05:00+08:00。');
  }
  const read = callFactsSchema.safeParse({
    counterpart: textOption(context, 'with')?.toWellFormed().trim(),
    heldAt,
    wasOtherSideTold: textOption(context, 'told'),
  });
  if (read.success) return ok(read.data);
  const isAboutTold = read.error.issues[0]?.path[0] === 'wasOtherSideTold';
  return isAboutTold
    ? fail('USAGE', '请写 --told yes、no 或 unknown：对方是否被告知在录音。')
    : fail('USAGE', '请写 --with 与谁通话，最多 400 字。');
}
