import type { Client, EnvironmentReportView, SessionState } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { EnvironmentFinding, NotBefore } from '../../core/surroundings/index.ts';
import { fakeId, fakeItem, START_MS } from './fake-evidence.ts';
import type { FakeJobs } from './fake-jobs.ts';
import type { FakeWorld } from './fake-main.ts';

const findings: readonly EnvironmentFinding[] = [
  { id: 'clock-offset', outcome: 'clear', detail: '本机快 1.3 秒（±0.04 秒），4 台时间服务器里 3 台回答。' },
  { id: 'proxy', outcome: 'noticed', detail: '系统代理已打开：127.0.0.1:7890。看到的网页可能经过它。' },
  { id: 'hosts-file', outcome: 'clear', detail: 'hosts 文件里没有 shop.example 的条目。' },
  { id: 'dns', outcome: 'clear', detail: 'shop.example 解析到 203.0.113.20、203.0.113.21。' },
  {
    id: 'tls',
    outcome: 'clear',
    detail: '证书由 Example CA 签发，有效到 2027-02-11，指纹 5f:0c:…:9a。',
  },
  {
    id: 'remote-control',
    outcome: 'noticed',
    detail: '有远程控制程序在运行：ToDesk。截图前可以先退出它。',
  },
  { id: 'virtual-machine', outcome: 'clear', detail: '没有看到虚拟机的迹象。' },
  { id: 'capture-altering', outcome: 'clear', detail: '没有看到会改动截图的程序。' },
  { id: 'operating-system', outcome: 'clear', detail: 'Linux 6.12.0。' },
  { id: 'app-integrity', outcome: 'not-checked', detail: '开发版没有可以核对的发布清单。' },
  { id: 'disk-space', outcome: 'clear', detail: '证据库所在磁盘还有 169 GB。' },
];

/** The report of an environment check as an item of the locker. */
export function fakeEnvironmentItem(number: number, orderId: string | null, domain: string | null): Item {
  const base = fakeItem(number, orderId, null);
  const { clock, environment } = base.provenance;
  return {
    ...base,
    image: undefined,
    mediaType: 'application/json',
    sizeBytes: 18_204,
    source: 'environment-check',
    proofLevel: 'sealed-here',
    provenance: {
      source: 'environment-check',
      clock,
      environment,
      check: { domain, findings: [...findings] },
    },
  };
}

/** Environment checks and evidence sessions of the fake. */
export function fakeSession(world: FakeWorld, jobs: FakeJobs): Pick<Client, 'environment' | 'session'> {
  const reports = new Map<string, EnvironmentReportView>();
  const [firstOrder] = world.contents.orders;
  if (world.scenario.session === 'open' && firstOrder !== undefined) {
    world.contents.items.push(fakeEnvironmentItem(300_001, firstOrder.id, 'shop.example'));
  }
  let state: SessionState =
    world.scenario.session !== 'none' ? openSession(world, null) : { phase: 'none', session: null };
  const change = (next: SessionState) => {
    state = next;
    world.emit('sessionChanged', state);
    return state;
  };
  const sealReport = (orderId: string | null, domain: string | null) => {
    const item = fakeEnvironmentItem(300_000 + world.contents.items.length, orderId, domain);
    world.contents.items.push(item);
    world.advance();
    return item;
  };
  return {
    environment: {
      check: async ({ orderId, domain }) => {
        if (domain !== null && !domain.includes('.')) return fail('DOMAIN_INVALID', '这不是一个域名。');
        const jobId = jobs.start(
          'environment-check',
          findings.map(({ detail }) => detail.slice(0, 12)),
          () => {
            const item = sealReport(orderId, domain);
            reports.set(jobId, {
              itemId: item.id,
              atUtc: item.capturedAtUtc,
              facts: { domain, findings: domain === null ? withoutDomain() : [...findings] },
            });
          },
        );
        return ok({ jobId });
      },
      getReport: async ({ jobId }) => {
        const report = reports.get(jobId);
        return report === undefined ? fail('JOB_UNKNOWN', '没有这项任务。') : ok(report);
      },
    },
    session: {
      getState: async () => ok(state),
      start: async ({ orderId, domain, isEnvironmentChecked, notBefore }) => {
        if (state.phase !== 'none') return fail('SESSION_OPEN', '已经有一个会话。');
        change({ phase: 'starting', session: null });
        const report = isEnvironmentChecked ? sealReport(orderId, domain) : null;
        const opened = openSession(world, orderId);
        const value: NotBefore | null =
          notBefore === 'none'
            ? null
            : notBefore === 'newest-timestamp'
              ? newestStamp
              : { kind: 'pasted', ...notBefore };
        const { session } = opened;
        return ok(
          change({
            phase: 'open',
            session:
              session === null
                ? null
                : {
                    ...session,
                    environmentReport: report?.id ?? null,
                    notBefore: value,
                    isStripShown: false,
                  },
          }),
        );
      },
      end: async () => {
        if (state.phase !== 'open') return fail('SESSION_UNKNOWN', '没有进行中的会话。');
        world.advance();
        return ok(change({ phase: 'none', session: null }));
      },
    },
  };
}

const newestStamp: NotBefore = {
  kind: 'timestamp',
  serialHex: '2f9c41d',
  genTimeUtc: new Date(START_MS - 600_000).toISOString(),
  authority: 'FreeTSA',
};

const longestValue: NotBefore = {
  kind: 'pasted',
  text: '今日开奖号码零三一一一九二六二八'.repeat(14).slice(0, 200),
};

function withoutDomain(): EnvironmentFinding[] {
  return findings.map((finding) =>
    ['dns', 'tls', 'hosts-file'].includes(finding.id)
      ? { ...finding, outcome: 'not-checked', detail: '没有填平台的域名。' }
      : finding,
  );
}

function openSession(world: FakeWorld, orderId: string | null): SessionState {
  const report = world.contents.items.find(({ source }) => source === 'environment-check');
  return {
    phase: 'open',
    session: {
      sessionId: `s-${fakeId('i', 41).slice(2)}`,
      orderId: orderId ?? world.contents.orders[0]?.id ?? null,
      beganAtUtc: new Date(START_MS + 120_000).toISOString(),
      environmentReport: report?.id ?? null,
      notBefore: world.scenario.session === 'pasted' ? longestValue : newestStamp,
      isStripShown: true,
    },
  };
}
