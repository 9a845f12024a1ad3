import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { encodeRequest, fingerprint, parsePem, verifyResponse } from '../../../core/timestamps/index.ts';
import { askAuthority, type GrantedTimestamp } from '../../../electron/timestamps/index.ts';
import {
  type AuthorityOptions,
  certificates,
  contentOf,
  openssl,
  type RunningAuthority,
  reply,
  type Signing,
  sign,
  startAuthority,
} from './harness/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuhen-certificates-'));
const digest = 'c3'.repeat(32);
const running: RunningAuthority[] = [];
let number = 0;

afterEach(async () => {
  await Promise.all(running.splice(0).map((authority) => authority.stop()));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function start(options: Partial<AuthorityOptions> = {}): Promise<RunningAuthority> {
  number += 1;
  const authority = await startAuthority({
    key: 'ec-p256',
    folder: join(folder, String(number)),
    ...options,
  });
  running.push(authority);
  return authority;
}

function rootsOf(authority: RunningAuthority) {
  const fingerprints: ReadonlySet<string> = new Set([authority.rootSha256]);
  return { certificates: parsePem(authority.rootPem) ?? [], fingerprints };
}

function ask(authority: RunningAuthority, roots = rootsOf(authority)) {
  return askAuthority({
    url: authority.url,
    digest,
    roots,
    signal: new AbortController().signal,
    timeoutMs: 10_000,
    fetch,
  });
}

async function granted(authority: RunningAuthority): Promise<GrantedTimestamp> {
  const answer = await ask(authority);
  if (!answer.ok) throw new Error(`${answer.error.code} ${answer.error.message}`);
  return answer.value;
}

/** What `openssl ts -verify` makes of a stamp with the chain that we keep. */
async function opensslAccepts(
  stamp: Omit<GrantedTimestamp, 'token'>,
  ...more: readonly string[]
): Promise<boolean> {
  writeFileSync(join(folder, 'a.tsq'), stamp.requestBytes);
  writeFileSync(join(folder, 'a.tsr'), stamp.responseBytes);
  writeFileSync(join(folder, 'a.pem'), stamp.chainPem);
  return openssl(folder, [
    'ts',
    '-verify',
    '-queryfile',
    'a.tsq',
    '-in',
    'a.tsr',
    '-CAfile',
    'a.pem',
    ...more,
  ]).then(
    () => true,
    () => false,
  );
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe('keys and digests that authorities use', () => {
  it.each<[string, Partial<AuthorityOptions>]>([
    ['RSA, SHA-256', { key: 'rsa' }],
    ['RSA, SHA-512, ESSCertID', { key: 'rsa', digest: 'sha512', certificateReference: 'sha1' }],
    ['P-256, SHA-384', { key: 'ec-p256', digest: 'sha384' }],
    ['P-384, SHA-384', { key: 'ec-p384', digest: 'sha384' }],
    ['P-521, SHA-512', { key: 'ec-p521', digest: 'sha512' }],
    ['no issuer between', { hasIntermediate: false }],
    ['no accuracy stated', { accuracy: null }],
  ])('%s: accepted by us and by openssl', async (_name, options) => {
    const authority = await start(options);
    const stamp = await granted(authority);
    expect(stamp.token.accuracyMs).toBe(options.accuracy === null ? null : 1500);
    expect(await opensslAccepts(stamp)).toBe(true);
  });
});

describe('tokens that openssl ts would not make', () => {
  async function verifySigned(authority: RunningAuthority, signing: Partial<Signing>) {
    const nonce = new Uint8Array(8).fill(7);
    const requestBytes = encodeRequest({ digest, nonce });
    const content = await contentOf(authority.folder, await reply(authority.folder, requestBytes));
    const responseBytes = await sign(authority.folder, content, {
      signers: ['signer'],
      sent: 'sent.pem',
      ...signing,
    });
    const trustedRoots = new Set([authority.rootSha256]);
    const { chainPem } = authority;
    return verifyResponse({
      requestBytes,
      responseBytes,
      digest,
      chainPem,
      trustedRoots,
      subtle: crypto.subtle,
    });
  }

  it('are read: RSASSA-PSS with SHA-256, SHA-384 and SHA-512', async () => {
    const authority = await start({ key: 'rsa' });
    for (const of of ['sha256', 'sha384', 'sha512'] as const) {
      expect(await verifySigned(authority, { isPss: true, digest: of })).toMatchObject({ ok: true });
    }
  });

  it('are refused: another content type, a digest by SHA-1', async () => {
    const authority = await start({ key: 'rsa' });
    const code = async (signing: Partial<Signing>) => {
      const verified = await verifySigned(authority, signing);
      return verified.ok ? 'accepted' : verified.error.code;
    };
    expect(await code({})).toBe('accepted');
    expect(await code({ contentType: '1.2.840.113549.1.7.1' })).toBe('TIMESTAMP_MALFORMED');
    expect(await code({ digest: 'sha1' })).toBe('TIMESTAMP_SIGNATURE_INVALID');
    expect(await code({ hasCertificateReference: false })).toBe('TIMESTAMP_SIGNATURE_INVALID');
  });
});

describe('the certificate of who signs', () => {
  it.each([
    'time-stamping-not-critical',
    'time-stamping-and-tls',
    'time-stamping-and-encryption',
    'tls',
    'none',
  ] as const)('%s: not for time stamping alone', async (purpose) => {
    const authority = await start({ purpose });
    expect(await ask(authority)).toMatchObject({ error: { code: 'TIMESTAMP_CERTIFICATE_PURPOSE' } });
  });

  it.each<[string, Partial<AuthorityOptions>]>([
    ['who is no authority', { isIssuerAuthority: false }],
    ['whose key may not sign certificates', { issuerKeyUsage: 'cRLSign' }],
    [
      'who is restricted in a way that nobody here understands',
      { issuerLines: '1.2.3.4 = critical, DER:0500' },
    ],
    ['whom the root allows no authority below it', { rootConstraints: 'CA:TRUE, pathlen:0' }],
  ])('is not made by somebody %s; openssl agrees', async (_name, options) => {
    const authority = await start(options);
    expect(await ask(authority)).toMatchObject({ error: { code: 'TIMESTAMP_CHAIN_INVALID' } });
    const requestBytes = encodeRequest({ digest, nonce: new Uint8Array(8).fill(3) });
    const responseBytes = new Uint8Array(await reply(authority.folder, requestBytes));
    const { chainPem } = authority;
    expect(await opensslAccepts({ requestBytes, responseBytes, chainPem })).toBe(false);
  });

  it('is not trusted for vouching for itself, even if somebody calls it a root', async () => {
    const { folder: place } = await start();
    const requestBytes = encodeRequest({ digest, nonce: new Uint8Array(8).fill(4) });
    const responseBytes = new Uint8Array(
      await reply(place, requestBytes, { signer: 'selfsigned', sent: null }),
    );
    const chainPem = certificates(place, ['selfsigned']);
    const trustedRoots = new Set((parsePem(chainPem) ?? []).map(fingerprint));
    const claim = { requestBytes, responseBytes, digest, chainPem, trustedRoots, subtle: crypto.subtle };
    expect(await verifyResponse(claim)).toMatchObject({ error: { code: 'TIMESTAMP_ROOT_UNKNOWN' } });
  });

  it('may be made by somebody whom the root allows below it', async () => {
    const authority = await start({
      rootConstraints: 'CA:TRUE, pathlen:1',
      issuerLines: '1.2.3.4 = DER:0500',
    });
    expect(await opensslAccepts(await granted(authority))).toBe(true);
  });

  it('was valid when it stamped, and so was each one above it, to the second', async () => {
    const signerValidity = { from: day('2020-01-01'), to: day('2021-01-01') };
    const issuerValidity = { from: day('2019-06-01'), to: day('2022-01-01') };
    const authority = await start({ signerValidity, issuerValidity });
    const codeAt = async (clock: string) => {
      authority.setClock(new Date(clock));
      const answer = await ask(authority);
      return answer.ok ? 'accepted' : answer.error.code;
    };
    expect(await codeAt('2020-06-01T00:00:00Z')).toBe('accepted');
    expect(await codeAt('2019-12-31T23:59:50Z')).toBe('TIMESTAMP_CERTIFICATE_EXPIRED');
    expect(await codeAt('2021-01-01T00:00:01Z')).toBe('TIMESTAMP_CERTIFICATE_EXPIRED');
    expect(await codeAt('2022-06-01T00:00:00Z')).toBe('TIMESTAMP_CERTIFICATE_EXPIRED');
  });

  it('has an issuer that was valid too', async () => {
    const issuerValidity = { from: day('2019-01-01'), to: day('2020-03-01') };
    const signerValidity = { from: day('2019-01-01'), to: day('2021-01-01') };
    const authority = await start({ signerValidity, issuerValidity, clock: day('2020-06-01') });
    expect(await ask(authority)).toMatchObject({ error: { code: 'TIMESTAMP_CERTIFICATE_EXPIRED' } });
  });
});

describe('a root that was also signed by an older one', () => {
  it('is found as itself, or beneath the older one, whichever is trusted; openssl agrees', async () => {
    const authority = await start({ behaviour: 'crossed-root' });
    const olderPem = certificates(authority.folder, ['older']);
    const older = parsePem(olderPem) ?? [];
    const itself = await granted(authority);
    expect(itself.chainPem).toBe(authority.chainPem);
    const beneath = await ask(authority, {
      certificates: older,
      fingerprints: new Set(older.map(fingerprint)),
    });
    if (!beneath.ok) throw new Error(beneath.error.message);
    const whole = certificates(authority.folder, ['signer', 'issuer', 'cross', 'older']);
    expect(beneath.value.chainPem).toBe(whole);
    expect(await opensslAccepts(itself)).toBe(true);
    expect(await opensslAccepts(beneath.value)).toBe(true);
    writeFileSync(
      join(authority.folder, 'sent-crossed.pem'),
      certificates(authority.folder, ['root', 'cross', 'issuer']),
    );
    const besideItself = await ask(authority, {
      certificates: older,
      fingerprints: new Set(older.map(fingerprint)),
    });
    expect(besideItself).toMatchObject({ ok: true, value: { chainPem: whole } });
    const nobody = { certificates: [], fingerprints: new Set<string>() };
    expect(await ask(authority, nobody)).toMatchObject({ error: { code: 'TIMESTAMP_ROOT_UNKNOWN' } });
  });
});

describe('a time stamp after its certificates have expired (P26)', () => {
  it('still holds, as with openssl -attime, where plain openssl refuses it', async () => {
    const signerValidity = { from: day('2020-01-01'), to: day('2021-01-01') };
    const issuerValidity = { from: day('2019-01-01'), to: day('2022-01-01') };
    const authority = await start({ signerValidity, issuerValidity, clock: day('2020-06-01') });
    const stamp = await granted(authority);
    expect(stamp.token.genTimeUtc.slice(0, 10)).toBe('2020-06-01');
    expect(stamp.token.chainExpiresUtc).toBe('2021-01-01T00:00:00.000Z');
    const seconds = Math.floor(Date.parse(stamp.token.genTimeUtc) / 1000);
    expect(await opensslAccepts(stamp)).toBe(false);
    expect(await opensslAccepts(stamp, '-attime', String(seconds))).toBe(true);
  });

  it('holds ten years from now, by a machine whose clock says so', async () => {
    const authority = await start({ key: 'rsa' });
    const stamp = await granted(authority);
    writeFileSync(join(folder, 'b.tsq'), stamp.requestBytes);
    writeFileSync(join(folder, 'b.tsr'), stamp.responseBytes);
    writeFileSync(join(folder, 'b.pem'), stamp.chainPem);
    const program = fileURLToPath(new URL('./harness/verify-files.ts', import.meta.url));
    const files = ['b.tsq', 'b.tsr', 'b.pem'].map((name) => join(folder, name));
    const args = ['-f', '+10y', process.execPath, program, digest, authority.rootSha256, ...files];
    const said: unknown = JSON.parse(execFileSync('faketime', args, { encoding: 'utf8' }));
    expect(said).toMatchObject({ result: { ok: true, value: stamp.token } });
    const { clock } = said as { readonly clock: string };
    expect(Number(clock.slice(0, 4))).toBeGreaterThanOrEqual(new Date().getUTCFullYear() + 9);
    expect(Date.parse(clock)).toBeGreaterThan(Date.parse(stamp.token.chainExpiresUtc));
  });
});

describe('one bit of a stamp turned over (P26)', () => {
  it.each(['rsa', 'ec-p256'] as const)(
    'in 1,000 places (%s): none changes hash or time, whatever is accepted says the same',
    async (key) => {
      const authority = await start({ key });
      const stamp = await granted(authority);
      const random = numbers(20_261_123);
      let accepted = 0;
      for (let flip = 0; flip < 1000; flip += 1) {
        const responseBytes = stamp.responseBytes.slice();
        const at = random() % responseBytes.length;
        responseBytes[at] = (responseBytes[at] ?? 0) ^ (1 << (random() % 8));
        const { requestBytes, chainPem } = stamp;
        const trustedRoots = new Set([authority.rootSha256]);
        const claim = { requestBytes, responseBytes, digest, chainPem, trustedRoots, subtle: crypto.subtle };
        const verified = await verifyResponse(claim);
        if (!verified.ok) continue;
        accepted += 1;
        expect(verified.value).toEqual(stamp.token);
      }
      // What is not signed may change: status, versions, certificates that the chain has as well.
      expect(accepted).toBeLessThan(400);
      console.log(`flips ${key}: 1000, accepted with the same facts ${accepted}, with others 0`);
    },
  );
});

/** Park-Miller: the same places in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
}
