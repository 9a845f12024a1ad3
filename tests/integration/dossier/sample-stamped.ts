import { canonicalBytes } from '../../../core/ledger/index.ts';
import type { EnvironmentFinding } from '../../../core/surroundings/index.ts';
import { type SampleExhibit, sampleExhibits } from './sample-order.ts';
import { type SampleProofs, sampleItemProof, sampleToken } from './sample-proofs.ts';

const app = { name: 'liuhen', version: '0.0.0' };
const clock = {
  utc: '2026-11-23T06:19:40.000Z',
  local: '2026-11-23T14:19:40.000+08:00',
  monotonicNs: '900000000000',
  bootId: 'sample',
};

const findings: readonly EnvironmentFinding[] = [
  { id: 'clock-offset', outcome: 'clear', detail: '与 3 个时间服务器相比，电脑时钟慢 1.5 秒。' },
  { id: 'proxy', outcome: 'noticed', detail: '系统设置了代理 127.0.0.1:7890，网页可能经过它。' },
  { id: 'hosts-file', outcome: 'clear', detail: 'hosts 文件里没有这个网站的记录。' },
  { id: 'dns', outcome: 'clear', detail: '解析到 203.0.113.7，与公共解析一致。' },
  {
    id: 'tls',
    outcome: 'clear',
    detail: `证书由 Example Trust Services RSA Extended Validation Intermediate CA 2 签发，SHA-256 指纹 ${'ab'.repeat(32)}。`,
  },
  { id: 'remote-control', outcome: 'not-checked', detail: '没有权限列出正在运行的程序，未能检查。' },
  { id: 'disk-space', outcome: 'clear', detail: '剩余 120 GB。' },
];

/** The report of a 清洁性检查 as an exhibit. */
export const environmentReport: SampleExhibit = {
  bytes: canonicalBytes({ findings: findings.map(({ id }) => id) }),
  mediaType: 'application/json',
  kind: null,
  source: 'capture',
  title: '',
  provenance: {
    source: 'environment-check',
    clock,
    environment: { app, runtime: app, operatingSystem: { name: 'Windows', version: '11 25H2' } },
    check: { domain: 'shop.example.cn', findings: [...findings] },
  },
};

/** Eight exhibits of every kind behind a report, in a session; some stamped by three, some by one, some by nobody. */
export async function sampleStampedExhibits(): Promise<readonly SampleExhibit[]> {
  return [environmentReport, ...(await sampleExhibits())];
}

const hostile = '<b>TSA</b> #image("x") 时间\u202Epdf';
const long = 'Beijing Example Trusted Digital Time-Stamping and Evidence Preservation Authority Ltd';

/** Three tokens over the first four exhibits, one over the next two, none over the rest. */
export const sampleStampedProofs: SampleProofs = {
  checkpoints: [
    {
      after: 3,
      tokens: [
        sampleToken('样例时间戳服务中心', '2026-11-23T06:50:21.300Z', { accuracyMs: 1000 }),
        sampleToken(long.slice(0, 80), '2026-11-23T06:50:20.000Z', {
          serialHex: 'f'.repeat(64),
          policy: '1.3.6.1.4.1.99999.12345678.1234567890.1.2.3.4.5.6.7.8.9.10',
        }),
        sampleToken(hostile, '2026-11-23T06:50:25.000Z', { accuracyMs: 500 }),
      ],
    },
    { after: 5, tokens: [sampleToken('样例时间戳服务中心', '2026-11-23T06:50:40.000Z')] },
    { after: null, tokens: [] },
  ],
  session: {
    from: 1,
    to: 3,
    report: 0,
    notBefore: {
      kind: 'timestamp',
      serialHex: '5a3c9d0f11',
      genTimeUtc: '2026-11-23T06:18:02.700Z',
      authority: '样例时间戳服务中心',
    },
  },
  itemProof: (index) =>
    sampleItemProof({
      comparedClock: index > 2 ? null : { seq: 1, payload: comparison },
      clockSteps:
        index === 7
          ? [
              { seq: 2, payload: { cause: 'stepped', before: clock, after: clock, differenceMs: 3_600_000 } },
              { seq: 3, payload: { cause: 'suspended', before: clock, after: clock, differenceMs: 9000 } },
            ]
          : [],
    }),
};

const comparison = {
  clock: { ...clock, monotonicNs: '0' },
  servers: [{ outcome: 'failed' as const, host: 'time.example.cn', problem: 'timeout' as const }],
  offsetMs: 1500,
  uncertaintyMs: 240,
};
