import { invariant } from '../../../core/assert.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { fail } from '../../../core/result.ts';
import type { EnvironmentFinding } from '../../../core/surroundings/index.ts';
import { createClockComparer } from '../../clock/index.ts';
import { createEnvironmentChecker, type EnvironmentChecker } from '../../environment/index.ts';
import type { Locker } from '../../locker/index.ts';
import { done, failed, type Outcome, visible } from '../output.ts';
import { timeServersOf } from './clock.ts';
import { type CommandContext, findOrder, textOption, withLocker } from './command-context.ts';
import { describeItem } from './items.ts';

/** `environment [--domain D] [--order O] [--compare-clock]`: 清洁性检查, sealed. */
export function checkEnvironment(context: CommandContext): Promise<Outcome> {
  return withLocker(context, true, async (locker) => {
    const reference = textOption(context, 'order');
    const order = reference === undefined ? undefined : await findOrder(locker, reference);
    if (order !== undefined && !order.ok) return failed(order.error);
    const checker = checkerOf(context, locker);
    if (checker === undefined) return failed(fail('USAGE', 'LIUHEN_TIME_SERVERS 写得不对。').error);
    const checked = await checker.check(
      {
        domain: textOption(context, 'domain') ?? null,
        orderId: order?.value.id ?? null,
        assignedBy: 'user',
      },
      { signal: context.signal },
    );
    if (!checked.ok) return failed(checked.error);
    const findings = findingsOf(checked.value);
    return done(
      { item: checked.value, findings },
      [describeItem(checked.value), describe(findings)].join('\n'),
    );
  });
}

/** The checker of this command; undefined when the time servers are misspelt. */
export function checkerOf(context: CommandContext, locker: Locker): EnvironmentChecker | undefined {
  const servers = timeServersOf(context);
  if (!servers.ok) return undefined;
  const { clock, environment, commandLine } = context;
  return createEnvironmentChecker({
    locker,
    clock,
    environment,
    programFolder: context.programFolder ?? null,
    comparer: createClockComparer({
      locker,
      clock,
      isAllowed: () => commandLine.options['compare-clock'] === true,
      servers: servers.value,
    }),
  });
}

/** What an environment report found. */
export function findingsOf({ provenance }: Item): readonly EnvironmentFinding[] {
  invariant(provenance.source === 'environment-check', 'the checker seals reports');
  return provenance.check.findings;
}

const words = { clear: '正常', noticed: '注意', 'not-checked': '未查' } as const;

function describe(findings: readonly EnvironmentFinding[]): string {
  return findings.map(({ id, outcome, detail }) => `${words[outcome]}  ${id}  ${visible(detail)}`).join('\n');
}
