const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** `https://`, and what follows the host: port, path, question, fragment. */
const AROUND = /^https?:\/\/|(:\d{1,5})?([/?#].*)?$/g;

/**
 * The domain in what was typed or copied whole from an address bar: in lower case, without scheme, port and path; null for
 * nothing typed, undefined for what is no domain. Main decides again; this only spares a round trip.
 */
export function domainOf(typed: string): string | null | undefined {
  const text = typed.trim().toLowerCase().replace(AROUND, '').replace(/\.$/, '');
  if (typed.trim() === '') return null;
  const labels = text.split('.');
  return text.length <= 253 && labels.length > 1 && labels.every((label) => LABEL.test(label))
    ? text
    : undefined;
}
