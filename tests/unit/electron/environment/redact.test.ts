import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes, type JsonValue } from '../../../../core/ledger/index.ts';
import { redactRaw, redactText } from '../../../../electron/environment/redact.ts';

const owner = { home: '/home/zhangsan', hostName: 'zhangsan-PC' };

describe('raw values of a report that may go to the other side', () => {
  it.each([
    ['PAC file:///home/zhangsan/p.pac', 'PAC file://~/p.pac'],
    ['/Users/lisi/Library/x', '~/Library/x'],
    ['C:\\Users\\王五\\AppData', '~\\AppData'],
    ['http://me:secret@10.0.0.1:8080', 'http://…@10.0.0.1:8080'],
    ['127.0.1.1 ZHANGSAN-pc zhangsan-pc.lan', '127.0.1.1 (本机名) (本机名).lan'],
    ['not-zhangsan-PC-either', 'not-zhangsan-PC-either'],
    ['/home/', '/home/'],
  ])('%j reads %j', (text, redacted) => {
    expect(redactText(text, owner)).toBe(redacted);
  });

  it('leave no home folder at an unusual place', () => {
    expect(redactText('x /data/zhang/p.pac', { home: '/data/zhang', hostName: '' })).toBe('x ~/p.pac');
  });

  it('leave a machine’s name that says nothing', () => {
    expect(redactText('localhost', { home: '', hostName: 'localhost' })).toBe('localhost');
  });

  it('never hold the home folder, fit in 64 KiB, and have a canonical form', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('/home/zhangsan/x', 'a/home/zhangsan', '\ud800', '"'.repeat(40_000)),
    );
    const raw = fc.oneof(text, fc.array(text), fc.dictionary(text, text)) as fc.Arbitrary<JsonValue>;
    fc.assert(
      fc.property(raw, (value) => {
        const bytes = canonicalBytes(redactRaw(value, owner));
        expect(bytes.length).toBeLessThanOrEqual(64 * 1024 + 100);
        expect(new TextDecoder().decode(bytes)).not.toContain('/home/zhangsan');
      }),
    );
  });
});
