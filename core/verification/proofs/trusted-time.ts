import type { LedgerEntry } from '../../ledger/index.ts';
import type { TokenFacts } from '../../timestamps/index.ts';

/** A trusted token, and how much of the ledger its checkpoint covers. */
export interface TrustedToken {
  /** All entries with a smaller `seq`. */
  readonly size: number;
  readonly authority: string;
  readonly facts: TokenFacts;
  /** `seq` of the entry that says when it came; undefined where that entry is not at hand. */
  readonly receivedSeq: number | undefined;
}

/** Clocks may be off by this much before they are said to contradict a token. */
const TOLERANCE_MS = 5 * 60 * 1000;

/** What tokens say of the entries of one ledger. */
export interface TrustedTimes {
  /** The earliest trusted token that covers an entry: it was there no later than this. */
  earliestCovering(seq: number): TrustedToken | undefined;
  /**
   * Whether the machine's clock contradicts trusted time: it says a time after a token that covers the entry, or one before
   * a token that the ledger already held. A token over an earlier checkpoint alone says nothing: without a network it may
   * come long after the entry.
   */
  contradictionOf(stated: StatedTime): 'later' | 'earlier' | undefined;
}

/** What the machine said of an item's time. */
export interface StatedTime {
  readonly seq: number;
  /** When it was taken or begun. */
  readonly beganUtc: string;
  /** When it was sealed at the earliest: the same but of a recording. */
  readonly sealedUtc: string;
}

/** The times that an `item-sealed` entry states. */
export function statedTimeOf({
  seq,
  at,
  payload,
}: Extract<LedgerEntry, { kind: 'item-sealed' }>): StatedTime {
  const { source, clock } = payload.provenance;
  // A recording begins long before it is sealed, and one that was interrupted ends before that too.
  return { seq, beganUtc: clock.utc, sealedUtc: source === 'recording' ? at : clock.utc };
}

/** Puts tokens in order, so that each question about an entry takes a search and no walk. */
export function trustedTimes(tokens: readonly TrustedToken[]): TrustedTimes {
  const bySize = tokens.toSorted((left, right) => right.size - left.size);
  const earliest = running(bySize, (best, token) => token.facts.genTimeUtc < best.facts.genTimeUtc);
  const received = tokens
    .filter((token) => token.receivedSeq !== undefined)
    .toSorted((left, right) => (left.receivedSeq ?? 0) - (right.receivedSeq ?? 0));
  const latest = running(received, (best, token) => earliestMs(token) > earliestMs(best));
  const earliestCovering = (seq: number) => earliest[countWhile(bySize, ({ size }) => size > seq) - 1];
  return {
    earliestCovering,
    contradictionOf({ seq, beganUtc, sealedUtc }) {
      const covering = earliestCovering(seq);
      // A time that cannot be read contradicts too: what nobody can place is not before anything.
      if (covering !== undefined && !(Date.parse(beganUtc) <= latestMs(covering))) return 'later';
      const held = latest[countWhile(received, ({ receivedSeq }) => (receivedSeq ?? 0) < seq) - 1];
      return held !== undefined && Date.parse(sealedUtc) < earliestMs(held) ? 'earlier' : undefined;
    },
  };
}

/** At each place the best of all up to it. */
function running(
  tokens: readonly TrustedToken[],
  isBetter: (best: TrustedToken, token: TrustedToken) => boolean,
): readonly TrustedToken[] {
  let best: TrustedToken | undefined;
  return tokens.map((token) => {
    if (best === undefined || isBetter(best, token)) best = token;
    return best;
  });
}

/** How many at the beginning hold, of a list in which nothing holds behind the first that does not. */
function countWhile<Value>(values: readonly Value[], holds: (value: Value) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = values[middle];
    if (value !== undefined && holds(value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function latestMs({ facts }: TrustedToken): number {
  return Date.parse(facts.genTimeUtc) + (facts.accuracyMs ?? 0) + TOLERANCE_MS;
}

function earliestMs({ facts }: TrustedToken): number {
  return Date.parse(facts.genTimeUtc) - (facts.accuracyMs ?? 0) - TOLERANCE_MS;
}
