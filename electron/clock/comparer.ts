import { fail, ok, type Result } from '../../core/result.ts';
import type { ClockComparison } from '../../core/surroundings/index.ts';
import type { Locker, LockerError } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';
import { askServer, type ServerAnswer, type TimeServer } from './ntp/exchange.ts';

const TIMEOUT_MS = 3000;
const MAX_SERVERS = 16;
const NTP_PORT = 123;

/** Asked unless others are named: the national time service first, then the large ones that answer from China. */
export const defaultTimeServers: readonly TimeServer[] = [
  'ntp.ntsc.ac.cn',
  'ntp.aliyun.com',
  'ntp.tencent.com',
  'cn.pool.ntp.org',
  'time.cloudflare.com',
].map((host) => ({ host, port: NTP_PORT }));

export interface ClockComparerDeps {
  readonly locker: Pick<Locker, 'recordClockComparison'>;
  readonly clock: Pick<Clock, 'facts'>;
  /** Whether the user allowed it; asked each time. Without it nothing leaves the machine. */
  readonly isAllowed: () => boolean;
  readonly servers?: readonly TimeServer[] | undefined;
  readonly timeoutMs?: number | undefined;
}

export type ClockComparisonError = LockerError | 'CLOCK_COMPARISON_OFF';

/** Compares the machine's clock with network time servers. */
export interface ClockComparer {
  /**
   * Asks all servers at once, and keeps in the ledger what each said, also when none answered. Ends within three seconds;
   * an aborted signal ends it with what is there. `CLOCK_COMPARISON_OFF` when the user did not allow it.
   */
  compare(signal?: AbortSignal): Promise<Result<ClockComparison, ClockComparisonError>>;
}

/** A {@link ClockComparer}. What leaves the machine: a packet of 40 zeros and 8 random bytes to each server. */
export function createClockComparer(deps: ClockComparerDeps): ClockComparer {
  const servers = (deps.servers ?? defaultTimeServers).slice(0, MAX_SERVERS);
  return {
    compare: async (signal = new AbortController().signal) => {
      if (!deps.isAllowed()) {
        return fail('CLOCK_COMPARISON_OFF', '没有开启网络对时，没有联网。要对时请先在“可信时间”里打开它。');
      }
      const clock = deps.clock.facts();
      const answers = await Promise.all(
        servers.map((server) => askServer(server, deps.timeoutMs ?? TIMEOUT_MS, signal)),
      );
      const comparison: ClockComparison = { clock, servers: answers, ...middleOf(answers) };
      const recorded = await deps.locker.recordClockComparison(comparison);
      return recorded.ok ? ok(comparison) : recorded;
    },
  };
}

/** Median of the offsets; half of the widest spread or round trip, whichever is larger. Null without an answer. */
export function middleOf(
  answers: readonly ServerAnswer[],
): Pick<ClockComparison, 'offsetMs' | 'uncertaintyMs'> {
  const answered = answers.filter((each) => each.outcome === 'answered');
  const offsets = answered.map(({ offsetMs }) => offsetMs).toSorted((a, b) => a - b);
  const [least] = offsets;
  const most = offsets.at(-1);
  if (least === undefined || most === undefined) return { offsetMs: null, uncertaintyMs: null };
  const lower = offsets[Math.floor((offsets.length - 1) / 2)] ?? least;
  const upper = offsets[Math.floor(offsets.length / 2)] ?? most;
  const roundTrip = Math.max(...answered.map(({ delayMs }) => delayMs));
  return {
    offsetMs: Math.round((lower + upper) / 2),
    uncertaintyMs: Math.ceil(Math.max(most - least, roundTrip) / 2),
  };
}

/** Reads `host` or `host:port`, separated by commas; undefined when one is neither. */
export function readTimeServers(text: string): readonly TimeServer[] | undefined {
  const servers = text.split(',').map((each) => {
    const match = /^([0-9a-z.-]{1,253}|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/i.exec(each.trim());
    const port = Number(match?.[2] ?? NTP_PORT);
    const host = match?.[1]?.replace(/^\[|\]$/g, '');
    return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port };
  });
  const read = servers.filter((each) => each !== undefined);
  return read.length === servers.length && read.length <= MAX_SERVERS ? read : undefined;
}
