import { fail, ok, type Result } from '../../../core/result.ts';
import type { ClockComparison } from '../../../core/surroundings/index.ts';
import {
  createClockComparer,
  defaultTimeServers,
  readTimeServers,
  type TimeServer,
} from '../../clock/index.ts';
import { done, failed, type Outcome } from '../output.ts';
import { type CommandContext, withLocker } from './command-context.ts';

/**
 * `clock compare [--server HOST[:PORT] …]`: asks time servers and keeps what they said. Whoever gives the command wants it: who
 * is asked is told. Exit 3 when nobody answered; that is kept too.
 */
export async function compareClock(context: CommandContext): Promise<Outcome> {
  const servers = timeServersOf(context);
  if (!servers.ok) return failed(servers.error);
  return withLocker(context, true, async (locker) => {
    context.tell(
      `向这些时间服务器各发一个 48 字节的询问：${servers.value.map(({ host }) => host).join('、')}`,
    );
    const comparer = createClockComparer({
      locker,
      clock: context.clock,
      isAllowed: () => true,
      servers: servers.value,
    });
    const compared = await comparer.compare(context.signal);
    if (!compared.ok) return failed(compared.error);
    const comparison = compared.value;
    if (comparison.offsetMs !== null) return done({ comparison }, describe(comparison));
    const silent = fail('CLOCK_SERVERS_SILENT', '时间服务器都没有回答。请检查网络，稍后再试。');
    return failed(silent.error, { comparison }, describe(comparison));
  });
}

/** The servers of `--server`, else of `LIUHEN_TIME_SERVERS`, else those that are asked by default. */
export function timeServersOf(context: CommandContext): Result<readonly TimeServer[], 'USAGE'> {
  const given = context.commandLine.options.server;
  const text = Array.isArray(given) ? given.join(',') : process.env.LIUHEN_TIME_SERVERS;
  if (!text) return ok(defaultTimeServers);
  const servers = readTimeServers(text);
  return servers === undefined
    ? fail('USAGE', '时间服务器要写成 主机 或 主机:端口，最多 16 个，例如 ntp.aliyun.com。')
    : ok(servers);
}

function describe({ servers, offsetMs, uncertaintyMs }: ClockComparison): string {
  const lines = servers.map((each) =>
    each.outcome === 'answered'
      ? `${each.host}  本机差 ${each.offsetMs} 毫秒，往返 ${each.delayMs} 毫秒，层级 ${each.stratum}`
      : `${each.host}  没有结果：${each.problem}`,
  );
  if (offsetMs === null) return lines.join('\n');
  const side = offsetMs > 0 ? '慢' : '快';
  return [
    ...lines,
    `本机比时间服务器${side} ${Math.abs(offsetMs)} 毫秒（±${uncertaintyMs ?? 0} 毫秒）。`,
  ].join('\n');
}
