import {
  type CaseFact,
  type CaseFile,
  type Closing,
  type FactKind,
  type LetterKind,
  type Party,
  type Reply,
  recordsOf,
  type Situation,
  type Submission,
} from '../cases/index.ts';
import type { Order } from '../orders/index.ts';
import type { ChannelId } from '../rules/index.ts';

/** What a submission asks for: money (投诉), an inquiry (举报), or only an answer or a delivery (催告, 索要身份). */
export type SubmissionPurpose = 'complaint' | 'report' | 'request';

export interface DigestedSubmission {
  readonly submission: Submission;
  readonly purpose: SubmissionPurpose;
  /** In the order of time. */
  readonly replies: readonly Reply[];
}

/** A case as of a moment, sorted once for everything that looks at it. */
export interface CaseDigest {
  readonly atUtc: string;
  readonly order: Order;
  readonly situation: Situation | undefined;
  readonly merchant: Party | undefined;
  readonly platform: Party | undefined;
  readonly closing: Closing | undefined;
  readonly submissions: readonly DigestedSubmission[];
  readonly facts: ReadonlyMap<FactKind, readonly CaseFact[]>;
  /** The latest moment until which delivery was promised; may lie ahead of `atUtc`. */
  readonly promisedUntilUtc: string | null;
  readonly hasIdentityEvidence: boolean;
  /** Money went through these. */
  readonly providers: ReadonlySet<'alipay' | 'wechat-pay' | 'other'>;
}

const REQUEST_LETTERS: readonly LetterKind[] = [
  'identity-request',
  'delivery-reminder',
  'situation-statement',
];

/** What was known and done at `atUtc`: later submissions, replies and facts are left out; facts without a time stay. */
export function digestOf(caseFile: CaseFile, atUtc: string): CaseDigest {
  const { order, records } = caseFile;
  const letters = new Map(recordsOf(records, 'letter').map(({ id, letter }) => [id, letter]));
  const replies = recordsOf(records, 'reply').filter((reply) => reply.atUtc <= atUtc);
  const parties = recordsOf(records, 'party');
  const stated = recordsOf(records, 'fact');
  // The time of a promise is the moment it names, not when it was given.
  const promises = stated.flatMap((fact) => (fact.what === 'promised-until' ? (fact.atUtc ?? []) : []));
  const facts = stated.filter((fact) => fact.atUtc === null || fact.atUtc <= atUtc);
  return {
    atUtc,
    order,
    situation: recordsOf(records, 'situation')[0],
    merchant: parties.find(({ id }) => id === 'merchant'),
    platform: parties.find(({ id }) => id === 'platform'),
    closing: recordsOf(records, 'closing')[0],
    submissions: recordsOf(records, 'submission')
      .filter((submission) => submission.atUtc <= atUtc)
      .toSorted(byTime)
      .map((submission) => ({
        submission,
        purpose: purposeOf(submission.letterId === null ? undefined : letters.get(submission.letterId)),
        replies: replies.filter(({ submissionId }) => submissionId === submission.id).toSorted(byTime),
      })),
    facts: Map.groupBy(facts, ({ what }) => what),
    promisedUntilUtc: promises.toSorted().at(-1) ?? null,
    hasIdentityEvidence: caseFile.items.some(({ kind }) => kind === 'E25'),
    providers: providersOf(caseFile),
  };
}

function purposeOf(letter: LetterKind | undefined): SubmissionPurpose {
  if (letter === 'violation-report') return 'report';
  return letter !== undefined && REQUEST_LETTERS.includes(letter) ? 'request' : 'complaint';
}

function providersOf({ order, records }: CaseFile): CaseDigest['providers'] {
  const { paymentChannel } = order.facts;
  const providers = new Set(
    recordsOf(records, 'payment')
      .filter(({ role }) => role !== 'refund')
      .map(({ provider }) => provider),
  );
  if (paymentChannel !== null) {
    providers.add(paymentChannel === 'alipay' || paymentChannel === 'wechat-pay' ? paymentChannel : 'other');
  }
  return providers;
}

const byTime = (a: { readonly atUtc: string }, b: { readonly atUtc: string }) =>
  a.atUtc < b.atUtc ? -1 : Number(a.atUtc > b.atUtc);

/** Whether something of the kind is stated. */
export function hasFact(digest: CaseDigest, ...kinds: readonly FactKind[]): boolean {
  return kinds.some((kind) => digest.facts.has(kind));
}

/** When the first of these happened; undefined when none has a time. */
export function firstFactUtc(digest: CaseDigest, ...kinds: readonly FactKind[]): string | undefined {
  return timesOf(digest, kinds)[0];
}

/** When the last of these happened. */
export function lastFactUtc(digest: CaseDigest, ...kinds: readonly FactKind[]): string | undefined {
  return timesOf(digest, kinds).at(-1);
}

function timesOf(digest: CaseDigest, kinds: readonly FactKind[]): readonly string[] {
  return kinds
    .flatMap((kind) => digest.facts.get(kind) ?? [])
    .flatMap(({ atUtc }) => (atUtc === null ? [] : [atUtc]))
    .toSorted();
}

/** When the money went: the order's own fact, else the user's. */
export function paidUtc(digest: CaseDigest): string | undefined {
  return digest.order.facts.paidAtUtc ?? firstFactUtc(digest, 'paid');
}

/** Submissions to one side that ask for money. */
export function complaintsTo(digest: CaseDigest, channel: ChannelId): readonly DigestedSubmission[] {
  return digest.submissions.filter(
    ({ submission, purpose }) => submission.channel === channel && purpose === 'complaint',
  );
}

/** Whether something went wrong at all, or is said to have. */
export function isDispute(digest: CaseDigest): boolean {
  return (
    (digest.situation?.scenario ?? null) !== null ||
    digest.submissions.length > 0 ||
    ['defective', 'refund-requested', 'complained'].includes(digest.order.facts.status) ||
    hasFact(digest, 'refund-demanded', 'defect-found', 'shop-unreachable')
  );
}

/** Whether nothing is left to be done: an outcome was written down, or the order was put away. */
export function isSettled(digest: CaseDigest): boolean {
  const { isArchived, facts } = digest.order;
  return (
    digest.closing !== undefined || isArchived || facts.status === 'refunded' || facts.status === 'closed'
  );
}

/** When a refund was first asked for: as a fact, or by a complaint to the merchant. */
export function firstDemandUtc(digest: CaseDigest): string | undefined {
  const sent = digest.submissions.find(
    ({ submission, purpose }) => submission.channel === 'merchant' && purpose === 'complaint',
  )?.submission;
  const received = sent === undefined ? undefined : (sent.receivedAtUtc ?? sent.atUtc);
  const stated = firstFactUtc(digest, 'refund-demanded');
  return [stated, received].filter((utc) => utc !== undefined).toSorted()[0];
}
