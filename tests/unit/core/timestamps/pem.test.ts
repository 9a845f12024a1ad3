import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, formatPem, parsePem } from '../../../../core/timestamps/index.ts';
import { sample } from './sample.ts';

const { chain, chainPem } = sample('rsa');

describe('PEM of certificates', () => {
  it('is read as OpenSSL reads it, and written as OpenSSL writes it', () => {
    expect(chain).toHaveLength(3);
    expect(formatPem(chain)).toBe(chainPem);
    for (const [index, text] of (
      chainPem.match(/-----BEGIN[\s\S]*?END CERTIFICATE-----\n/g) ?? []
    ).entries()) {
      const { raw, fingerprint256 } = new X509Certificate(text);
      expect(chain[index]).toEqual(new Uint8Array(raw));
      expect(fingerprint(raw)).toBe(fingerprint256.replaceAll(':', '').toLowerCase());
    }
    expect(parsePem(chainPem.replaceAll('\n', '\r\n'))).toEqual(chain);
  });

  it.each([
    ['nothing', ''],
    ['text before', `subject=CN\n${chainPem}`],
    ['text between', chainPem.replace('-----END CERTIFICATE-----\n', '-----END CERTIFICATE-----\n\n')],
    ['text after', `${chainPem}.`],
    ['a key', chainPem.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
    ['half a certificate', chainPem.slice(0, 900)],
    ['no certificate in Base64', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['bits that Base64 leaves over', '-----BEGIN CERTIFICATE-----\nMAB=\n-----END CERTIFICATE-----\n'],
  ])('with %s in it is refused', (_name, text) => {
    expect(parsePem(text)).toBeUndefined();
  });

  it('is refused or read, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parsePem(text)).toBeUndefined();
      }),
    );
    const places = fc.nat({ max: chainPem.length - 1 });
    fc.assert(
      fc.property(places, fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        const read = parsePem(chainPem.slice(0, at) + character + chainPem.slice(at + 1));
        expect(read === undefined || read.length === 3).toBe(true);
      }),
    );
  });
});
