const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/**
 * The domain in what was typed or copied from an address bar: trimmed, in lower case, without a dot at the end; null for
 * nothing typed, undefined for what is no domain. Main decides again; this only spares a round trip.
 */
export function domainOf(typed: string): string | null | undefined {
  const text = typed.trim().toLowerCase().replace(/\.$/, '');
  if (text === '') return null;
  const labels = text.split('.');
  return text.length <= 253 && labels.length > 1 && labels.every((label) => LABEL.test(label))
    ? text
    : undefined;
}
