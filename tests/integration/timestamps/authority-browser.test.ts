import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePem } from '../../../core/timestamps/index.ts';
import { askAuthority } from '../../../electron/timestamps/index.ts';
import { type KeyKind, startAuthority } from './harness/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuhen-browser-'));
const digest = 'e7'.repeat(32);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A real stamp, as text: bytes in Base64. */
async function stamp(key: KeyKind) {
  const authority = await startAuthority({ folder: join(folder, key), key });
  const granted = await askAuthority({
    url: authority.url,
    digest,
    roots: {
      certificates: parsePem(authority.rootPem) ?? [],
      fingerprints: new Set([authority.rootSha256]),
    },
    signal: new AbortController().signal,
    timeoutMs: 10_000,
    fetch,
  });
  await authority.stop();
  if (!granted.ok) throw new Error(granted.error.message);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const { requestBytes, responseBytes, chainPem, token } = granted.value;
  const texts = { request: base64(requestBytes), response: base64(responseBytes), chainPem };
  return { ...texts, digest, root: authority.rootSha256, token };
}

/** A page that opens from the disk, with core/timestamps in it and nothing else of ours. */
async function writePage(): Promise<string> {
  const entry = join(folder, 'entry.ts');
  const core = fileURLToPath(new URL('../../../core/timestamps/index.ts', import.meta.url));
  writeFileSync(
    entry,
    `import { verifyResponse } from ${JSON.stringify(core)};
    const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    globalThis.verify = ({ request, response, chainPem, digest, root }) => verifyResponse({
      requestBytes: bytes(request), responseBytes: bytes(response), chainPem, digest,
      trustedRoots: new Set([root]), subtle: crypto.subtle,
    });`,
  );
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'page', fileName: 'page' } },
  });
  const [result] = Array.isArray(built) ? built : [];
  const code = result?.output[0].code ?? '';
  const page = join(folder, 'page.html');
  const policy = "default-src 'none'; script-src 'unsafe-inline'";
  const head = `<meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}">`;
  writeFileSync(page, `<!doctype html>${head}<script>${code.replaceAll('</', '<\\/')}</script>`);
  return pathToFileURL(page).href;
}

describe('a page opened from the disk, in a browser', () => {
  it('reads stamps as the app does, and refuses one with a bit turned', async () => {
    const address = await writePage();
    const stamps = [
      await stamp('rsa'),
      await stamp('ec-p256'),
      await stamp('ec-p384'),
      await stamp('ec-p521'),
    ];
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(address);
      for (const one of stamps) {
        const verify = (claim: object) =>
          page.evaluate((given) => {
            const { verify: inPage } = globalThis as unknown as { verify(claim: object): Promise<unknown> };
            return inPage(given);
          }, claim);
        expect(await verify(one)).toEqual({ ok: true, value: one.token });
        const turned = Buffer.from(one.response, 'base64');
        const last = turned.length - 3;
        turned[last] = (turned[last] ?? 0) ^ 1;
        expect(await verify({ ...one, response: turned.toString('base64') })).toMatchObject({
          error: { code: 'TIMESTAMP_SIGNATURE_INVALID' },
        });
        expect(await verify({ ...one, root: '00'.repeat(32) })).toMatchObject({
          error: { code: 'TIMESTAMP_ROOT_UNKNOWN' },
        });
      }
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
