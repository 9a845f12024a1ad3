import { GeneralizedTime, Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  generalizedTimeMs,
  objectIdentifier,
  readDer,
  unsignedHex,
} from '../../../../core/timestamps/der.ts';
import { sample } from './sample.ts';

const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const ber = (element: { toBER(): ArrayBuffer }) => new Uint8Array(element.toBER());

describe('reading DER', () => {
  it('finds every element where an independent writer put it', () => {
    const contents = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 6 });
    fc.assert(
      fc.property(contents, (values) => {
        const strings = values.map((value) => new OctetString({ valueHex: new Uint8Array(value).buffer }));
        const read = readDer(ber(new Sequence({ value: strings })));
        expect(read?.children.map(({ content }) => [...content])).toEqual(values.map((value) => [...value]));
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['bytes after the end', '300000'],
    ['fewer bytes than it says', '3003020101'.slice(0, 8)],
    ['a length in more octets than it needs', '30810302010a'],
    ['a length with a leading zero', `3082008004${'7e'}${'00'.repeat(126)}`],
    ['an indefinite length', '308002010a0000'],
    ['a string in pieces', '24030401aa'],
    ['a SEQUENCE that is primitive', '1003020101'],
    ['a tag number in more octets', '1f2001aa'],
    ['end of contents as an element', '30020000'],
    ['a child that reaches beyond its parent', '3003020201'],
  ])('refuses %s', (_name, hex) => {
    expect(readDer(bytesOf(hex))).toBeUndefined();
  });

  it('refuses every beginning of a real response, and every response with a byte after it', () => {
    const { responseBytes } = sample('rsa');
    expect(readDer(responseBytes)?.bytes.length).toBe(responseBytes.length);
    for (let length = 0; length < responseBytes.length; length += 1) {
      expect(readDer(responseBytes.subarray(0, length))).toBeUndefined();
    }
    for (const byte of [0x00, 0x05, 0x30, 0xff]) {
      expect(readDer(new Uint8Array([...responseBytes, byte]))).toBeUndefined();
    }
  });

  it('ends on any bytes, deep ones included', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readDer(bytes)));
    let nested = new Uint8Array();
    for (let depth = 0; depth < 60; depth += 1) nested = new Uint8Array([0x30, nested.length, ...nested]);
    expect(readDer(nested)).toBeUndefined();
  });
});

describe('values in DER', () => {
  it('object identifiers are those that an independent writer wrote', () => {
    const arcs = fc.tuple(
      fc.constantFrom('0.39', '1.2', '1.3', '2.5', '2.16', '2.100', '2.999'),
      fc.array(fc.nat({ max: 2 ** 31 - 1 }), { maxLength: 9 }),
    );
    fc.assert(
      fc.property(arcs, ([root, rest]) => {
        const value = [root, ...rest].join('.');
        expect(objectIdentifier(readDer(ber(new ObjectIdentifier({ value }))))).toBe(value);
      }),
    );
    expect(objectIdentifier(readDer(bytesOf('06032a8001')))).toBeUndefined();
    expect(objectIdentifier(readDer(bytesOf('06022a86')))).toBeUndefined();
    expect(objectIdentifier(readDer(bytesOf('0600')))).toBeUndefined();
  });

  it('numbers are those that an independent writer wrote; negative and padded ones are refused', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 250n }), (value) => {
        expect(unsignedHex(readDer(ber(Integer.fromBigInt(value))))).toBe(value.toString(16));
      }),
    );
    for (const hex of ['0200', '0201ff', '02020001', '0401aa']) {
      expect(unsignedHex(readDer(bytesOf(hex)))).toBeUndefined();
    }
  });

  it('times are those that an independent writer wrote, to the millisecond', () => {
    const instants = fc.date({
      min: new Date(0),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (valueDate) => {
        const cut = new Date(Math.floor(valueDate.getTime() / 1000) * 1000);
        expect(generalizedTimeMs(readDer(ber(new GeneralizedTime({ valueDate: cut }))))).toBe(cut.getTime());
      }),
    );
    const read = (text: string) => {
      const length = text.length.toString(16).padStart(2, '0');
      const ms = generalizedTimeMs(readDer(bytesOf(`18${length}${Buffer.from(text).toString('hex')}`)));
      return ms === undefined ? undefined : new Date(ms).toISOString();
    };
    for (let ms = 1; ms < 1000; ms += 1) {
      const fraction = String(ms).padStart(3, '0');
      expect(read(`20261123120000.${fraction.replace(/0+$/, '')}Z`)).toBe(`2026-11-23T12:00:00.${fraction}Z`);
    }
    expect(read('20261123120000.1239Z')).toBe('2026-11-23T12:00:00.123Z');
    expect(read('20240229235959Z')).toBe('2024-02-29T23:59:59.000Z');
    const refused = [
      '20261123120000',
      '20261123120000.Z',
      '20261123120000.10Z',
      '20261123120000+0800',
      '202611231200Z',
    ];
    for (const text of [
      ...refused,
      '20260230120000Z',
      '20261123240000Z',
      '20261123120060Z',
      '20261301000000Z',
    ]) {
      expect(read(text)).toBeUndefined();
    }
  });
});
