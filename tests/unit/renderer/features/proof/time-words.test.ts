import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemProofView } from '../../../../../core/contract/index.ts';
import { exactTime, formatSeconds, timeWords } from '../../../../../renderer/features/proof/time-words.ts';
import { locales } from '../../../../../renderer/locales/index.ts';

type Time = ItemProofView['time'];

const local: Time = {
  quality: 'local',
  notAfterUtc: null,
  notBeforeUtc: null,
  offsetMs: null,
  uncertaintyMs: null,
  stepCount: 0,
  isContradicted: false,
};
const zhCn = locales['zh-CN'];
const said = (patch: Partial<Time>) => timeWords({ ...local, ...patch }, zhCn).map(({ text }) => text);
const after = '2026-11-23T06:15:49.000Z';
const before = '2026-11-23T06:13:28.000Z';

describe('an item’s time in plain words', () => {
  it('says that a clock was never compared', () => {
    expect(said({})).toEqual(['本机时间（没有对时）']);
  });

  it('says by how much a compared clock was fast or slow: server minus machine is positive when it is slow', () => {
    const compared = { quality: 'compared', uncertaintyMs: 42 } as const;
    expect(said({ ...compared, offsetMs: 1340 })).toEqual(['已对时，本机慢 1.34 秒（±0.042 秒）']);
    expect(said({ ...compared, offsetMs: -1340 })).toEqual(['已对时，本机快 1.34 秒（±0.042 秒）']);
    expect(said({ ...compared, offsetMs: 0 })).toEqual(['已对时，本机和网络时间一致（±0.042 秒）']);
  });

  it('says the trusted time first, and that it is bracketed only when both ends are', () => {
    expect(said({ quality: 'trusted', notAfterUtc: after })).toEqual([
      `可信时间：不晚于 ${exactTime(after)}`,
    ]);
    expect(said({ quality: 'trusted', notAfterUtc: after, notBeforeUtc: before })).toEqual([
      `可信时间：不晚于 ${exactTime(after)}`,
      `不早于 ${exactTime(before)}`,
      '两头都有第三方时间：就在这两个时刻之间存下的。',
    ]);
    expect(said({ notBeforeUtc: before })).toEqual(['本机时间（没有对时）', `不早于 ${exactTime(before)}`]);
  });

  it('takes no comparison for good once the clock has moved', () => {
    const words = timeWords({ ...local, offsetMs: -1340, uncertaintyMs: 42, stepCount: 2 }, zhCn);
    expect(words[0]?.text).toBe('本机时间（对过时，但之后时钟变动过）');
    expect(words.some(({ text }) => text.includes('已对时'))).toBe(false);
    expect(words.find(({ isWarning }) => isWarning)?.text).toContain('2 次');
  });

  it('says a contradiction plainly, as a warning, and then never that both ends are proven', () => {
    const words = timeWords(
      { ...local, quality: 'trusted', notAfterUtc: after, notBeforeUtc: before, isContradicted: true },
      zhCn,
    );
    expect(words.at(-1)).toEqual({ text: zhCn.proof.time.contradicted, isWarning: true });
    expect(words.map(({ text }) => text)).not.toContain(zhCn.proof.time.between);
  });

  it('never calls a time trusted or compared that is not, and always says something', () => {
    const instant = fc.option(fc.constantFrom(after, before), { nil: null });
    const times = fc.record({
      quality: fc.constantFrom('local', 'compared', 'trusted'),
      notAfterUtc: instant,
      notBeforeUtc: instant,
      offsetMs: fc.option(fc.integer({ min: -9e9, max: 9e9 }), { nil: null }),
      uncertaintyMs: fc.option(fc.nat(), { nil: null }),
      stepCount: fc.nat(5),
      isContradicted: fc.boolean(),
    });
    fc.assert(
      fc.property(times, (time) => {
        const texts = timeWords(time, zhCn).map(({ text }) => text);
        const isTrusted = texts.some((text) => text.startsWith('可信时间'));
        const isCompared = texts.some((text) => text.startsWith('已对时'));
        expect(isTrusted).toBe(time.notAfterUtc !== null);
        expect(isCompared).toBe(time.offsetMs !== null && time.stepCount === 0);
        if (time.notAfterUtc !== null || time.quality !== 'trusted') expect(texts.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('seconds', () => {
  it('are given as exactly as they matter', () => {
    expect([0, 42, 1340, 9999, 12_400, 3_600_000].map(formatSeconds)).toEqual([
      '0',
      '0.042',
      '1.34',
      '9.999',
      '12',
      '3600',
    ]);
  });
});
