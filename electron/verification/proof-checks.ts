import {
  type ReportLines,
  statedTimeOf,
  type TrustedToken,
  trustedTimes,
} from '../../core/verification/index.ts';
import type { CheckpointFindings } from './checkpoint-findings.ts';
import type { ItemSealed } from './named-objects.ts';
import type { TokenFindings } from './token-findings.ts';

/** What a report can say about signatures and time. */
export interface LockerProof {
  /** Undefined when the ledger is not sound enough to compare heads with. */
  readonly checkpoints: CheckpointFindings | undefined;
  /** Undefined when the tokens were not looked at. */
  readonly tokens: TokenFindings | undefined;
  /** Items that are not removed. */
  readonly items: readonly ItemSealed[];
}

/** The lines about checkpoints, signatures, time stamps and clocks. True when every item has trusted time that nothing contradicts. */
export function tellProof({ checkpoints, tokens, items }: LockerProof, report: ReportLines): boolean {
  if (checkpoints === undefined) {
    report.notChecked({ code: 'SIGNATURES', detail: '账本已有问题，账本头的签名没有检查。' });
    report.notChecked({ code: 'TRUSTED_TIME', detail: '账本已有问题，时间戳没有检查。' });
    return false;
  }
  tellCheckpoints(checkpoints, report);
  if (tokens === undefined || (tokens.count === 0 && items.length === 0)) {
    const detail = tokens === undefined ? '时间戳这次没有核对。' : '还没有时间戳。';
    report.notChecked({ code: 'TRUSTED_TIME', detail });
    return false;
  }
  if (tokens.findings.length > 0 || tokens.trusted.length > 0) {
    report.check('TIMESTAMPS', `${tokens.trusted.length} 个可信时间戳成立。`, tokens.findings);
  }
  for (const finding of tokens.notChecked.slice(0, 100)) report.notChecked(finding);
  return tellTrustedTime(tokens.trusted, items, report);
}

function tellCheckpoints(
  { made, inconsistent, unsigned, notEndorsed, sound }: CheckpointFindings,
  report: ReportLines,
): void {
  if (made.size > 0) report.check('CHECKPOINTS', `${made.size} 个检查点都是这本账的先后时刻。`, inconsistent);
  if (made.size > 0 || unsigned.length > 0) {
    report.check('SIGNATURES', `${sound.size} 个检查点的签名成立。`, unsigned);
  } else {
    report.notChecked({ code: 'SIGNATURES', detail: '还没有签过名的检查点，账本头的签名没有检查。' });
  }
  for (const finding of notEndorsed) report.notChecked(finding);
}

function tellTrustedTime(
  tokens: readonly TrustedToken[],
  items: readonly ItemSealed[],
  report: ReportLines,
): boolean {
  const times = trustedTimes(tokens);
  const pending = items.filter(({ seq }) => times.earliestCovering(seq) === undefined).length;
  if (pending > 0 || items.length === 0) {
    const detail =
      tokens.length === 0
        ? '可信时间：还没有可信的时间戳，只能说明内容未变，不能证明固定的时间。'
        : `${items.length} 件证据里有 ${pending} 件的可信时间待确认。`;
    report.notChecked({ code: 'TRUSTED_TIME', detail });
  } else {
    report.check('TRUSTED_TIME', `${items.length} 件证据都有可信时间。`, []);
  }
  const contradicted = items.filter((item) => times.contradictionOf(statedTimeOf(item)) !== undefined);
  for (const { seq, payload } of contradicted.slice(0, 100)) {
    const detail = `证据 ${payload.itemId} 的本机时间与可信时间矛盾：当时电脑的时钟不准，或被调过。以可信时间为准。`;
    report.notChecked({ code: 'CLOCK_CONTRADICTED', subject: `entry:${seq}`, detail });
  }
  return pending === 0 && items.length > 0 && contradicted.length === 0;
}
