import fc from 'fast-check';
import { TimeStampReq } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { encodeRequest, parseRequest } from '../../../../core/timestamps/index.ts';
import { sample } from './sample.ts';

const digests = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const nonces = fc.uint8Array({ minLength: 8, maxLength: 16 });

describe('a request', () => {
  it('asks for a stamp on this hash with this nonce, and for the certificates', () => {
    fc.assert(
      fc.property(
        digests,
        nonces,
        fc.constantFrom(undefined, '1.3.6.1.4.1.99999.1'),
        (digest, nonce, policy) => {
          const bytes = encodeRequest({ digest, nonce, ...(policy === undefined ? {} : { policy }) });
          expect(parseRequest(bytes)).toEqual({
            imprint: { algorithm: '2.16.840.1.101.3.4.2.1', digestHex: digest },
            policy: policy ?? null,
            nonceHex: BigInt(`0x${Buffer.from(nonce).toString('hex')}`).toString(16),
          });
          expect(TimeStampReq.fromBER(new Uint8Array(bytes)).certReq).toBe(true);
        },
      ),
    );
  });

  it('is written byte for byte as openssl writes it', () => {
    const { digest, requestBytes } = sample('rsa');
    const nonce = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(encodeRequest({ digest, nonce, policy: '1.3.6.1.4.1.99999.1' })).toEqual(requestBytes);
    // openssl ts -query -digest ab…ab -sha256 -cert, OpenSSL 3.0
    const theirs = `3043020101${'3031300d060960864801650304020105000420'}${'ab'.repeat(32)}0208${'1122334455667788'}0101ff`;
    const ours = encodeRequest({
      digest: 'ab'.repeat(32),
      nonce: new Uint8Array(Buffer.from('1122334455667788', 'hex')),
    });
    expect(Buffer.from(ours).toString('hex')).toBe(theirs);
  });

  it('with a nonce that may repeat, or over no SHA-256, is never made', () => {
    expect(() => encodeRequest({ digest: 'ab', nonce: new Uint8Array(8) })).toThrow();
    expect(() => encodeRequest({ digest: 'ab'.repeat(32), nonce: new Uint8Array(7) })).toThrow();
  });

  it('is refused or read, whatever the bytes are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseRequest(bytes)));
    const { requestBytes } = sample('ec-p256');
    for (let length = 0; length < requestBytes.length; length += 1) {
      expect(parseRequest(requestBytes.subarray(0, length))).toBeUndefined();
    }
  });
});
