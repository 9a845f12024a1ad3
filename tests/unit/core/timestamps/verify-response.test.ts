import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeRequest,
  formatPem,
  type TimestampClaim,
  tokenErrors,
  verifyFreshResponse,
  verifyResponse,
} from '../../../../core/timestamps/index.ts';
import { sample } from './sample.ts';

type Claim = TimestampClaim & { readonly chainPem: string };

const rsa = sample('rsa');
const ec = sample('ec-p256');

async function codeOf(claim: Claim): Promise<string> {
  const verified = await verifyResponse(claim);
  return verified.ok ? 'accepted' : verified.error.code;
}

const facts = {
  genTimeUtc: expect.stringMatching(/^2026-11-23T12:00:0\d\.\d{3}Z$/),
  accuracyMs: 1500,
  serialHex: '1001',
  policy: '1.3.6.1.4.1.99999.1',
  signerSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  rootSha256: [...rsa.trustedRoots][0],
  chainExpiresUtc: '2028-01-01T00:00:00.000Z',
};

describe('a time stamp', () => {
  it('is believed with its chain, and says what is signed in it', async () => {
    expect(await verifyResponse(rsa)).toEqual({ ok: true, value: facts });
    expect(await verifyResponse(ec)).toMatchObject({ ok: true });
  });

  it('gives its chain, in order, when only the root is known', async () => {
    for (const stamp of [rsa, ec]) {
      const fresh = await verifyFreshResponse({ ...stamp, roots: stamp.chain.slice(-1) });
      expect(fresh).toMatchObject({ ok: true, value: { chainPem: stamp.chainPem } });
    }
  });

  it('has no chain when its root is not known, or when another of the same name is', async () => {
    const unknown = await verifyFreshResponse({ ...rsa, roots: [] });
    expect(unknown).toMatchObject({ error: { code: 'TIMESTAMP_ROOT_UNKNOWN' } });
    const namesake = await verifyFreshResponse({ ...rsa, roots: ec.chain.slice(-1) });
    expect(namesake).toMatchObject({ error: { code: 'TIMESTAMP_CHAIN_INVALID' } });
  });
});

describe('what is wrong', () => {
  const [signer = new Uint8Array(), issuer = new Uint8Array(), root = new Uint8Array()] = rsa.chain;
  const nonce = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  const policy = '1.3.6.1.4.1.99999.1';
  const damages: [string, string, Partial<Claim>][] = [
    ['a request that is none', 'TIMESTAMP_MALFORMED', { requestBytes: rsa.responseBytes }],
    ['a response that is none', 'TIMESTAMP_MALFORMED', { responseBytes: rsa.requestBytes }],
    [
      'a byte after the response',
      'TIMESTAMP_MALFORMED',
      { responseBytes: new Uint8Array([...rsa.responseBytes, 0]) },
    ],
    ['another digest', 'TIMESTAMP_IMPRINT_MISMATCH', { digest: '5b'.repeat(32) }],
    ['the same digest in capitals', 'TIMESTAMP_IMPRINT_MISMATCH', { digest: '5A'.repeat(32) }],
    [
      'a request over something else',
      'TIMESTAMP_IMPRINT_MISMATCH',
      { requestBytes: encodeRequest({ digest: '5b'.repeat(32), nonce, policy }) },
    ],
    // SHA-512/256: as long as SHA-256, and the last octet of its identifier is 6.
    ['another algorithm', 'TIMESTAMP_IMPRINT_MISMATCH', { requestBytes: rsa.requestBytes.with(19, 6) }],
    [
      'another nonce',
      'TIMESTAMP_NONCE_MISMATCH',
      { requestBytes: encodeRequest({ digest: rsa.digest, nonce: new Uint8Array(8).fill(9), policy }) },
    ],
    [
      'another policy',
      'TIMESTAMP_POLICY_MISMATCH',
      { requestBytes: encodeRequest({ digest: rsa.digest, nonce, policy: '1.2.3' }) },
    ],
    ['no chain', 'TIMESTAMP_CHAIN_INVALID', { chainPem: '' }],
    ['a chain that is no PEM', 'TIMESTAMP_CHAIN_INVALID', { chainPem: `#${rsa.chainPem}` }],
    ['a chain upside down', 'TIMESTAMP_CHAIN_INVALID', { chainPem: formatPem([root, issuer, signer]) }],
    ['issuer and root exchanged', 'TIMESTAMP_CHAIN_INVALID', { chainPem: formatPem([signer, root, issuer]) }],
    ['a chain without its issuer', 'TIMESTAMP_CHAIN_INVALID', { chainPem: formatPem([signer, root]) }],
    ['a chain without its root', 'TIMESTAMP_CHAIN_INVALID', { chainPem: formatPem([signer, issuer]) }],
    ['a chain without its signer', 'TIMESTAMP_CHAIN_INVALID', { chainPem: formatPem([issuer, root]) }],
    [
      'a certificate too many',
      'TIMESTAMP_CHAIN_INVALID',
      { chainPem: formatPem([signer, issuer, root, root]) },
    ],
    ["somebody else's chain", 'TIMESTAMP_CHAIN_INVALID', { chainPem: ec.chainPem }],
    ['a root that nobody trusts', 'TIMESTAMP_ROOT_UNKNOWN', { trustedRoots: ec.trustedRoots }],
    [
      'an issuer trusted in place of the root',
      'TIMESTAMP_ROOT_UNKNOWN',
      { trustedRoots: new Set(['0'.repeat(64)]) },
    ],
  ];

  it.each(damages)('%s is called %s', async (_name, code, damage) => {
    expect(await codeOf({ ...rsa, ...damage })).toBe(code);
  });

  it('is named by the first in the order of tokenErrors, when several things are wrong at once', async () => {
    const independent = damages.filter(([name]) =>
      [
        'another digest',
        'a chain upside down',
        'a root that nobody trusts',
        'a byte after the response',
      ].includes(name),
    );
    const requests = damages.filter(([name]) => ['another nonce', 'another policy'].includes(name));
    const several = fc.tuple(fc.subarray(independent), fc.subarray(requests, { maxLength: 1 }));
    await fc.assert(
      fc.asyncProperty(several, async ([some, request]) => {
        const chosen = [...some, ...request];
        const claim: Claim = Object.assign({}, rsa, ...chosen.map(([, , damage]) => damage));
        const codes = chosen.map(([, code]) => code);
        expect(await codeOf(claim)).toBe(tokenErrors.find((code) => codes.includes(code)) ?? 'accepted');
      }),
      { numRuns: 60 },
    );
  });

  it('is the signature as soon as one bit of what is signed is another', async () => {
    const at = Buffer.from(rsa.responseBytes).indexOf('20261123120000');
    for (const [offset, code] of [
      [3, 'TIMESTAMP_SIGNATURE_INVALID'],
      [13, 'TIMESTAMP_SIGNATURE_INVALID'],
    ] as const) {
      const responseBytes = rsa.responseBytes.slice();
      responseBytes[at + offset] = (responseBytes[at + offset] ?? 0) ^ 1;
      expect(await codeOf({ ...rsa, responseBytes })).toBe(code);
    }
  });
});

describe('the certificate in a stamp', () => {
  it('is the very one that was signed over, not another with its key and number', async () => {
    const at = Buffer.from(rsa.responseBytes).indexOf(rsa.chain[0] ?? '');
    const responseBytes = rsa.responseBytes.slice();
    const last = at + (rsa.chain[0]?.length ?? 0) - 1;
    responseBytes[last] = (responseBytes[last] ?? 0) ^ 1;
    expect(at).toBeGreaterThan(0);
    expect(await codeOf({ ...rsa, responseBytes })).toBe('TIMESTAMP_SIGNATURE_INVALID');
  });
});

describe('bytes that came from anywhere', () => {
  it('are never an exception, and never a time stamp', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await codeOf({ ...rsa, responseBytes: bytes })).toBe('TIMESTAMP_MALFORMED');
        expect(await codeOf({ ...rsa, requestBytes: bytes })).toBe('TIMESTAMP_MALFORMED');
      }),
    );
  });

  it('cut off anywhere are malformed', async () => {
    for (let length = 0; length < ec.responseBytes.length; length += 7) {
      expect(await codeOf({ ...ec, responseBytes: ec.responseBytes.subarray(0, length) })).toBe(
        'TIMESTAMP_MALFORMED',
      );
    }
  });

  it('with a byte of a real stamp replaced say the same or nothing, fresh or kept', async () => {
    const kept = await verifyResponse(ec);
    const change = fc.tuple(fc.nat({ max: ec.responseBytes.length - 1 }), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, async ([at, byte]) => {
        const responseBytes = ec.responseBytes.slice();
        responseBytes[at] = byte;
        const claim = { ...ec, responseBytes };
        const again = await verifyResponse(claim);
        if (again.ok) expect(again).toEqual(kept);
        const fresh = await verifyFreshResponse({ ...claim, roots: ec.chain.slice(-1) });
        if (fresh.ok) expect(fresh.value.token).toEqual(kept.ok && kept.value);
      }),
      { numRuns: 150 },
    );
  });

  it('with a byte of a chain replaced say the same or nothing', async () => {
    const kept = await verifyResponse(ec);
    const change = fc.tuple(fc.nat({ max: 2 }), fc.nat(), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, async ([which, at, byte]) => {
        const chain = ec.chain.map((certificate) => certificate.slice());
        const certificate = chain[which] ?? new Uint8Array();
        certificate[at % certificate.length] = byte;
        const again = await verifyResponse({ ...ec, chainPem: formatPem(chain) });
        if (again.ok) expect(again).toEqual(kept);
      }),
      { numRuns: 150 },
    );
  });
});
