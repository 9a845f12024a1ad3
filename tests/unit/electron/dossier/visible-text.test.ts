import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleText } from '../../../../electron/dossier/visible-text.ts';

const drawsAll = () => true;

test.each([
  ['点卡\u202Egnp.exe', '点卡〖U+202E〗gnp.exe'],
  ['a\u200Bb\u2066c', 'a〖U+200B〗b〖U+2066〗c'],
  ['a\nb\tc\u0000', 'a〖U+000A〗b〖U+0009〗c〖U+0000〗'],
  ['\uFEFFx\u00AD', '〖U+FEFF〗x〖U+00AD〗'],
  ['家族👨‍👩‍👧 👍🏽 ❤️', '家族👨👩👧 👍 ❤'],
  ['1\uFE0F', '1〖U+FE0F〗'],
  ['\uE000', '〖U+E000〗'],
  ['𠮷野家 ￥98.50【】', '𠮷野家 ￥98.50【】'],
])('P17: %j is shown as %j', (text, shown) => {
  expect(visibleText(text, drawsAll)).toBe(shown);
});

test('a character that no font draws is spelt out instead of vanishing', () => {
  expect(visibleText('안a', (codePoint) => codePoint < 0x80)).toBe('〖U+C548〗a');
});

test('P17: a thousand combining marks cannot climb over the page', () => {
  const shown = visibleText(`a${'\u0301'.repeat(1000)}`, drawsAll);
  expect(shown.replaceAll('〖U+0301〗', '')).toBe('a\u0301\u0301');
});

test('P17: nothing invisible or directional is left, whatever comes in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleText(text, drawsAll)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
    }),
  );
});
