/** A name or product text as it is compared: blanks, width and case do not matter. */
export function sameName(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** A number as people copy it: blanks inside and width do not matter. */
export function sameNumber(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
