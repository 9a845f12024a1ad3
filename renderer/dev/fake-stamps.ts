import type {
  AuthorityView,
  CheckpointView,
  ItemProofView,
  SigningKeyView,
  StampingState,
  TimestampView,
} from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { fakeHash, START_MS } from './fake-evidence.ts';
import type { Scenario } from './scenario.ts';

const EXPIRES_UTC = '2031-03-11T00:00:00.000Z';
const MINUTE_MS = 60_000;

/** The authorities of the fake: two that the app brings; `failing` says what the second last answered. */
export function fakeAuthorities(stamps: Scenario['stamps']): AuthorityView[] {
  const isSecondFailing = stamps === 'partly' || stamps === 'pending';
  return [
    {
      id: 'freetsa',
      name: 'FreeTSA',
      url: 'https://tsa-one.example/tsr',
      isOn: true,
      isBuiltIn: true,
      health:
        stamps === 'off'
          ? { state: 'unknown', lastSuccessUtc: null, lastFailure: null, nextTryUtc: null }
          : stamps === 'pending'
            ? failing('AUTHORITY_UNREACHABLE', '连不上。', 2)
            : { state: 'well', lastSuccessUtc: at(40), lastFailure: null, nextTryUtc: null },
    },
    {
      id: 'sectigo',
      name: 'Sectigo',
      url: 'http://tsa-two.example/qualified',
      isOn: true,
      isBuiltIn: true,
      health: isSecondFailing
        ? { ...failing('AUTHORITY_TIMEOUT', '30 秒没有回答。', 8), lastSuccessUtc: at(-3000) }
        : stamps === 'off'
          ? { state: 'unknown', lastSuccessUtc: null, lastFailure: null, nextTryUtc: null }
          : { state: 'well', lastSuccessUtc: at(41), lastFailure: null, nextTryUtc: null },
    },
  ];
}

function at(minutes: number): string {
  return new Date(START_MS + minutes * MINUTE_MS).toISOString();
}

function failing(code: string, message: string, nextMinutes: number): AuthorityView['health'] {
  return {
    state: 'failing',
    lastSuccessUtc: null,
    lastFailure: { code, message, atUtc: at(42) },
    nextTryUtc: at(42 + nextMinutes),
  };
}

/** A token over a checkpoint made at `atMs`. */
export function fakeTimestamp(number: number, atMs: number, isSecond: boolean): TimestampView {
  return {
    authority: isSecond ? 'Sectigo' : 'FreeTSA',
    url: isSecond ? 'http://tsa-two.example/qualified' : 'https://tsa-one.example/tsr',
    genTimeUtc: new Date(atMs + 4_000).toISOString(),
    accuracyMs: isSecond ? 1000 : null,
    serialHex: fakeHash(number)
      .slice(0, isSecond ? 32 : 7)
      .replace(/^0+/, '1'),
    receivedAtUtc: new Date(atMs + 5_200).toISOString(),
    chainExpiresUtc: EXPIRES_UTC,
  };
}

/** Checkpoints of the fake, newest first: one after each third item. */
export function fakeCheckpoints(items: readonly Item[], stamps: Scenario['stamps']): CheckpointView[] {
  if (stamps === 'off' && items.length === 0) return [];
  const count = Math.min(60, Math.ceil(items.length / 3));
  return Array.from({ length: count }, (_, index) => {
    const last = items[Math.min(items.length - 1, index * 3 + 2)];
    const atMs = Date.parse(last?.capturedAtUtc ?? '') + 15_000;
    const size = (last?.seq ?? 0) + 2;
    const isNewest = index === count - 1;
    return {
      seq: size,
      size,
      atUtc: new Date(atMs).toISOString(),
      rootHex: fakeHash(9000 + index),
      keyId: index < 3 ? '5b07c2e1' : 'a91f3c40',
      timestamps: timestampsOf(stamps, index, atMs, isNewest),
    };
  }).toReversed();
}

function timestampsOf(
  stamps: Scenario['stamps'],
  index: number,
  atMs: number,
  isNewest: boolean,
): TimestampView[] {
  if (stamps === 'off' || (stamps === 'pending' && index > 1)) return [];
  if (stamps === 'partly' && isNewest) return [];
  const first = fakeTimestamp(index, atMs, false);
  return stamps === 'partly' && index > 3 ? [first] : [first, fakeTimestamp(500 + index, atMs, true)];
}

/** What stands behind an item of the fake. */
export function fakeItemProof(
  item: Item,
  checkpoints: readonly CheckpointView[],
  stamping: StampingState,
  stamps: Scenario['stamps'],
): ItemProofView {
  const covering = checkpoints.filter(({ size }) => size > item.seq).toReversed();
  const stamped = covering.find(({ timestamps }) => timestamps.length > 0) ?? null;
  const before = checkpoints.find(
    ({ size, timestamps, atUtc }) => size <= item.seq && timestamps.length > 0 && atUtc < item.capturedAtUtc,
  );
  const isCompared = stamping.isClockComparisonOn;
  return {
    seq: item.seq,
    sealedAtUtc: new Date(Date.parse(item.capturedAtUtc) + 380).toISOString(),
    checkpoint: covering[0] ?? null,
    stamped,
    isPending: stamping.isOn && stamped === null,
    time: {
      quality: stamped !== null ? 'trusted' : isCompared ? 'compared' : 'local',
      notAfterUtc: stamped?.timestamps[0]?.genTimeUtc ?? null,
      notBeforeUtc: before?.timestamps[0]?.genTimeUtc ?? null,
      offsetMs: isCompared ? -1340 : null,
      uncertaintyMs: isCompared ? 42 : null,
      stepCount: isCompared && item.seq % 4 === 0 ? 1 : 0,
      isContradicted: stamps === 'contradicted',
    },
    lastVerification: { atUtc: at(30), verdict: stamped === null ? 'integrity-only' : 'verified' },
  };
}

export const fakeKey: SigningKeyView = {
  keyId: 'a91f3c40',
  publicKeyHex: fakeHash(77),
  setAtUtc: at(-40_000),
  protection: 'file',
  earlierKeyCount: 1,
};
