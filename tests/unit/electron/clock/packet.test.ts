import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { middleOf, readTimeServers } from '../../../../electron/clock/comparer.ts';
import {
  encodeRequest,
  ntpTimestamp,
  offsetOf,
  PACKET_BYTES,
  readResponse,
} from '../../../../electron/clock/ntp/packet.ts';

const origin = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);

/** An answer of a good server; `change` spoils it. */
function answer(change: (view: DataView) => void = () => undefined): Uint8Array {
  const packet = new Uint8Array(PACKET_BYTES);
  const view = new DataView(packet.buffer);
  view.setUint8(0, (4 << 3) | 4);
  view.setUint8(1, 2);
  packet.set(origin, 24);
  view.setBigUint64(32, ntpTimestamp(1_000_000));
  view.setBigUint64(40, ntpTimestamp(1_000_010));
  change(view);
  return packet;
}

describe('an NTP answer', () => {
  it('is read when it repeats what was sent', () => {
    expect(readResponse(answer(), origin)).toEqual({
      stratum: 2,
      received: ntpTimestamp(1_000_000),
      transmitted: ntpTimestamp(1_000_010),
    });
  });

  it.each<[string, string, (view: DataView) => void]>([
    ['another origin', 'not-ours', (view) => view.setUint8(24, 99)],
    ['the mode of a client', 'malformed', (view) => view.setUint8(0, (4 << 3) | 3)],
    ['version 0', 'malformed', (view) => view.setUint8(0, 4)],
    ['version 7', 'malformed', (view) => view.setUint8(0, (7 << 3) | 4)],
    ['stratum 0', 'kiss-of-death', (view) => view.setUint8(1, 0)],
    ['stratum 16', 'unsynchronised', (view) => view.setUint8(1, 16)],
    ['the alarm', 'unsynchronised', (view) => view.setUint8(0, 0xc0 | (4 << 3) | 4)],
    ['a far root', 'unsynchronised', (view) => view.setUint32(8, 16 << 16)],
    ['no transmit time', 'malformed', (view) => view.setBigUint64(40, 0n)],
    ['no receive time', 'malformed', (view) => view.setBigUint64(32, 0n)],
    ['an answer before the question', 'malformed', (view) => view.setBigUint64(40, ntpTimestamp(999_000))],
  ])('with %s is %s', (_name, problem, change) => {
    expect(readResponse(answer(change), origin)).toBe(problem);
  });

  it('is never read out of noise, whatever its length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (noise) => {
        const read = readResponse(noise, origin);
        expect(['not-ours', 'malformed']).toContain(read);
      }),
    );
  });

  it('says its request nothing but the origin', () => {
    expect(Buffer.from(encodeRequest(origin)).toString('hex')).toBe(`23${'00'.repeat(39)}0102030405060708`);
  });
});

describe('offset and delay', () => {
  const times = fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2100-01-01') });

  it('are right to two milliseconds, across eras, while clocks are less than 68 years apart', () => {
    const apart = fc.integer({ min: -2_100_000_000_000, max: 2_100_000_000_000 });
    const way = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(times, apart, way, way, fc.integer({ min: 0, max: 50 }), (sent, off, out, back, took) => {
        const received = ntpTimestamp(sent + off + out);
        const transmitted = ntpTimestamp(sent + off + out + took);
        const found = offsetOf({ stratum: 1, received, transmitted }, sent, out + took + back);
        expect(Math.abs((found?.offsetMs ?? Number.NaN) - off)).toBeLessThanOrEqual((out + back) / 2 + 2);
        expect(Math.abs((found?.delayMs ?? Number.NaN) - out - back)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('are none when the server says that it took longer than the whole exchange', () => {
    const server = { stratum: 1, received: ntpTimestamp(0), transmitted: ntpTimestamp(5000) };
    expect(offsetOf(server, 0, 1000)).toBeUndefined();
  });
});

describe('several servers', () => {
  const said = (offsetMs: number, delayMs: number) => ({
    outcome: 'answered' as const,
    host: 'h',
    offsetMs,
    delayMs,
    stratum: 1,
    requestHex: '',
    responseHex: '',
  });
  const silent = { outcome: 'failed' as const, host: 'h', problem: 'timeout' as const };

  it('agree on the median, with half of the wider of spread and round trip', () => {
    expect(middleOf([said(10, 4), silent, said(1000, 8), said(12, 4)])).toEqual({
      offsetMs: 12,
      uncertaintyMs: 495,
    });
    expect(middleOf([said(10, 40), said(14, 60)])).toEqual({ offsetMs: 12, uncertaintyMs: 30 });
    expect(middleOf([silent])).toEqual({ offsetMs: null, uncertaintyMs: null });
  });

  it('are named with or without a port', () => {
    expect(readTimeServers('a.example, 127.0.0.1:1123,[::1]:124')).toEqual([
      { host: 'a.example', port: 123 },
      { host: '127.0.0.1', port: 1123 },
      { host: '::1', port: 124 },
    ]);
    for (const bad of ['', 'a b', 'a:0', 'a:70000', 'http://a', 'a,,b', '-- '.repeat(3)]) {
      expect(readTimeServers(bad), bad).toBeUndefined();
    }
  });
});
