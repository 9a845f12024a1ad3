import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportFileNames, originalPath, safeFileNamePart } from '../../../../core/manifest/index.ts';

test('keeps ordinary order numbers', () => {
  expect(exportFileNames('20261123140211000123')).toEqual({
    dossier: '留痕-卷宗-20261123140211000123.pdf',
    package: '留痕-证据包-20261123140211000123.zip',
  });
});

test.each([
  ['../../etc/passwd', 'etc-passwd'],
  ['C:\\Windows\\x', 'C-Windows-x'],
  ['CON', 'CON_'],
  ['nul', 'nul_'],
  ['a\u202Egnp.exe', 'a-gnp-exe'],
  ['a. . .', 'a'],
  ['\u0000\n', '无订单号'],
  ['😀', '无订单号'],
  ['e\u0301', '\u00e9'],
])('P17: %j becomes %j', (text, expected) => {
  expect(safeFileNamePart(text, 100)).toBe(expected);
});

test('P17: any order number gives a name that every desktop system accepts', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (number) => {
      for (const name of Object.values(exportFileNames(number))) {
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(124);
        expect(name).toMatch(/^留痕-(卷宗|证据包)-[\p{L}\p{N}_-]+\.(pdf|zip)$/u);
      }
    }),
  );
});

test('originals get ASCII names from number, kind and hash, and active formats open as text', () => {
  const sha256 = 'ab'.repeat(32);
  const exhibit = { number: '2-1', kind: 'E01', sha256, mediaType: 'image/png' } as const;
  expect(originalPath(exhibit)).toBe('data/originals/2-1-E01-abababababababab.png');
  expect(originalPath({ ...exhibit, kind: null, mediaType: 'text/html' })).toBe(
    'data/originals/2-1-EXX-abababababababab.html.txt',
  );
  expect(originalPath({ ...exhibit, mediaType: 'application/x-msdownload' })).toMatch(/\.bin$/);
});
