import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../core/hex.ts';
import { canonicalBytes, type JsonValue, parseCanonical } from '../../../../core/ledger/index.ts';

const text = (value: JsonValue) => Buffer.from(canonicalBytes(value)).toString('utf8');

describe('canonical JSON', () => {
  it('gives the bytes of the example in RFC 8785 section 3.2.4', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as JsonValue;
    expect(toHex(canonicalBytes(value))).toBe(
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b33333333333333' +
        '33332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac24' +
        '5c75303030665c6e4127425c225c5c5c5c5c222f227d',
    );
  });

  it('sorts members by UTF-16 code units, as RFC 8785 section 3.2.3 shows', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const order = [...text(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  // RFC 8785 appendix B: IEEE 754 bits and the one text for them.
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number %s as %s', (bits, wanted) => {
    expect(text(new DataView(fromHex(bits).buffer).getFloat64(0))).toBe(wanted);
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a lone surrogate', 'a\ud800b'],
    ['a lone surrogate as a name', { '\udc00': 1 }],
  ])('refuses %s, which has no canonical form', (_, value) => {
    expect(() => canonicalBytes(value as JsonValue)).toThrow();
  });

  it('leaves out members that are undefined', () => {
    expect(text({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it('reads back whatever it writes, and writes it the same again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const bytes = canonicalBytes(value as JsonValue);
        const again = parseCanonical(bytes);
        expect(again).toBeDefined();
        expect(canonicalBytes(again?.value ?? null)).toEqual(bytes);
      }),
    );
  });

  it.each([
    '{"a":1,"a":1}',
    '{"b":1,"a":2}',
    '{ "a":1}',
    '{"a":1}\n',
    '{"a":1.0}',
    '{"a":1e0}',
    '{"a":-0}',
    '{"\\u0061":1}',
    '{"a":"\\/"}',
    '\ufeff{"a":1}',
    '{"a":1',
    '',
    '{"a":"\\ud800"}',
  ])('does not take %j for canonical', (spelling) => {
    expect(parseCanonical(new TextEncoder().encode(spelling))).toBeUndefined();
  });

  it('does not take bytes that are not UTF-8', () => {
    expect(parseCanonical(Uint8Array.from([0x22, 0xff, 0x22]))).toBeUndefined();
    // An overlong "/".
    expect(parseCanonical(Uint8Array.from([0x22, 0xc0, 0xaf, 0x22]))).toBeUndefined();
  });
});
