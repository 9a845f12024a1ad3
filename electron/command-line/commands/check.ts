import type { Assessment, CheckFinding } from '../../../core/cases/index.ts';
import { evidenceKinds } from '../../../core/evidence/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import {
  type ChannelId,
  channelIdSchema,
  type ScenarioId,
  scenarioIdSchema,
} from '../../../core/rules/index.ts';
import { done, failed, type Outcome } from '../output.ts';
import { momentOption } from './case-fields.ts';
import { type CommandContext, findOrder, textOption, withLocker } from './command-context.ts';

/** `check ORDER [--scenario S] [--channel C] [--at ISO]`: exit 1 while something required is missing or fails. */
export async function checkCase(context: CommandContext): Promise<Outcome> {
  const at = momentOption(context);
  if (!at.ok) return failed(at.error);
  const scenario = scenarioOption(context);
  if (!scenario.ok) return failed(scenario.error);
  const channel = channelOption(context);
  if (!channel.ok) return failed(channel.error);
  return withLocker(context, false, async (locker) => {
    const order = await findOrder(locker, context.commandLine.operands[0] ?? '');
    if (!order.ok) return failed(order.error);
    const desk = await context.caseDesk(locker);
    if (!desk.ok) return failed(desk.error);
    const wish = { channel: channel.value, atUtc: at.value };
    const stated = await desk.value.assess(order.value.id, { ...wish, scenario: scenario.value });
    if (!stated.ok) return failed(stated.error);
    const proposed = stated.value.scenario === null ? stated.value.proposals[0]?.scenario : undefined;
    const assessed =
      proposed === undefined
        ? stated
        : await desk.value.assess(order.value.id, { ...wish, scenario: proposed });
    if (!assessed.ok) return failed(assessed.error);
    const assessment = assessed.value;
    const json = {
      ...assessment,
      /** Nobody has chosen it: it is what the facts look like. */
      isScenarioProposed: proposed !== undefined,
      citations: assessment.citations.map(({ id }) => id),
    };
    const outcome = done(json, describe(assessment, proposed !== undefined));
    return hasGap(assessment) ? { ...outcome, exitCode: 1 } : outcome;
  });
}

/** `--scenario`; null when it was not given. */
function scenarioOption(context: CommandContext): Result<ScenarioId | null, 'USAGE'> {
  const text = textOption(context, 'scenario');
  if (text === undefined) return ok(null);
  const read = scenarioIdSchema.safeParse(text);
  return read.success
    ? ok(read.data)
    : fail('USAGE', `--scenario 只能是 ${scenarioIdSchema.options.join('、')} 之一。`);
}

/** Short names for whom the dossier is for. */
const audiences: Readonly<Record<string, ChannelId>> = {
  payment: 'payment_wechat',
  wechat: 'payment_wechat',
  alipay: 'payment_alipay',
  12315: 'samr12315',
  court: 'court_small_claims',
};

/** `--channel`, by id or by a short name; null when it was not given. */
export function channelOption(context: CommandContext): Result<ChannelId | null, 'USAGE'> {
  const text = textOption(context, 'channel');
  if (text === undefined) return ok(null);
  const read = channelIdSchema.safeParse(audiences[text] ?? text);
  return read.success
    ? ok(read.data)
    : fail('USAGE', `--channel 只能是 ${channelIdSchema.options.join('、')} 之一。`);
}

function hasGap({ scenario, missing, missingOneOf, checks }: Assessment): boolean {
  return (
    scenario === null ||
    missing.length > 0 ||
    missingOneOf.length > 0 ||
    checks.some(({ level, result }) => level === 'error' && (result === 'FAIL' || result === 'NOT_CHECKED'))
  );
}

function describe(assessment: Assessment, isProposed: boolean): string {
  const { scenario, proposals, gaps } = assessment;
  const head =
    scenario === null
      ? [
          '还没有选发生了什么。用 case set 订单 --scenario … 选一个。',
          ...proposals.map((proposal) => `  像是 ${proposal.scenario}：${proposal.reason}`),
        ]
      : [
          ...(isProposed ? ['还没有选发生了什么，先按最像的算；用 case set 订单 --scenario … 选定。'] : []),
          `${scenario}：${gaps.closed}/${gaps.total} 项齐了`,
        ];
  return [
    ...head,
    ...assessment.kinds
      .filter(({ isSatisfied, need }) => !isSatisfied && need !== 'not-applicable')
      .map(needLine),
    ...assessment.checks.map(checkLine),
    ...assessment.weaknesses.map(({ text, reason }) => `弱点  ${text}：${reason}`),
    ...assessment.pitfalls.map(({ name, reason, remedy }) => `误区  ${name}：${reason} ${remedy}`),
    ...assessment.contradictions.map(({ text }) => `矛盾  ${text}`),
  ].join('\n');
}

function needLine({ kind, need, capture }: Assessment['kinds'][number]): string {
  const words = {
    required: '缺少',
    'one-of': '任选',
    recommended: '建议',
    'not-applicable': '不用',
  } as const;
  return `${words[need]}  ${kind} ${evidenceKinds[kind].name}：${capture}`;
}

function checkLine({ id, level, result, reason, remedy }: CheckFinding): string {
  const words = { PASS: '通过', FAIL: '不行', NOT_CHECKED: '待定', NOT_APPLICABLE: '不适用' } as const;
  return `${words[result]}  ${id} ${level}：${reason}${remedy === null ? '' : ` ${remedy}`}`;
}
