import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOCK_TOLERANCE_MS,
  isClockContradicted,
  type TimeProof,
  timeQualityOf,
  timeSentence,
} from '../../../../core/surroundings/index.ts';

const sealed = clockAt('2026-11-23T10:00:00.000Z', 100_000);
const nothing: TimeProof = { stamped: null, stampedBefore: null, comparedClock: null, clockSteps: [] };

describe('how good a time is (P06)', () => {
  it('is the machine’s own while nobody else said anything', () => {
    const time = timeQualityOf(sealed, nothing);
    expect(time).toEqual({
      quality: 'local',
      notAfterUtc: null,
      notBeforeUtc: null,
      offsetMs: null,
      uncertaintyMs: null,
      stepCount: 0,
      isContradicted: false,
    });
    expect(timeSentence(time)).toBe('本机时间：没有经过核对。');
  });

  it('is trusted once a token covers it: the earliest of them', () => {
    const time = timeQualityOf(sealed, {
      ...nothing,
      stamped: { timestamps: [token('2026-11-23T10:02:00.000Z'), token('2026-11-23T10:01:00.000Z')] },
      stampedBefore: token('2026-11-23T09:00:00.000Z'),
    });
    expect(time).toMatchObject({
      quality: 'trusted',
      notAfterUtc: '2026-11-23T10:01:00.000Z',
      notBeforeUtc: '2026-11-23T09:00:00.000Z',
      isContradicted: false,
    });
    expect(timeSentence(time)).toBe(
      '可信时间：不晚于 2026-11-23T10:01:00.000Z；不早于 2026-11-23T09:00:00.000Z。',
    );
  });

  it('counts a comparison that grows vaguer with age', () => {
    const time = timeQualityOf(sealed, { ...nothing, comparedClock: compared(1500, 40, 0) });
    expect(time).toMatchObject({ quality: 'compared', offsetMs: 1500, uncertaintyMs: 50, stepCount: 0 });
    expect(timeSentence(time)).toBe('已对时：本机慢 1.5 秒（±0.1 秒）。');
    const fast = timeQualityOf(sealed, { ...nothing, comparedClock: compared(-90_000, 40, 0) });
    expect(timeSentence(fast)).toBe('已对时：本机快 90.0 秒（±0.1 秒）。');
  });

  it.each(['stepped', 'suspended', 'behind-ledger'] as const)(
    'stops counting it after the clock %s',
    (cause) => {
      const time = timeQualityOf(sealed, {
        ...nothing,
        comparedClock: compared(0, 40, 0),
        clockSteps: [{ payload: { cause } }],
      });
      expect(time).toMatchObject({ quality: 'local', offsetMs: 0, stepCount: 1 });
      expect(timeSentence(time)).toContain('此前本机时钟有 1 次变动');
    },
  );

  it('goes on counting it in another time zone, which changes no instant', () => {
    const time = timeQualityOf(sealed, {
      ...nothing,
      comparedClock: compared(0, 40, 0),
      clockSteps: [{ payload: { cause: 'zone-changed' } }],
    });
    expect(time).toMatchObject({ quality: 'compared', stepCount: 0 });
    expect(timeSentence(time)).toBe('已对时：与时间服务器一致（±0.1 秒）。');
  });

  it.each([
    ['that nobody answered', { ...compared(0, 0, 0).payload, offsetMs: null, uncertaintyMs: null }],
    ['of another boot', { ...compared(0, 0, 0).payload, clock: { ...sealed, bootId: 'another' } }],
    ['that came later', compared(0, 0, 200_000).payload],
  ])('does not count a comparison %s', (_name, payload) => {
    const time = timeQualityOf(sealed, { ...nothing, comparedClock: { payload } });
    expect(time).toMatchObject({ quality: 'local', offsetMs: null, uncertaintyMs: null });
  });
});

describe('a clock that contradicts trusted time (P06)', () => {
  const baseMs = Date.parse('2026-11-23T10:00:00.000Z');
  const accuracy = fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: null });
  const offset = fc.integer({ min: -2 * CLOCK_TOLERANCE_MS, max: 2 * CLOCK_TOLERANCE_MS });

  it('is one that is later than its earliest token by more than accuracy and five minutes', () => {
    fc.assert(
      fc.property(offset, accuracy, (ms, accuracyMs) => {
        const after = { genTimeUtc: iso(baseMs), accuracyMs };
        const isLater = ms > CLOCK_TOLERANCE_MS + (accuracyMs ?? 0);
        expect(isClockContradicted(iso(baseMs + ms), after, undefined)).toBe(isLater);
      }),
    );
  });

  it('is one that is earlier than a token held before it by more than that', () => {
    fc.assert(
      fc.property(offset, accuracy, (ms, accuracyMs) => {
        const before = { genTimeUtc: iso(baseMs), accuracyMs };
        const isEarlier = -ms > CLOCK_TOLERANCE_MS + (accuracyMs ?? 0);
        expect(isClockContradicted(iso(baseMs + ms), undefined, before)).toBe(isEarlier);
      }),
    );
  });

  it('is said in words, and never without a token', () => {
    const late = timeQualityOf(clockAt('2036-11-23T10:00:00.000Z', 1), {
      ...nothing,
      stamped: { timestamps: [token('2026-11-23T10:01:00.000Z')] },
    });
    expect(late.isContradicted).toBe(true);
    expect(timeSentence(late)).toContain('以可信时间为准');
    expect(isClockContradicted('2036-11-23T10:00:00.000Z', undefined, undefined)).toBe(false);
  });

  it.each(['', 'now', '2026-11-23', '2026-11-23T10:00:00+08:00', '2026-13-45T99:99:99.999Z'])(
    'is also one that says %j',
    (utc) => expect(isClockContradicted(utc, token('2026-11-23T10:01:00.000Z').token, undefined)).toBe(true),
  );
});

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function clockAt(utc: string, monotonicMs: number) {
  return { utc, local: utc, monotonicNs: `${monotonicMs * 1_000_000}`, bootId: 'boot' };
}

function token(genTimeUtc: string) {
  return { token: { genTimeUtc, accuracyMs: null } };
}

function compared(offsetMs: number, uncertaintyMs: number, monotonicMs: number) {
  return {
    payload: { clock: clockAt('2026-11-23T09:58:20.000Z', monotonicMs), offsetMs, uncertaintyMs },
  };
}
