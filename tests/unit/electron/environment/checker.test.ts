import { describe, expect, it } from 'vitest';
import type { Item } from '../../../../core/evidence/index.ts';
import { canonicalBytes, type JsonValue, parseCanonical } from '../../../../core/ledger/index.ts';
import { ok } from '../../../../core/result.ts';
import type { Check } from '../../../../electron/environment/check.ts';
import { createEnvironmentChecker } from '../../../../electron/environment/index.ts';
import type { SealRequest } from '../../../../electron/locker/index.ts';
import { currentEnvironment, systemClock } from '../../../../electron/platform/index.ts';

function checker(checks: readonly Check[], timeoutMs = 50) {
  const sealed: SealRequest[] = [];
  const created = createEnvironmentChecker({
    locker: {
      directory: '/',
      seal: async (request) => {
        sealed.push(request);
        return ok({ id: 'i-1' } as Item);
      },
    },
    clock: systemClock,
    environment: currentEnvironment(),
    comparer: { compare: () => Promise.reject(new Error('not asked')) },
    programFolder: null,
    checks,
    timeoutMs,
    owner: { home: '/home/zhang', hostName: 'zhang-pc' },
  });
  return { checker: created, sealed };
}

const says = (id: Check['id'], detail: string, raw: JsonValue = null): Check => ({
  id,
  run: async () => ({ outcome: 'clear', detail, raw }),
});
const request = { domain: null, orderId: null, assignedBy: 'user' } as const;

function reportOf(sealed: readonly SealRequest[]): { readonly checks: readonly Record<string, JsonValue>[] } {
  const [first] = sealed;
  if (first === undefined || !('bytes' in first.content)) throw new Error('nothing was sealed');
  const parsed = parseCanonical(first.content.bytes);
  return parsed?.value as never;
}

describe('the environment check', () => {
  it('seals a canonical report with what was found and what it was found in, in order', async () => {
    const { checker: it_, sealed } = checker([says('proxy', '没有。', { a: 1 }), says('dns', '好。')]);
    expect((await it_.check({ ...request, domain: 'Shop.CN', orderId: 'o-1' })).ok).toBe(true);
    expect(sealed[0]).toMatchObject({
      mediaType: 'application/json',
      assignment: { orderId: 'o-1', by: 'user' },
      provenance: {
        source: 'environment-check',
        check: {
          domain: 'shop.cn',
          findings: [{ id: 'proxy', outcome: 'clear', detail: '没有。' }, { id: 'dns' }],
        },
      },
    });
    expect(reportOf(sealed)).toMatchObject({
      format: 'liuhen-environment-report/1',
      domain: 'shop.cn',
      checks: [
        { id: 'proxy', raw: { a: 1 } },
        { id: 'dns', raw: null },
      ],
    });
  });

  it('goes on when a check throws, hangs, or says too much', async () => {
    const { checker: it_, sealed } = checker([
      { id: 'proxy', run: () => Promise.reject(Object.assign(new Error('x'), { code: 'EACCES' })) },
      { id: 'dns', run: () => new Promise(() => undefined) },
      says('tls', '很'.repeat(1000), 'x'.repeat(1_000_000)),
      says('hosts-file', '/home/zhang 在 zhang-pc', ['/home/zhang/p.pac']),
    ]);
    await it_.check(request);
    const report = reportOf(sealed);
    expect(report.checks.map(({ outcome }) => outcome)).toEqual([
      'not-checked',
      'not-checked',
      'clear',
      'clear',
    ]);
    expect(report.checks[0]?.detail).toContain('EACCES');
    expect(report.checks[1]?.detail).toContain('没有在规定的时间内');
    expect(canonicalBytes(report.checks[2] ?? null).length).toBeLessThan(70_000);
    expect(report.checks[3]).toMatchObject({ detail: '~ 在 (本机名)', raw: ['~/p.pac'] });
  });

  it('seals nothing when it was cancelled or the domain is none', async () => {
    const abort = new AbortController();
    const { checker: it_, sealed } = checker([
      { id: 'dns', run: async () => new Promise(() => abort.abort()) },
    ]);
    expect(await it_.check(request, { signal: abort.signal })).toMatchObject({
      error: { code: 'ENVIRONMENT_CHECK_CANCELLED' },
    });
    expect(await it_.check({ ...request, domain: 'http://x' })).toMatchObject({
      error: { code: 'DOMAIN_INVALID' },
    });
    expect(sealed).toEqual([]);
  });

  it('tells how far it is', async () => {
    const { checker: it_ } = checker([says('proxy', 'a'), says('dns', 'b')]);
    const steps: number[] = [];
    await it_.check(request, { onDone: (done, total) => steps.push(done / total) });
    expect(steps).toEqual([0.5, 1]);
  });
});
