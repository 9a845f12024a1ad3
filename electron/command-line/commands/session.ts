import { fail } from '../../../core/result.ts';
import { notBeforeText } from '../../../core/surroundings/index.ts';
import type { HeldSession, Locker } from '../../locker/index.ts';
import { createSessions, noStrip, type SessionRequest } from '../../sessions/index.ts';
import { createCheckpointer } from '../../signing/index.ts';
import { done, failed, type Outcome, visible } from '../output.ts';
import { type CommandContext, findOrder, textOption, withLocker } from './command-context.ts';
import { checkerOf } from './environment.ts';
import { signingOf } from './key.ts';

/** `session start [--order O] [--check [--domain D]] [--not-before none|TEXT]`. Captures are commands of their own. */
export function startSession(context: CommandContext): Promise<Outcome> {
  return withLocker(context, true, async (locker) => {
    const reference = textOption(context, 'order');
    const order = reference === undefined ? undefined : await findOrder(locker, reference);
    if (order !== undefined && !order.ok) return failed(order.error);
    const text = textOption(context, 'not-before');
    if (text !== undefined && (text === '' || text.length > 200)) {
      return failed(fail('USAGE', '--not-before 写 none，或 1 到 200 个字的公开数值。').error);
    }
    const sessions = sessionsOf(context, locker);
    if (sessions === undefined) return failed(fail('USAGE', 'LIUHEN_TIME_SERVERS 写得不对。').error);
    const request: SessionRequest = {
      orderId: order?.value.id ?? null,
      domain: textOption(context, 'domain') ?? null,
      isEnvironmentChecked: context.commandLine.options.check === true,
      notBefore: text === undefined ? 'newest-timestamp' : text === 'none' ? 'none' : { text },
    };
    const started = await sessions.start(request, context.signal);
    if (!started.ok) return failed(started.error);
    return outcomeOf(await locker.openSession());
  });
}

/** `session end`: ends the open session and signs a checkpoint over it. */
export function endSession(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const sessions = sessionsOf(context, locker);
    const session = await locker.openSession();
    if (sessions === undefined) return failed(fail('USAGE', 'LIUHEN_TIME_SERVERS 写得不对。').error);
    const ended = await sessions.end();
    if (!ended.ok) return failed(ended.error);
    const made = await createCheckpointer({ locker, signing: signingOf(context, locker) }).makeCheckpoint();
    if (!made.ok) context.tell(`会话已结束，但没有做成检查点：${made.error.message}`);
    return done(
      { session, checkpoint: made.ok ? made.value.checkpoint : null },
      '会话已结束。要可信时间，请再运行 timestamp。',
    );
  });
}

/** `session show`: the open session, or null. */
export function showSession(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => outcomeOf(await locker.openSession()));
}

function outcomeOf(session: HeldSession | null): Outcome {
  if (session === null) return done({ session }, '现在没有取证会话。');
  const { sessionId, beganAtUtc, notBefore } = session;
  const value =
    notBefore === null
      ? '没有「不早于」数值：还没有可信时间戳，或没有要。'
      : `不早于 ${visible(notBeforeText(notBefore))}\n请让这一行出现在第一张截图里。`;
  return done({ session }, `取证会话 ${sessionId}，开始于 ${beganAtUtc}\n${value}`);
}

/** Undefined when the time servers are misspelt. */
function sessionsOf(context: CommandContext, locker: Locker) {
  const checker = checkerOf(context, locker);
  if (checker === undefined) return undefined;
  return createSessions({
    locker,
    checker,
    strip: noStrip,
    // The command makes the checkpoint itself, and does not leave before it is there.
    stampSoon: () => undefined,
    onChanged: () => undefined,
    onSealed: () => undefined,
  });
}
