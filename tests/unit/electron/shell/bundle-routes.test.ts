import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBundleHandler, type PictureSource } from '../../../../electron/shell/bundle-protocol.ts';
import { readBundleAddress } from '../../../../electron/shell/bundle-routes.ts';

const CANARY = 'SECRET-OUTSIDE';
const itemId = `i-${'0'.repeat(26)}`;
const frozenId = '1'.repeat(26);
const base = 'app://bundle/';
let root = '';

const pictures: PictureSource = {
  thumbnail: async () => Buffer.from('thumbnail'),
  original: async () => ({ mediaType: 'text/html', body: Buffer.from('<script>1</script>') }),
  frozen: (id) => (id === frozenId ? Buffer.from('frozen') : undefined),
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'liuhen-bundle-'));
  const renderer = join(root, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(root, 'secret.js'), CANARY);
  writeFileSync(join(root, 'secret.html'), CANARY);
  writeFileSync(join(renderer, 'index.html'), '<!doctype html>');
  writeFileSync(join(renderer, 'assets', 'index-Ab_1-2.js'), 'export {}');
  writeFileSync(join(renderer, 'notes.txt'), CANARY);
  writeFileSync(join(renderer, '.env'), CANARY);
  symlinkSync(root, join(renderer, 'up.d'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const handler = () => createBundleHandler(join(root, 'renderer'), pictures);
const get = (url: string, method = 'GET') => handler()({ url, method });

/** Spellings of "up" and of separators that some parser somewhere has believed in. */
const ups = [
  '..',
  '%2e%2e',
  '.%2e',
  '%2e.',
  '%252e%252e',
  '..%00',
  '．．',
  '..;',
  '....',
  '. .',
  '..%c0%af',
  '\u2024\u2024',
];
const separators = ['/', '\\', '%2f', '%5c', '%252f', '//', '/./', ';/'];
const targets = ['secret.js', 'secret.html', 'etc/passwd'];
const traversals = ups.flatMap((up) =>
  separators.flatMap((separator) => targets.map((target) => `${base}${up}${separator}${target}`)),
);
const others = [
  ...[
    'up.d/secret.js',
    'assets/../../secret.js',
    'assets/..\\..\\secret.js',
    './secret.js',
    '/secret.js',
    '//secret.js',
    '///etc/passwd',
  ],
  ...[
    'C:/secret.js',
    'c:%5csecret.js',
    '\\\\server\\share\\x.js',
    'file:///etc/passwd',
    'index.html:stream.js',
  ],
  ...[
    'index.html::$DATA',
    'index.html%00.js',
    'index.html\0.js',
    'index.js ',
    ' index.html',
    'index.html.',
    'index.html/',
  ],
  ...[
    '.env',
    '.env.js',
    'notes.txt',
    'assets',
    'assets/',
    '',
    'NUL.js/..',
    'con/../secret.js',
    '%69ndex.html',
    'index%2ehtml',
  ],
  ...[
    'evidence/',
    `evidence/${itemId}`,
    `evidence/${itemId}/`,
    `evidence/${itemId}/raw`,
    `evidence/${itemId}/original/`,
  ],
  ...[`evidence/${itemId}/original?x`, `evidence/${itemId}/../thumbnail`, `evidence/${itemId}%2foriginal`],
  ...[
    `evidence/I-${'0'.repeat(26)}/original`,
    `evidence/i-${'0'.repeat(25)}/original`,
    `evidence/i-${'_'.repeat(26)}/original`,
  ],
  ...[
    `evidence/../evidence/${itemId}/original`,
    `EVIDENCE/${itemId}/original`,
    `evidence//${itemId}/original`,
  ],
  ...[
    `evidence/${itemId}/playback?x`,
    `evidence/${itemId}/playback/`,
    `evidence/${itemId}/filmstrip.webp`,
    `evidence/${itemId}/frame`,
    `evidence/${itemId}/frame/`,
    `evidence/${itemId}/frame/-1`,
    `evidence/${itemId}/frame/01`,
    `evidence/${itemId}/frame/1.5`,
    `evidence/${itemId}/frame/1e3`,
    `evidence/${itemId}/frame/1?x`,
    `evidence/${itemId}/frame/../original`,
    `evidence/${itemId}/frame/12345678901`,
    `evidence/${itemId}/frame/١`,
  ],
  ...['frozen/', `frozen/${frozenId}/`, `frozen/${'1'.repeat(27)}`, 'frozen/..', `frozen/${frozenId}?x`],
].map((path) => base + path);
const foreign = [
  ...[
    'app://evil/index.html',
    'app://bundle.evil/index.html',
    'app://bundle@evil/index.html',
    'app://evil@bundle/index.html',
  ],
  ...[
    'app://bundle:80/index.html',
    'app:///index.html',
    'app:/bundle/index.html',
    'app:index.html',
    'APP://BUNDLE/index.html',
  ],
  ...[
    'http://bundle/index.html',
    'file:///etc/passwd',
    'https://bundle/index.html',
    'app://bundle\\index.html',
    'app://bundle',
    '',
  ],
  ...['app://bundle/index.html\n', '\napp://bundle/index.html', 'javascript:app://bundle/index.html'],
];

describe('P22: addresses stay inside the bundle', () => {
  test(`${traversals.length + others.length + foreign.length} addresses that must not map to anything`, async () => {
    const bad = [...traversals, ...others, ...foreign];
    expect(bad.length).toBeGreaterThanOrEqual(200);
    const escaped: string[] = [];
    for (const url of bad) {
      const response = await get(url);
      const body = await response.text();
      if (response.status !== 404 || body !== '') escaped.push(`${url} → ${response.status} ${body}`);
    }
    expect(escaped).toEqual([]);
  });

  test('no address at all reaches a file beside the bundle', async () => {
    const piece = fc.constantFrom(
      ...ups,
      ...separators,
      'secret.js',
      'assets',
      'up.d',
      'x',
      '%',
      '\0',
      ':',
      '?',
      '#',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const response = await get(base + pieces.join(''));
        expect(await response.text()).not.toContain(CANARY);
      }),
      { numRuns: 2000 },
    );
  });

  test('serves what the bundle is made of, with its policy', async () => {
    const page = await get(`${base}index.html`);
    expect(page.status).toBe(200);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
    expect((await get(`${base}assets/index-Ab_1-2.js?v=1`)).headers.get('content-type')).toMatch(
      /^text\/javascript/,
    );
  });

  test('hands evidence that is no picture out as bytes without a meaning (P20, P21)', async () => {
    const response = await get(`${base}evidence/${itemId}/original`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'no-store',
    });
  });

  test('serves a frozen screen only by its id', async () => {
    expect(await (await get(`${base}frozen/${frozenId}`)).text()).toBe('frozen');
    expect((await get(`${base}frozen/${'2'.repeat(26)}`)).status).toBe(404);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'CONNECT'])('refuses %s', async (method) => {
    expect((await get(`${base}index.html`, method)).status).toBe(405);
  });

  test('reads the four kinds of address', () => {
    expect(readBundleAddress(`${base}assets/a.js`)).toEqual({
      kind: 'file',
      path: 'assets/a.js',
      mediaType: 'text/javascript; charset=utf-8',
    });
    expect(readBundleAddress(`${base}evidence/${itemId}/thumbnail`)).toEqual({
      kind: 'evidence',
      itemId,
      variant: 'thumbnail',
    });
    expect(readBundleAddress(`${base}evidence/${itemId}/playback`)).toMatchObject({ variant: 'playback' });
    expect(readBundleAddress(`${base}evidence/${itemId}/frame/1200`)).toEqual({
      kind: 'frame',
      itemId,
      mediaMs: 1200,
    });
    expect(readBundleAddress(`${base}frozen/${frozenId}`)).toEqual({ kind: 'frozen', id: frozenId });
  });
});
