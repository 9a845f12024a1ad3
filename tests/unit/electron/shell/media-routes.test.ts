import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BundleRequest, createBundleHandler } from '../../../../electron/shell/bundle-protocol.ts';
import { readRange } from '../../../../electron/shell/byte-ranges.ts';

const bytes = Buffer.from('0123456789');
const id = (digit: string) => `i-${digit.repeat(26)}`;
const types: Readonly<Record<string, string>> = {
  [id('0')]: 'video/webm',
  [id('1')]: 'text/html',
  [id('2')]: 'video/x-matroska',
};
let openCount = 0;

const handler = createBundleHandler('/nonexistent', {
  thumbnail: async () => undefined,
  original: async () => undefined,
  frozen: () => undefined,
  media: {
    playback: async (itemId) => {
      const mediaType = types[itemId];
      if (mediaType === undefined) return undefined;
      const open = async ({ start, end }: { start: number; end: number }) => {
        openCount += 1;
        return Readable.from([bytes.subarray(start, end + 1)]);
      };
      return { mediaType, sizeBytes: bytes.length, open };
    },
    filmstrip: async (itemId) => (itemId === id('0') ? Buffer.from('strip') : undefined),
    frame: async (itemId, mediaMs) => (itemId === id('0') ? Buffer.from(`frame ${mediaMs}`) : undefined),
  },
});

function ask(path: string, range?: string, method = 'GET'): Promise<Response> {
  const headers = { get: (name: string) => (name === 'range' ? (range ?? null) : null) };
  const request: BundleRequest = { url: `app://bundle/evidence/${path}`, method, headers };
  return handler(request);
}

describe('what a player is given', () => {
  test('all of it, and that it may ask for parts', async () => {
    const response = await ask(`${id('0')}/playback`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/webm',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'no-store',
    });
    expect(await response.text()).toBe('0123456789');
  });

  test.each([
    ['bytes=0-', '0123456789', 'bytes 0-9/10'],
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('the part it asks for: %s', async (range, text, contentRange) => {
    const response = await ask(`${id('0')}/playback`, range);
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(String(text.length));
    expect(await response.text()).toBe(text);
  });

  test.each([
    'bytes=10-',
    'bytes=5-4',
    'bytes=-0',
    'bytes=-',
    'bytes=0-1,3-4',
    'bytes=a-b',
    'items=0-1',
    'bytes= 0-1',
    '',
  ])('416 for %j', async (range) => {
    const response = await ask(`${id('0')}/playback`, range);
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */10');
    expect(await response.text()).toBe('');
  });

  test('HEAD tells the size and opens nothing', async () => {
    openCount = 0;
    const response = await ask(`${id('0')}/playback`, undefined, 'HEAD');
    expect([response.status, response.headers.get('content-length'), openCount]).toEqual([200, '10', 0]);
    expect(await response.text()).toBe('');
  });

  test('P20: a type that no player plays is not handed out, whatever asks for it', async () => {
    expect((await ask(`${id('1')}/playback`)).status).toBe(404);
    expect((await ask(`${id('2')}/playback`)).status).toBe(404);
    expect((await ask(`${id('3')}/playback`)).status).toBe(404);
  });

  test('a filmstrip and single frames, as pictures', async () => {
    const strip = await ask(`${id('0')}/filmstrip`);
    expect([strip.headers.get('content-type'), await strip.text()]).toEqual(['image/webp', 'strip']);
    const frame = await ask(`${id('0')}/frame/1200`);
    expect([frame.headers.get('content-type'), await frame.text()]).toEqual(['image/png', 'frame 1200']);
    expect((await ask(`${id('3')}/filmstrip`)).status).toBe(404);
    expect((await ask(`${id('3')}/frame/0`)).status).toBe(404);
  });

  test('without media nothing is played', async () => {
    const none = createBundleHandler('/nonexistent', {
      thumbnail: async () => undefined,
      original: async () => undefined,
      frozen: () => undefined,
    });
    for (const path of ['playback', 'filmstrip', 'frame/0']) {
      const url = `app://bundle/evidence/${id('0')}/${path}`;
      expect((await none({ url, method: 'GET' })).status).toBe(404);
    }
  });
});

test('a range, whatever its text, lies inside or is refused', () => {
  const number = fc.oneof(fc.constant(''), fc.nat().map(String));
  const header = fc.oneof(
    fc.string(),
    fc.tuple(number, number).map(([a, b]) => `bytes=${a}-${b}`),
  );
  fc.assert(
    fc.property(header, fc.integer({ min: 1, max: 1000 }), (text, sizeBytes) => {
      const range = readRange(text, sizeBytes);
      if (range === 'unsatisfiable') return true;
      if (range === 'whole') return false;
      return range.start >= 0 && range.start <= range.end && range.end < sizeBytes;
    }),
  );
});
