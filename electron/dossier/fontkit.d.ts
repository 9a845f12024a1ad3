// fontkit ships no types; this is the part that we use (fontkit 2.0.4, README "font objects").
declare module 'fontkit' {
  interface Font {
    /** Every code point that the font's character map leads to a glyph. */
    readonly characterSet: readonly number[];
  }
  export function create(bytes: Uint8Array): Font;
}
