import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTreeHead, originOf, parseTreeHead, toBase64 } from '../../../../core/ledger/index.ts';

const root = Uint8Array.from({ length: 32 }, (_, at) => at * 7);
const origin = originOf('0123456789abcdefghjkmnpqrs');
const head = formatTreeHead({ origin, size: 42, root });

describe('a tree head', () => {
  it('is the body of a C2SP checkpoint: origin, size, base64 root', () => {
    expect(head).toBe(`${origin}\n42\n${Buffer.from(root).toString('base64')}\n`);
  });

  it('reads back, also with signatures behind it', () => {
    expect(parseTreeHead(head)).toEqual({ ok: true, value: { origin, size: 42, root } });
    expect(parseTreeHead(`${head}\n— name AAAA\n`)).toMatchObject({ ok: true, value: { size: 42 } });
  });

  it('uses the same base64 as everybody', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
  });

  const line = (at: number, text: string) => head.split('\n').with(at, text).join('\n');
  it.each([
    ['an empty text', ''],
    ['no line feed at the end', head.slice(0, -1)],
    ['a size with a leading zero', line(1, '042')],
    ['a negative size', line(1, '-1')],
    ['a size beyond exact integers', line(1, '9007199254740993000')],
    ['a foreign origin', line(0, 'go.sum database tree')],
    ['a short root', line(2, 'AAAA')],
    ['a root without padding', line(2, Buffer.from(root).toString('base64').slice(0, -1))],
    // The last digit before the padding carries two unused bits: only one spelling is the canonical one.
    ['a root in another spelling', line(2, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=')],
    ['something before the empty line', line(3, 'x\n')],
    ['carriage returns', head.replaceAll('\n', '\r\n')],
  ])('is refused with %s', (_, text) => {
    expect(parseTreeHead(text)).toMatchObject({ ok: false, error: { code: 'TREE_HEAD_MALFORMED' } });
  });
});
