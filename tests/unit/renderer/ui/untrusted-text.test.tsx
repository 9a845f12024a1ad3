import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { UntrustedText } from '../../../../renderer/ui/UntrustedText.tsx';
import { hasHiddenCharacters, splitVisible, visibleText } from '../../../../renderer/ui/visible-text.ts';

const shown = (text: string) => renderToStaticMarkup(<UntrustedText text={text} />);

/** What people and programs put into names, and how it must look. */
const corpus: readonly (readonly [name: string, text: string, seen: string])[] = [
  ['plain Chinese', '星辰点卡（自动发货）', '星辰点卡（自动发货）'],
  ['a right-to-left override', 'photo\u202egpj.exe', 'photo\\u{202E}gpj.exe'],
  ['isolates', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
  ['a NUL', 'a\u0000b', 'a\\u{0000}b'],
  ['an escape sequence', '\u001b[31mred', '\\u{001B}[31mred'],
  ['a zero-width space in an order number', '2026\u200b1123', '2026\\u{200B}1123'],
  ['a byte order mark', '\ufeff订单', '\\u{FEFF}订单'],
  ['line breaks', 'a\nb\u2028c', 'a\\u{000A}b\\u{2028}c'],
  ['a no-break space', 'a\u00a0b', 'a\\u{00A0}b'],
  ['a Hangul filler', 'a\u3164b', 'a\\u{3164}b'],
  ['a tag character', 'a\u{e0041}b', 'a\\u{E0041}b'],
  ['a variation selector on a digit', '1\ufe0f', '1\\u{FE0F}'],
  ['a lone surrogate', 'a\ud800b', 'a\\u{D800}b'],
  ['private use', '\ue000', '\\u{E000}'],
  ['an emoji', '好评😀', '好评😀'],
  ['an emoji put together', '👨‍👩‍👧', '👨‍👩‍👧'],
  ['a heart with its selector', '❤️', '❤️'],
  ['joiners without an emoji', 'a\u200d\u200db', 'a\\u{200D}\\u{200D}b'],
  ['a rare character', '𠮷野家', '𠮷野家'],
];

describe('text that others wrote', () => {
  it.each(corpus)('shows %s', (_, text, seen) => {
    expect(visibleText(text)).toBe(seen);
  });

  it('is text, whatever it looks like', () => {
    const markup = shown('<img src=x onerror=alert(1)>&lt;"\'');
    expect(markup).toContain('&lt;img src=x onerror=alert(1)&gt;&amp;lt;&quot;&#x27;');
    expect(markup).not.toContain('<img');
  });

  it('cannot reorder what stands around it', () => {
    expect(shown('a')).toMatch(/^<bdi class="untrusted">.*<\/bdi>$/);
  });

  it('marks what it spelled out, so that a typed \\u{202E} is not taken for a hidden one', () => {
    expect(shown('\u202e')).toContain('<span class="escaped-character">\\u{202E}</span>');
    expect(shown('\\u{202E}')).not.toContain('escaped-character');
  });

  it('leaves nothing out and adds nothing, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const back = splitVisible(text).map((part) =>
          part.kind === 'plain' ? part.text : String.fromCodePoint(part.codePoint),
        );
        expect(back.join('')).toBe(text);
      }),
    );
  });

  it('shows no control, format or bidirectional character of any text, emoji joiners apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const rest = visibleText(text).replace(/[\u200d\ufe0e\ufe0f]/g, '');
        expect(rest).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it('keeps line breaks and tabs of notes, and warns of everything else', () => {
    expect(hasHiddenCharacters('第一行\n\t第二行')).toBe(false);
    expect(hasHiddenCharacters('2026\u200b')).toBe(true);
  });
});
