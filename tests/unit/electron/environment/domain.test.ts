import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDomain } from '../../../../electron/environment/domain.ts';

describe('a domain to be looked up', () => {
  it.each([
    ['www.example.com', 'www.example.com'],
    ['WWW.Example.COM', 'www.example.com'],
    ['商城.中国', 'xn--czru2d.xn--fiqs8s'],
    ['例え。テスト', 'xn--r8jz45g.xn--zckzah'],
    ['a-b.c1.cn', 'a-b.c1.cn'],
    ['xn--fiqs8s.cn', 'xn--fiqs8s.cn'],
  ])('%s is %s', (text, domain) => {
    expect(readDomain(text)).toEqual({ ok: true, value: domain });
  });

  it.each([
    '',
    'localhost',
    'https://example.com',
    'example.com/path',
    'example.com:443',
    'user@example.com',
    '127.0.0.1',
    '1.2.3',
    '0x7f.1',
    '[::1]',
    '::1',
    '-a.com',
    'a-.com',
    'a..com',
    'example.com.',
    '.com',
    'a b.com',
    'a.com\n',
    'a.com;rm -rf',
    '$(id).com',
    '`id`.com',
    '--help.com',
    'a%2fb.com',
    'ex\u0000.com',
    'ex\u202e.com',
    'xn--.com',
    '\ud800.com',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(127)}com`,
  ])('%j is none', (text) => {
    expect(readDomain(text)).toMatchObject({ ok: false, error: { code: 'DOMAIN_INVALID' } });
  });

  it('is always a plain host name, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.domain(), fc.webUrl()), (text) => {
        const read = readDomain(text);
        if (read.ok) expect(read.value).toMatch(/^[a-z0-9][a-z0-9.-]*\.[a-z0-9-]+$/);
      }),
    );
  });
});
