import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '../../../core/result.ts';
import { type ClockComparison, clockComparisonSchema } from '../../../core/surroundings/index.ts';
import { createClockComparer, type TimeServer } from '../../../electron/clock/index.ts';
import { systemClock } from '../../../electron/platform/index.ts';
import { type Behaviour, type LoopbackTimeServer, properAnswer, startTimeServer } from './time-server.ts';

const started: LoopbackTimeServer[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

async function server(behaviour: Behaviour): Promise<LoopbackTimeServer> {
  const running = await startTimeServer(behaviour);
  started.push(running);
  return running;
}

const good = (aheadMs: number) => server((request, send) => send(properAnswer(request, aheadMs)));

async function compare(servers: readonly TimeServer[], signal?: AbortSignal, timeoutMs = 400) {
  const recorded: ClockComparison[] = [];
  const comparer = createClockComparer({
    clock: systemClock,
    isAllowed: () => true,
    servers,
    timeoutMs,
    locker: {
      recordClockComparison: async (payload) => {
        recorded.push(clockComparisonSchema.parse(payload));
        return ok(undefined);
      },
    },
  });
  const compared = await comparer.compare(signal);
  if (!compared.ok) throw new Error(compared.error.code);
  expect(recorded).toEqual([compared.value]);
  return compared.value;
}

const problemOf = async (behaviour: Behaviour, timeoutMs = 400) => {
  const { servers } = await compare([await server(behaviour)], undefined, timeoutMs);
  const [first] = servers;
  return first?.outcome === 'failed' ? first.problem : first?.outcome;
};

describe('comparing with time servers (P06)', () => {
  it('says how far the machine is off, and keeps the packets as they were', async () => {
    const one = await good(90_000);
    const comparison = await compare([one, await good(90_000), await good(90_020)]);
    expect(Math.abs((comparison.offsetMs ?? 0) - 90_000)).toBeLessThan(300);
    expect(comparison.uncertaintyMs).toBeGreaterThanOrEqual(10);
    const [first] = comparison.servers;
    expect(first).toMatchObject({ outcome: 'answered', host: `127.0.0.1:${one.port}`, stratum: 1 });
    if (first?.outcome !== 'answered') throw new Error('answered');
    expect(first.requestHex).toBe(one.requests[0]?.toString('hex'));
    expect(first.responseHex.slice(48, 64)).toBe(first.requestHex.slice(80));
  });

  it('tells a server nothing but eight random bytes, never the same', async () => {
    const one = await good(0);
    await compare([one, one]);
    const sent = one.requests.map((request) => request.toString('hex'));
    expect(new Set(sent).size).toBe(2);
    for (const request of sent) expect(request).toMatch(/^23(00){39}[0-9a-f]{16}$/);
  });

  it('goes by the median when one of three lies', async () => {
    const { offsetMs, uncertaintyMs } = await compare([await good(0), await good(10), await good(3_600_000)]);
    expect(Math.abs(offsetMs ?? Number.NaN)).toBeLessThan(300);
    expect(uncertaintyMs).toBeGreaterThan(1_700_000);
  });

  it('waits for the true answer behind strangers, replays and garbage', async () => {
    const patient = await server((request, send) => {
      send(Buffer.from('garbage'));
      send(Buffer.alloc(0));
      send(properAnswer(request, 5_000_000, (answer) => answer.fill(7, 24, 32)));
      send(properAnswer(request, 0));
    });
    const { servers } = await compare([patient]);
    expect(servers[0]).toMatchObject({ outcome: 'answered' });
  });

  it('is not moved by an answer that is another request’s', async () => {
    let kept: Buffer | undefined;
    const replaying: Behaviour = (request, send) => {
      kept ??= properAnswer(request, 0);
      send(kept);
    };
    const one = await server(replaying);
    const first = await compare([one]);
    const second = await compare([one]);
    expect(first.servers[0]).toMatchObject({ outcome: 'answered' });
    expect(second.servers[0]).toMatchObject({ outcome: 'failed', problem: 'malformed' });
    expect(second.offsetMs).toBeNull();
  });

  it.each<[string, string, Behaviour]>([
    ['nothing', 'timeout', () => undefined],
    ['a short packet', 'malformed', (request, send) => send(properAnswer(request, 0).subarray(0, 47))],
    ['noise', 'malformed', (_request, send) => send(Buffer.alloc(48, 0xa5))],
    ['a flood', 'malformed', (_request, send) => flood(send)],
    ['its own request back', 'malformed', (request, send) => send(request)],
    [
      'a huge packet',
      'malformed',
      (request, send) => send(Buffer.concat([properAnswer(request, 0), Buffer.alloc(9000)])),
    ],
    ['a kiss of death', 'kiss-of-death', (request, send) => send(kissOfDeath(request))],
    ['that it is not synchronised', 'unsynchronised', (request, send) => send(alarm(request))],
  ])('takes %s for %s', async (_name, problem, behaviour) => {
    expect(await problemOf(behaviour)).toBe(problem);
  });

  it('tells a closed port and a name that is none', async () => {
    const closed = await startTimeServer(() => undefined);
    await closed.stop();
    const { servers } = await compare([
      { host: '127.0.0.1', port: closed.port },
      { host: 'no-such-host.invalid', port: 123 },
    ]);
    const problems = servers.map((each) => (each.outcome === 'failed' ? each.problem : 'answered'));
    expect(problems[0]).toBe('refused');
    expect(['unresolved', 'timeout']).toContain(problems[1]);
  });

  it('ends when it is cancelled, with what is there', async () => {
    const abort = new AbortController();
    const silent = await server(() => abort.abort());
    const { servers } = await compare([silent], abort.signal, 60_000);
    expect(servers[0]).toMatchObject({ outcome: 'failed', problem: 'timeout' });
  });

  it('sends nothing while it is not allowed', async () => {
    const one = await good(0);
    const comparer = createClockComparer({
      clock: systemClock,
      isAllowed: () => false,
      servers: [one],
      locker: { recordClockComparison: async () => Promise.reject(new Error('nothing to record')) },
    });
    expect(await comparer.compare()).toMatchObject({ ok: false, error: { code: 'CLOCK_COMPARISON_OFF' } });
    expect(one.requests).toEqual([]);
  });
});

function kissOfDeath(request: Buffer): Buffer {
  return properAnswer(request, 0, (answer) => {
    answer[1] = 0;
    answer.write('RATE', 12);
  });
}

function alarm(request: Buffer): Buffer {
  return properAnswer(request, 0, (answer) => {
    answer[0] = 0xc0 | (4 << 3) | 4;
  });
}

function flood(send: (packet: Uint8Array) => void): void {
  for (let count = 0; count < 200; count += 1) send(Buffer.from(`packet ${count}`));
}
