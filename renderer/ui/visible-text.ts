/** A stretch of text that is shown as it is, or one character that must be made visible. */
export type TextPart =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'escaped'; readonly text: string; readonly codePoint: number };

// Control, format (bidi, zero-width, tags), line/paragraph separators, private use, unassigned, lone surrogates, and
// spaces that look like nothing or like something else; fillers and variation selectors are invisible as well.
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u2800\u3164\uffa0]|\p{Variation_Selector}/u;
const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Emoji_Modifier}/u;
const ZERO_WIDTH_JOINER = '\u200d';
const EMOJI_SELECTORS: ReadonlySet<string> = new Set(['\ufe0e', '\ufe0f']);

/**
 * Splits a text that others wrote into what may be shown as it is and what must be spelled out, in order and without
 * loss: every code point of the text is in exactly one part. With `keepsLineBreaks`, `\n` and `\t` stay plain.
 */
export function splitVisible(text: string, keepsLineBreaks = false): readonly TextPart[] {
  const parts: TextPart[] = [];
  const characters = [...text];
  let plain = '';
  characters.forEach((character, index) => {
    if (isShownAsItIs(characters, index, keepsLineBreaks)) {
      plain += character;
      return;
    }
    if (plain !== '') parts.push({ kind: 'plain', text: plain });
    plain = '';
    const codePoint = character.codePointAt(0) ?? 0;
    parts.push({ kind: 'escaped', text: spell(codePoint), codePoint });
  });
  if (plain !== '') parts.push({ kind: 'plain', text: plain });
  return parts;
}

/** The same as one string, for attributes and titles, where markup is not to be had. */
export function visibleText(text: string): string {
  return splitVisible(text)
    .map((part) => part.text)
    .join('');
}

/** Whether a text holds anything that cannot be seen, line breaks and tabs apart. */
export function hasHiddenCharacters(text: string): boolean {
  return splitVisible(text, true).some((part) => part.kind === 'escaped');
}

function isShownAsItIs(characters: readonly string[], index: number, keepsLineBreaks: boolean): boolean {
  const character = characters[index] ?? '';
  if (keepsLineBreaks && (character === '\n' || character === '\t')) return true;
  return !HIDDEN.test(character) || isPartOfEmoji(characters, index);
}

// An emoji may be put together with a selector and joiners; anywhere else these hide something.
function isPartOfEmoji(characters: readonly string[], index: number): boolean {
  const [before = '', character = '', after = ''] = [-1, 0, 1].map((step) => characters[index + step]);
  if (EMOJI_SELECTORS.has(character)) return PICTOGRAPH.test(before);
  if (character !== ZERO_WIDTH_JOINER) return false;
  return (PICTOGRAPH.test(before) || EMOJI_SELECTORS.has(before)) && PICTOGRAPH.test(after);
}

function spell(codePoint: number): string {
  return `\\u{${codePoint.toString(16).toUpperCase().padStart(4, '0')}}`;
}
