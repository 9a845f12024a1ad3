import { type CaseFile, recordsOf } from '../cases/index.ts';
import type { Fen } from '../orders/index.ts';
import type { ChannelId } from '../rules/index.ts';
import { type CaseDigest, digestOf, firstDemandUtc, isDispute, paidUtc } from './case-digest.ts';

/** Figures over one's own cases; they describe, and foretell nothing. */
export interface CaseStatistics {
  /** Orders in which something went wrong. */
  readonly caseCount: number;
  readonly closedCount: number;
  readonly claimedFen: Fen;
  /** As written down when closing. */
  readonly refundedFen: Fen;
  /** From first asking (else paying) to the refund, days in Beijing; null without a refund. */
  readonly medianDaysToRefund: number | null;
  /** What so few cannot tell; null from {@link ENOUGH_CASES} closed cases on. */
  readonly caveat: string | null;
  /** Most cases first. */
  readonly byPlatform: readonly {
    readonly platform: string;
    readonly caseCount: number;
    readonly closedCount: number;
    readonly refundedFen: Fen;
  }[];
  /** Which side's answer brought the end; null where none was recorded. */
  readonly byChannel: readonly {
    readonly channel: ChannelId | null;
    readonly closedCount: number;
    readonly refundedFen: Fen;
  }[];
}

/** Fewer closed cases than this say nothing about platforms or channels. */
export const ENOUGH_CASES = 10;
const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
/** Later than every record. */
const ALWAYS = '9999-12-31T23:59:59.999Z';

/** Statistics over all cases given, in one pass. Amounts in fen; nothing is estimated. */
export function statisticsOf(caseFiles: readonly CaseFile[]): CaseStatistics {
  const cases = caseFiles
    .map((caseFile) => ({ digest: digestOf(caseFile, ALWAYS), channel: () => endingChannel(caseFile) }))
    .filter(({ digest }) => digest.closing !== undefined || isDispute(digest));
  const closed = cases.filter(({ digest }) => digest.closing !== undefined);
  const days = closed.flatMap(({ digest }) => daysToRefund(digest) ?? []);
  const platforms = Map.groupBy(cases, ({ digest }) => digest.order.facts.platform);
  const channels = Map.groupBy(closed, ({ channel }) => channel());
  return {
    caseCount: cases.length,
    closedCount: closed.length,
    claimedFen: sum(cases, ({ digest }) => digest.situation?.wantedFen ?? digest.order.facts.amountFen ?? 0),
    refundedFen: refunded(closed),
    medianDaysToRefund: medianOf(days),
    caveat: caveatOf(closed.length),
    byPlatform: [...platforms]
      .map(([platform, own]) => ({ platform, caseCount: own.length, ...closedOf(own) }))
      .toSorted((a, b) => b.caseCount - a.caseCount || (a.platform < b.platform ? -1 : 1)),
    byChannel: [...channels]
      .map(([channel, own]) => ({ channel, ...closedOf(own) }))
      .toSorted((a, b) => b.closedCount - a.closedCount || ((a.channel ?? '') < (b.channel ?? '') ? -1 : 1)),
  };
}

type Counted = { readonly digest: CaseDigest };

const sum = <Member>(members: readonly Member[], amount: (member: Member) => Fen) =>
  members.reduce((total, member) => total + amount(member), 0);
const refunded = (cases: readonly Counted[]) => sum(cases, ({ digest }) => digest.closing?.refundedFen ?? 0);

function closedOf(cases: readonly Counted[]) {
  return {
    closedCount: cases.filter(({ digest }) => digest.closing !== undefined).length,
    refundedFen: refunded(cases),
  };
}

function caveatOf(closedCount: number): string | null {
  if (closedCount === 0) return '还没有结案的案件，看不出规律。';
  if (closedCount >= ENOUGH_CASES) return null;
  return `只有 ${closedCount} 件结案，看不出规律，也不能用来推测下一件的结果。`;
}

function daysToRefund(digest: CaseDigest): number | undefined {
  const { closing } = digest;
  if (closing === undefined || closing.refundedFen === 0) return undefined;
  const complained = digest.submissions[0]?.submission.atUtc;
  const asked = [firstDemandUtc(digest), complained].filter((utc) => utc !== undefined).toSorted()[0];
  const from = asked ?? paidUtc(digest);
  return from === undefined || from > closing.atUtc
    ? undefined
    : beijingDay(closing.atUtc) - beijingDay(from);
}

const beijingDay = (utc: string) => Math.floor((Date.parse(utc) + BEIJING_MS) / DAY_MS);

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The side whose answer, the latest of a refund or an agreement, came before closing. */
function endingChannel({ records }: CaseFile): ChannelId | null {
  const channels = new Map(recordsOf(records, 'submission').map(({ id, channel }) => [id, channel]));
  const closedUtc = recordsOf(records, 'closing')[0]?.atUtc ?? '';
  const last = recordsOf(records, 'reply')
    .filter(({ outcome, atUtc }) => (outcome === 'refunded' || outcome === 'settled') && atUtc <= closedUtc)
    .toSorted((a, b) => (a.atUtc < b.atUtc ? -1 : 1))
    .at(-1);
  return last === undefined ? null : (channels.get(last.submissionId) ?? null);
}
