/** Reads the hexadecimal colours that `backgroundColor` takes (`#RGB`, `#RRGGBB`, `#AARRGGBB`); null for any other. */
export function parseColor(text: string): { r: number; g: number; b: number; a: number } | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text)?.[1];
  if (!digits) return null;
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const value = Number.parseInt(full, 16);
  const alpha = full.length === 8 ? (value >>> 24) / 255 : 1;
  return { r: (value >>> 16) & 255, g: (value >>> 8) & 255, b: value & 255, a: alpha };
}
