import type { ClockFacts } from '../evidence/circumstances.ts';
import type { ClockComparison, ClockStep } from './clock-events.ts';

/** How good an item's time is: 本机时间, 已对时 ±x 秒, 可信时间. */
export type TimeQualityName = 'local' | 'compared' | 'trusted';

/** What a trusted token says of time. */
export interface TokenTime {
  readonly genTimeUtc: string;
  readonly accuracyMs: number | null;
}

/** What is known of an item's time besides its own clock. The locker's item proof has this shape. */
export interface TimeProof {
  /** The first stamped checkpoint that covers the item; tokens of trusted authorities only. */
  readonly stamped: { readonly timestamps: readonly { readonly token: TokenTime }[] } | null;
  /** The newest token that the ledger *held* before the item was sealed. A token that came later says nothing here. */
  readonly stampedBefore: { readonly token: TokenTime } | null;
  /** The newest comparison with time servers before the item, on the same boot. */
  readonly comparedClock: {
    readonly payload: Pick<ClockComparison, 'clock' | 'offsetMs' | 'uncertaintyMs'>;
  } | null;
  /** What happened to the clock between that comparison (or the boot) and the item. */
  readonly clockSteps: readonly { readonly payload: Pick<ClockStep, 'cause'> }[];
}

/** An item's time as window, papers and command line show it. */
export interface TimeQuality {
  readonly quality: TimeQualityName;
  /** Earliest trusted time after sealing: the item is not younger. */
  readonly notAfterUtc: string | null;
  /** Newest trusted time held before sealing: the item's entry is not older. */
  readonly notBeforeUtc: string | null;
  /** Server minus machine at the last comparison; null without one that was answered. */
  readonly offsetMs: number | null;
  /** Of `offsetMs`, at the time of the item: it grows with the age of the comparison. */
  readonly uncertaintyMs: number | null;
  /** How often the clock was set, or the machine slept, after the comparison and before the item. */
  readonly stepCount: number;
  /** The time that the machine said cannot be true by a trusted one. */
  readonly isContradicted: boolean;
}

/** How far a machine's clock may be from a trusted one before they are said to contradict each other. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** What the quartz of an ordinary computer may drift, rounded up: 100 µs a second, 9 s a day. */
const DRIFT = 1e-4;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * How good the time `clock` is, that an item was sealed with. A comparison counts only while the clock was left alone:
 * set, or asleep, it may show anything; another time zone changes no instant. A clock is contradicted when it is later than
 * the earliest covering genTime, or earlier than a genTime held before, by more than accuracy and five minutes; also when it
 * says nothing that can be read.
 */
export function timeQualityOf(clock: ClockFacts, proof: TimeProof): TimeQuality {
  const after = earliest((proof.stamped?.timestamps ?? []).map(({ token }) => token));
  const before = proof.stampedBefore?.token;
  const stepCount = proof.clockSteps.filter(({ payload }) => payload.cause !== 'zone-changed').length;
  const compared = proof.comparedClock?.payload;
  const age = compared === undefined ? null : ageMs(compared.clock, clock);
  const isAnswered = compared !== undefined && compared.offsetMs !== null && age !== null;
  const uncertaintyMs = isAnswered ? Math.ceil((compared.uncertaintyMs ?? 0) + age * DRIFT) : null;
  return {
    quality: after !== undefined ? 'trusted' : isAnswered && stepCount === 0 ? 'compared' : 'local',
    notAfterUtc: after?.genTimeUtc ?? null,
    notBeforeUtc: before?.genTimeUtc ?? null,
    offsetMs: isAnswered ? compared.offsetMs : null,
    uncertaintyMs,
    stepCount,
    isContradicted: isClockContradicted(clock.utc, after, before),
  };
}

/** Whether a stated time cannot be true: by the earliest token over it, or by the newest token held before it. */
export function isClockContradicted(
  statedUtc: string,
  after: TokenTime | undefined,
  before: TokenTime | undefined,
): boolean {
  if (after === undefined && before === undefined) return false;
  const statedMs = INSTANT.test(statedUtc) ? Date.parse(statedUtc) : Number.NaN;
  if (Number.isNaN(statedMs)) return true;
  return (
    (after !== undefined && statedMs > Date.parse(after.genTimeUtc) + tolerance(after)) ||
    (before !== undefined && statedMs < Date.parse(before.genTimeUtc) - tolerance(before))
  );
}

/** One Chinese sentence for papers and command line: how good the time is and what was noticed. */
export function timeSentence(time: TimeQuality): string {
  const words = [qualityWords(time)];
  if (time.notBeforeUtc !== null) words.push(`不早于 ${time.notBeforeUtc}`);
  if (time.stepCount > 0) words.push(`此前本机时钟有 ${time.stepCount} 次变动，已记入账本`);
  if (time.isContradicted) words.push('本机时间与可信时间矛盾，以可信时间为准');
  return `${words.join('；')}。`;
}

function qualityWords({ quality, notAfterUtc, offsetMs, uncertaintyMs }: TimeQuality): string {
  if (quality === 'trusted') return `可信时间：不晚于 ${notAfterUtc}`;
  if (quality === 'local' || offsetMs === null) return '本机时间：没有经过核对';
  const offset = (Math.abs(offsetMs) / 1000).toFixed(1);
  const plusMinus = ((uncertaintyMs ?? 0) / 1000).toFixed(1);
  const side = offset === '0.0' ? '与时间服务器一致' : `本机${offsetMs > 0 ? '慢' : '快'} ${offset} 秒`;
  return `已对时：${side}（±${plusMinus} 秒）`;
}

function earliest(tokens: readonly TokenTime[]): TokenTime | undefined {
  return tokens.toSorted((a, b) => Date.parse(a.genTimeUtc) - Date.parse(b.genTimeUtc))[0];
}

function tolerance({ accuracyMs }: TokenTime): number {
  return (accuracyMs ?? 0) + CLOCK_TOLERANCE_MS;
}

/** Null when the two cannot be compared: another boot, or the wrong order. */
function ageMs(compared: ClockFacts, item: ClockFacts): number | null {
  if (compared.bootId !== item.bootId) return null;
  const age = Number((BigInt(item.monotonicNs) - BigInt(compared.monotonicNs)) / 1_000_000n);
  return age >= 0 ? age : null;
}
