import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex } from '../../../core/hex.ts';
import { parsePem, parseRequest, tokenErrors, verifyResponse } from '../../../core/timestamps/index.ts';
import { type AuthorityError, askAuthority, exchangeErrors } from '../../../electron/timestamps/index.ts';
import {
  type Behaviour,
  behaviours,
  openssl,
  type RunningAuthority,
  startAuthority,
} from './harness/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuhen-authority-'));
const digest = 'd1'.repeat(32);
let authority: RunningAuthority;

beforeAll(async () => {
  authority = await startAuthority({ folder: join(folder, 'tsa') });
});

afterAll(async () => {
  await authority.stop();
  rmSync(folder, { recursive: true });
});

function rootsOf(...trusted: readonly RunningAuthority[]) {
  return {
    certificates: trusted.flatMap(({ rootPem }) => parsePem(rootPem) ?? []),
    fingerprints: new Set(trusted.map(({ rootSha256 }) => rootSha256)),
  };
}

function ask(changes: Partial<Parameters<typeof askAuthority>[0]> = {}) {
  return askAuthority({
    url: authority.url,
    digest,
    roots: rootsOf(authority),
    signal: new AbortController().signal,
    timeoutMs: 10_000,
    fetch,
    ...changes,
  });
}

describe('an authority that does as it should', () => {
  it('gives a token that openssl accepts too, with the chain that we put together and nothing else', async () => {
    authority.behave('well');
    const before = Date.now();
    const granted = await ask();
    expect(granted).toMatchObject({
      ok: true,
      value: { token: { accuracyMs: 1500, policy: '1.3.6.1.4.1.99999.1' } },
    });
    if (!granted.ok) return;
    const { requestBytes, responseBytes, chainPem, token } = granted.value;
    expect(chainPem).toBe(authority.chainPem);
    expect(token.rootSha256).toBe(authority.rootSha256);
    expect(Date.parse(token.genTimeUtc)).toBeGreaterThanOrEqual(before - 1);
    expect(Date.parse(token.genTimeUtc)).toBeLessThanOrEqual(Date.now());
    writeFileSync(join(folder, 'x.tsq'), requestBytes);
    writeFileSync(join(folder, 'x.tsr'), responseBytes);
    writeFileSync(join(folder, 'x.chain.pem'), chainPem);
    const said = await openssl(folder, [
      'ts',
      '-verify',
      '-queryfile',
      'x.tsq',
      '-in',
      'x.tsr',
      '-CAfile',
      'x.chain.pem',
    ]);
    expect(said.toString()).toContain('Verification: OK');
  });

  it('learns the hash and a random number of 64 bits, another one each time', async () => {
    authority.behave('well');
    const nonces = new Set<string>();
    for (let time = 0; time < 3; time += 1) {
      const granted = await ask();
      if (!granted.ok) throw new Error(granted.error.message);
      const request = parseRequest(granted.value.requestBytes);
      expect(request).toMatchObject({ imprint: { digestHex: digest }, policy: null });
      expect(granted.value.requestBytes.length).toBeLessThan(80);
      nonces.add(request?.nonceHex ?? '');
    }
    expect(nonces.size).toBe(3);
  });

  it('may answer with any type, as long as it is a time stamp, and from the place it has moved to', async () => {
    for (const behaviour of ['text-type', 'redirects-once'] as const) {
      authority.behave(behaviour);
      expect(await ask()).toMatchObject({ ok: true });
    }
  });

  it('may be asked for one of its other policies', async () => {
    authority.behave('well');
    const granted = await ask({ policy: '1.3.6.1.4.1.99999.2' });
    expect(granted).toMatchObject({ ok: true, value: { token: { policy: '1.3.6.1.4.1.99999.2' } } });
    expect(await ask({ policy: '1.3.6.1.4.1.99999.7' })).toMatchObject({
      error: { code: 'TIMESTAMP_REFUSED' },
    });
  });
});

describe('an authority that does not', () => {
  const expected: Record<
    Exclude<Behaviour, 'well' | 'text-type' | 'redirects-once' | 'no-certificates-above' | 'crossed-root'>,
    AuthorityError
  > = {
    refuses: 'TIMESTAMP_REFUSED',
    'other-nonce': 'TIMESTAMP_NONCE_MISMATCH',
    replays: 'TIMESTAMP_NONCE_MISMATCH',
    'other-imprint': 'TIMESTAMP_IMPRINT_MISMATCH',
    'other-algorithm': 'TIMESTAMP_IMPRINT_MISMATCH',
    'self-signed': 'TIMESTAMP_ROOT_UNKNOWN',
    'wrong-issuer': 'TIMESTAMP_CHAIN_INVALID',
    'broken-signature': 'TIMESTAMP_SIGNATURE_INVALID',
    'two-signers': 'TIMESTAMP_SIGNATURE_INVALID',
    'no-certificate-reference': 'TIMESTAMP_SIGNATURE_INVALID',
    truncated: 'TIMESTAMP_MALFORMED',
    'trailing-bytes': 'TIMESTAMP_MALFORMED',
    garbage: 'TIMESTAMP_MALFORMED',
    empty: 'TIMESTAMP_MALFORMED',
    html: 'AUTHORITY_WRONG_TYPE',
    'status-500': 'AUTHORITY_HTTP_STATUS',
    'status-404-html': 'AUTHORITY_HTTP_STATUS',
    drips: 'AUTHORITY_TIMEOUT',
    hangs: 'AUTHORITY_TIMEOUT',
    'hangs-in-body': 'AUTHORITY_TIMEOUT',
    huge: 'AUTHORITY_ANSWER_TOO_LARGE',
    'huge-unannounced': 'AUTHORITY_ANSWER_TOO_LARGE',
    'cuts-connection': 'AUTHORITY_UNREACHABLE',
    'redirects-forever': 'AUTHORITY_HTTP_STATUS',
    'redirects-to-file': 'AUTHORITY_HTTP_STATUS',
    'redirects-with-user': 'AUTHORITY_HTTP_STATUS',
  };

  it.each(Object.entries(expected))('%s is called %s, and says what to do', async (behaviour, code) => {
    authority.behave('well');
    await ask();
    authority.behave(behaviour as Behaviour);
    const isSlow = code === 'AUTHORITY_TIMEOUT';
    const answer = await ask(isSlow ? { timeoutMs: 400 } : {});
    expect(answer).toMatchObject({ ok: false, error: { code } });
    if (!answer.ok) expect(answer.error.message).toMatch(/[\u4e00-\u9fff].*。$/);
  });

  it('is followed three times and no more', async () => {
    authority.behave('redirects-forever');
    const before = authority.requestCount();
    await ask();
    expect(authority.requestCount() - before).toBe(4);
  });

  it('has every one of its ways named here', () => {
    const named = [
      ...Object.keys(expected),
      'well',
      'text-type',
      'redirects-once',
      'no-certificates-above',
      'crossed-root',
    ];
    expect(named.toSorted()).toEqual([...behaviours].toSorted());
    expect(new Set([...tokenErrors, ...exchangeErrors]).size).toBe(
      tokenErrors.length + exchangeErrors.length,
    );
  });
});

describe('an authority that is not there', () => {
  it.each([
    ['nobody listens', async () => `http://127.0.0.1:${await freePort()}`, 'AUTHORITY_UNREACHABLE'],
    ['its name does not exist', async () => 'http://authority.invalid', 'AUTHORITY_UNREACHABLE'],
    ['it does not speak TLS', async () => authority.url.replace('http:', 'https:'), 'AUTHORITY_UNREACHABLE'],
    ['its address is a file', async () => 'file:///etc/passwd', 'AUTHORITY_URL_INVALID'],
    ['its address is for mail', async () => 'ftp://127.0.0.1/', 'AUTHORITY_URL_INVALID'],
    ['its address has a password in it', async () => 'http://a:b@127.0.0.1/', 'AUTHORITY_URL_INVALID'],
    ['its address is none', async () => '时间戳', 'AUTHORITY_URL_INVALID'],
  ])('%s', async (_name, url, code) => {
    authority.behave('well');
    expect(await ask({ url: await url() })).toMatchObject({ ok: false, error: { code } });
  });

  it('is given up when the caller gives up, at once', async () => {
    authority.behave('hangs');
    const controller = new AbortController();
    const asked = ask({ signal: controller.signal });
    controller.abort();
    expect(await asked).toMatchObject({ error: { code: 'AUTHORITY_CANCELLED' } });
    expect(await ask({ signal: controller.signal })).toMatchObject({
      error: { code: 'AUTHORITY_CANCELLED' },
    });
  });

  it('comes back on the same address', async () => {
    authority.behave('well');
    await authority.stop();
    expect(await ask()).toMatchObject({ error: { code: 'AUTHORITY_UNREACHABLE' } });
    await authority.resume();
    expect(await ask()).toMatchObject({ ok: true });
  });
});

describe('an authority nobody here knows', () => {
  it('is named as such, whether it sends its root or not', async () => {
    authority.behave('well');
    const nobody = { certificates: [], fingerprints: new Set<string>() };
    expect(await ask({ roots: nobody })).toMatchObject({ error: { code: 'TIMESTAMP_ROOT_UNKNOWN' } });
    authority.behave('no-certificates-above');
    expect(await ask()).toMatchObject({ error: { code: 'TIMESTAMP_ROOT_UNKNOWN' } });
    const direct = await startAuthority({
      folder: join(folder, 'direct'),
      key: 'ec-p256',
      hasIntermediate: false,
    });
    const other = { url: direct.url, roots: rootsOf(authority) };
    expect(await ask(other)).toMatchObject({ error: { code: 'TIMESTAMP_ROOT_UNKNOWN' } });
    expect(await ask({ ...other, roots: rootsOf(authority, direct) })).toMatchObject({ ok: true });
    await direct.stop();
  });
});

describe('two authorities', () => {
  it('are told apart: what one stamped is no stamp of the other', async () => {
    authority.behave('well');
    const second = await startAuthority({ folder: join(folder, 'second'), key: 'ec-p256', name: '另一家' });
    const granted = await ask({ url: second.url, roots: rootsOf(authority, second) });
    if (!granted.ok) throw new Error(granted.error.message);
    const { requestBytes, responseBytes } = granted.value;
    const claim = {
      requestBytes,
      responseBytes,
      digest,
      subtle: crypto.subtle,
      trustedRoots: rootsOf(authority).fingerprints,
    };
    expect(await verifyResponse({ ...claim, chainPem: authority.chainPem })).toMatchObject({
      error: { code: 'TIMESTAMP_CHAIN_INVALID' },
    });
    expect(await verifyResponse({ ...claim, chainPem: second.chainPem })).toMatchObject({
      error: { code: 'TIMESTAMP_ROOT_UNKNOWN' },
    });
    expect(fromHex(granted.value.token.signerSha256)).toHaveLength(32);
    await second.stop();
  });
});

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return typeof address === 'object' && address !== null ? address.port : 1;
}
