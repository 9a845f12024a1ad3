/** Whether one of the shipped fonts draws a code point. */
export type HasGlyph = (codePoint: number) => boolean;

const PICTOGRAPH = /^\p{Extended_Pictographic}$/u;
/** Skin tones and the variation selector belong to the picture before them; a joiner to the pictures on both sides. */
const EMOJI_MODIFIER = /^[\u{1F3FB}-\u{1F3FF}\uFE0E\uFE0F]$/u;
const ZERO_WIDTH_JOINER = '\u200D';
/** Controls, invisible and directional characters, private use, unassigned, separators other than the plain space. */
const NOT_VISIBLE = /^[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2000-\u200A\u202F\u205F\u2800]$/u;
const COMBINING = /^\p{M}$/u;
const MAX_COMBINING_IN_A_ROW = 2;

/**
 * Text as it can be printed: each character either has a visible glyph or is spelt out as `〖U+202E〗`. Nothing vanishes,
 * nothing reorders its neighbours, nothing piles up on its line (P16, P17). Joiners and selectors inside an emoji are
 * dropped: the pictures are printed side by side.
 */
export function visibleText(text: string, hasGlyph: HasGlyph): string {
  const characters = [...text];
  let shown = '';
  let combiningInARow = 0;
  for (const [index, character] of characters.entries()) {
    if (isInsideEmoji(characters, index)) continue;
    const isCombining = COMBINING.test(character);
    combiningInARow = isCombining ? combiningInARow + 1 : 0;
    const codePoint = character.codePointAt(0) ?? 0;
    const isPrintable =
      !NOT_VISIBLE.test(character) &&
      combiningInARow <= MAX_COMBINING_IN_A_ROW &&
      !(isCombining && index === 0) &&
      hasGlyph(codePoint);
    shown += isPrintable ? character : spellOut(codePoint);
  }
  return shown;
}

function spellOut(codePoint: number): string {
  return `〖U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}〗`;
}

function isInsideEmoji(characters: readonly string[], index: number): boolean {
  const character = characters[index] ?? '';
  if (EMOJI_MODIFIER.test(character)) return isPictograph(characters[index - 1]);
  if (character !== ZERO_WIDTH_JOINER) return false;
  const before = characters[index - 1] ?? '';
  const base = EMOJI_MODIFIER.test(before) ? characters[index - 2] : before;
  return isPictograph(base) && isPictograph(characters[index + 1]);
}

function isPictograph(character: string | undefined): boolean {
  return character !== undefined && PICTOGRAPH.test(character) && (character.codePointAt(0) ?? 0) > 0xff;
}

/** {@link visibleText} of every string inside a value, however deep. */
export function visibleEverywhere(value: unknown, hasGlyph: HasGlyph): unknown {
  if (typeof value === 'string') return visibleText(value, hasGlyph);
  if (Array.isArray(value)) return value.map((element) => visibleEverywhere(element, hasGlyph));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [member, visibleEverywhere(inner, hasGlyph)]),
  );
}
