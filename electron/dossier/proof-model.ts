import { invariant } from '../../core/assert.ts';
import { parseSignedCheckpoint } from '../../core/checkpoints/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { sha256Hex } from '../../core/hex.ts';
import { toBase64 } from '../../core/ledger/index.ts';
import type { ExhibitNumber, NumberedItem } from '../../core/manifest/index.ts';
import type { OrderLedger } from '../locker/index.ts';
import { numberRuns, runText } from './citations.ts';
import type { ExhibitTimes } from './exhibit-time.ts';
import { keysOf, type OrderSession, type PackagedStamp, sessionsOf, stampsOf } from './ledger-proofs.ts';
import type { IntegrityModel, LabelledRow, ProofModel } from './page-model.ts';
import { notAfter, notBeforeText, zoned } from './time-wording.ts';
import { withThousands } from './wording.ts';

type Numbered = readonly NumberedItem<Item>[];

/** Appendix: which heads were signed by which key, who stamped them when, and which exhibits that covers. */
export function proofModel(ledger: OrderLedger, numbered: Numbered, times: ExhibitTimes): ProofModel | null {
  if (ledger.checkpoints.length === 0) return null;
  const stamps = stampsOf(ledger);
  return {
    title: '可信时间与签名',
    items: explanations(
      stamps.length > 0,
      [...times.values()].some(({ isPending }) => isPending),
    ),
    coverage: coverageRows(numbered, times),
    checkpoints: ledger.checkpoints.map(({ checkpoint: { checkpoint, size } }) => {
      const signed = parseSignedCheckpoint(checkpoint);
      invariant(signed.ok, 'the locker keeps only checkpoints that it could read');
      return {
        size: withThousands(size),
        root: toBase64(signed.value.head.root),
        keyId: signed.value.keyId,
        sha256: sha256Hex(new TextEncoder().encode(checkpoint)),
      };
    }),
    stamps: stamps.map(stampRow),
    keys: keysOf(ledger).map(({ keyId, publicKey, atUtc }) => ({ keyId, publicKey, since: zoned(atUtc) })),
  };
}

function stampRow({ label, held }: PackagedStamp): ProofModel['stamps'][number] {
  const { genTimeUtc, accuracyMs, serialHex, policy } = held.token;
  const accuracy = accuracyMs === null ? '' : `，机构声明误差 ±${accuracyMs / 1000} 秒`;
  return {
    label,
    time: `${notAfter(genTimeUtc)}${accuracy}`,
    authority: held.authority.name,
    serial: serialHex,
    policy,
    sha256: held.response.sha256,
  };
}

/** A row a token that is the earliest of any exhibit, and one for those that nobody has stamped. */
function coverageRows(numbered: Numbered, times: ExhibitTimes): readonly LabelledRow[] {
  const byStamp = new Map<string, ExhibitNumber[]>();
  const pending: ExhibitNumber[] = [];
  for (const { item, number } of numbered) {
    const stamp = times.get(item.id)?.stamp;
    if (stamp === undefined) pending.push(number);
    else byStamp.set(stamp.label, [...(byStamp.get(stamp.label) ?? []), number]);
  }
  const row = (label: string, numbers: readonly ExhibitNumber[]): LabelledRow => ({
    label,
    value: `证据 ${numberRuns(numbers).map(runText).join('、')}`,
    style: 'text',
  });
  return [
    ...[...byStamp]
      .sort(([left], [right]) => Number.parseInt(left, 10) - Number.parseInt(right, 10))
      .map(([label, numbers]) => row(`时间戳 ${label}`, numbers)),
    ...(pending.length === 0 ? [] : [row('待确认', pending)]),
  ];
}

function explanations(isStamped: boolean, isAnyPending: boolean): readonly string[] {
  return [
    '“检查点”是账本在某一刻的总指纹，涵盖此前的全部记录，由本证据库的密钥签名。签名只说明签的人持有这把密钥，不证明他是谁；密钥保存在提交人的电脑里。',
    ...(isStamped
      ? [
          '“时间戳”由第三方时间戳机构签发：机构只收到检查点的一串哈希值，看不到任何内容；它写明收到的时间，签名后送回。所以检查点涵盖的每份证据，在该时间已经存在，此后没有改变。',
          '时间戳只说明“不晚于”，不说明证据是什么时候形成的，也不说明内容属实；机构没有看过内容，对内容不作任何保证。',
          '机构的证书日后会到期。核对时按盖章那一刻判断证书是否有效，到期后仍可核对，命令见证据包里的“验证说明.txt”。',
        ]
      : []),
    ...(isAnyPending
      ? [
          '“待确认”的证据还没有时间戳：可信时间没有开启，或机构还没有答复。它们的时间只来自提交人电脑的时钟。日后盖了章再导出一次，即可更新。',
        ]
      : []),
  ];
}

/** A table for each 取证会话 of the order. */
export function sessionModels(ledger: OrderLedger, numbered: Numbered): IntegrityModel['sessions'] {
  return sessionsOf(ledger).map((session, index, all) => ({
    title: all.length === 1 ? '取证会话' : `取证会话 ${index + 1}`,
    rows: sessionRows(session, numbered),
  }));
}

function sessionRows(session: OrderSession, numbered: Numbered): readonly LabelledRow[] {
  const { began, beganAtUtc, endedAtUtc } = session;
  const row = (label: string, value: string): LabelledRow => ({ label, value, style: 'text' });
  const report = numbered.find(({ item }) => item.id === began.environmentReport);
  const bound = notBeforeText(began.notBefore);
  return [
    row('开始', `${zoned(beganAtUtc)}（本机时间）`),
    row('结束', endedAtUtc === undefined ? '导出时还没有结束' : `${zoned(endedAtUtc)}（本机时间）`),
    row('清洁性检查', reportText(began.environmentReport !== null, report?.number)),
    row('不早于', bound === '' ? '没有' : `会话中的截图和录屏${bound}`),
  ];
}

function reportText(hasReport: boolean, number: ExhibitNumber | undefined): string {
  if (number !== undefined) return `见证据 ${number}`;
  return hasReport ? '做过，报告没有归入本订单' : '没有做';
}
