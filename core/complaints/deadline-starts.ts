import type { DeadlineStart } from '../deadlines/index.ts';
import type { RuleBook } from '../rules/index.ts';
import {
  type CaseDigest,
  type DigestedSubmission,
  firstDemandUtc,
  firstFactUtc,
  hasFact,
  isDispute,
  lastFactUtc,
  paidUtc,
} from './case-digest.ts';
import { isOpenStage, type StageAt } from './submission-stage.ts';

/**
 * What runs for one submission, chosen by channel, stage and what it asks for. Counted from 收到之日 where one is stated,
 * else from sending; which law counts is decided by the day of sending. Ended submissions start nothing.
 */
export function startsOfSubmission(
  { submission, purpose }: DigestedSubmission,
  { stage, acceptedAtUtc }: StageAt,
): readonly DeadlineStart[] {
  if (!isOpenStage(stage)) return [];
  const start = (deadlineId: DeadlineStart['deadlineId'], atUtc: string): readonly DeadlineStart[] => [
    { deadlineId, atUtc, submissionId: submission.id, filedAtUtc: submission.atUtc },
  ];
  const receivedUtc = submission.receivedAtUtc ?? submission.atUtc;
  switch (submission.channel) {
    case 'platform':
      return start('D02', receivedUtc);
    case 'payment_wechat':
      return start('D03', receivedUtc);
    case 'samr12315':
      if (purpose === 'request') return [];
      if (acceptedAtUtc === null) return start(purpose === 'report' ? 'D08' : 'D06', receivedUtc);
      return start(purpose === 'report' ? 'D09' : 'D07', acceptedAtUtc);
    case 'court_small_claims':
      return acceptedAtUtc === null ? start('D10', receivedUtc) : start('D11', acceptedAtUtc);
    default:
      return [];
  }
}

const HARM = [
  'defect-found',
  'login-failed',
  'banned',
  'account-recovered',
  'feature-missing',
  'charged-again',
  'fault-seen',
  'shop-unreachable',
] as const;

/** What runs for the purchase itself, whatever was sent where. */
export function startsOfCase(digest: CaseDigest, ruleBook: RuleBook): readonly DeadlineStart[] {
  const promised = promiseStart(digest);
  const starts = [...(promised === undefined ? [] : [promised])];
  if (!isDispute(digest)) return starts;
  const delivered = firstFactUtc(digest, 'delivered');
  const demanded = firstDemandUtc(digest);
  const scenario = ruleBook.scenarios.find(({ id }) => id === digest.situation?.scenario);
  const mayReturn = scenario === undefined || scenario.clocks.includes('D04');
  if (mayReturn && delivered !== undefined && demanded === undefined && !hasFact(digest, 'rescinded')) {
    starts.push({ deadlineId: 'D04', atUtc: delivered });
  }
  if (demanded !== undefined && !hasFact(digest, 'refund-received')) {
    starts.push({ deadlineId: 'D05', atUtc: demanded });
  }
  const harm = harmUtc(digest, promised);
  if (harm !== undefined && !isBeforeAuthority(digest)) starts.push({ deadlineId: 'D12', atUtc: harm });
  // 交易完成之日; never completed, the earliest day on which somebody could start to count.
  const completed = lastFactUtc(digest, 'receipt-confirmed') ?? delivered ?? paidUtc(digest);
  if (completed !== undefined) starts.push({ deadlineId: 'D13', atUtc: completed });
  return starts;
}

function promiseStart(digest: CaseDigest): DeadlineStart | undefined {
  const { promiseMinutes, status } = digest.order.facts;
  if (hasFact(digest, 'delivered') || status !== 'awaiting-delivery') return undefined;
  const paid = paidUtc(digest);
  const until = digest.promisedUntilUtc;
  if (until !== null) return { deadlineId: 'D01', atUtc: paid ?? until, promisedUntilUtc: until };
  if (paid === undefined || promiseMinutes === null) return undefined;
  return { deadlineId: 'D01', atUtc: paid, promiseMinutes };
}

const MINUTE_MS = 60_000;

function harmUtc(digest: CaseDigest, promised: DeadlineStart | undefined): string | undefined {
  const found = firstFactUtc(digest, ...HARM);
  if (found !== undefined || promised === undefined) return found;
  if (promised.promisedUntilUtc !== undefined) return notLater(promised.promisedUntilUtc, digest.atUtc);
  const dueMs = Date.parse(promised.atUtc) + (promised.promiseMinutes ?? 0) * MINUTE_MS;
  return notLater(new Date(dueMs).toISOString(), digest.atUtc);
}

const notLater = (utc: string, atUtc: string) => (utc <= atUtc ? utc : undefined);

/** Once filed with an authority or a court the three years no longer have to be watched. */
function isBeforeAuthority({ submissions }: CaseDigest): boolean {
  return submissions.some(
    ({ submission, purpose }) =>
      purpose === 'complaint' &&
      (submission.channel === 'samr12315' || submission.channel === 'court_small_claims'),
  );
}
