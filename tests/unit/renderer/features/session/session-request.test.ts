import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../../../core/contract/index.ts';
import { domainOf } from '../../../../../renderer/features/session/domain.ts';
import {
  type SessionDraft,
  sessionRequest,
} from '../../../../../renderer/features/session/session-request.ts';

const draft: SessionDraft = {
  orderId: null,
  typedDomain: '',
  isEnvironmentChecked: true,
  way: 'none',
  value: '',
};

describe('a domain', () => {
  it.each([
    ['shop.example.com', 'shop.example.com'],
    ['  Shop.Example.COM. ', 'shop.example.com'],
    ['商城.中国', '商城.中国'],
    ['https://shop.example/item/3?id=7#top', 'shop.example'],
    ['HTTP://Shop.Example:8443', 'shop.example'],
    ['shop.example/item', 'shop.example'],
    ['', null],
    ['   ', null],
  ])('%j is read as %j', (typed, domain) => {
    expect(domainOf(typed)).toBe(domain);
  });

  it.each([
    'https://',
    'ftp://shop.example',
    'shop',
    'a..b',
    '-a.example',
    'user@shop.example',
    'a b.example',
    `${'a'.repeat(64)}.example`,
  ])('%j is not one', (typed) => {
    expect(domainOf(typed)).toBeUndefined();
  });

  it('is short, in parts, and holds nothing of an address but the name, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const domain = domainOf(typed);
        if (domain === undefined || domain === null) return;
        expect(domain.length).toBeLessThanOrEqual(253);
        expect(domain).toMatch(/^[^\s/:@?#]+\.[^\s/:@?#]+$/);
      }),
    );
  });
});

describe('what a session is started with', () => {
  it('fits the contract, for every way of bracketing it', () => {
    const { input } = contract.session.start;
    for (const way of ['none', 'newest-timestamp', 'pasted'] as const) {
      const request = sessionRequest({
        ...draft,
        way,
        value: ' 2026331 期 03 11 ',
        typedDomain: 'shop.example',
      });
      expect(input.safeParse(request).success).toBe(true);
    }
    expect(sessionRequest({ ...draft, way: 'pasted', value: ' 03 11 ' })?.notBefore).toEqual({
      text: '03 11',
    });
  });

  it('is refused while a value to paste is missing or the domain is none', () => {
    expect(sessionRequest({ ...draft, way: 'pasted', value: '  ' })).toBeUndefined();
    expect(sessionRequest({ ...draft, typedDomain: 'shop' })).toBeUndefined();
  });
});
