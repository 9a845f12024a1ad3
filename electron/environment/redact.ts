import type { JsonValue } from '../../core/ledger/index.ts';

/** Who must not be in a report that may go to the other side. */
export interface Owner {
  readonly home: string;
  readonly hostName: string;
}

const MAX_RAW_CHARACTERS = 64 * 1024;
/** Homes of whatever user, as the three systems place them. */
const ANY_HOME = /(?:\/home\/|\/Users\/|[A-Za-z]:\\Users\\)[^\s/\\:;"'<>|]+/g;
/** User and password in the address of a proxy; bounded, so that a long text costs no more than its length. */
const CREDENTIALS = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@]{0,300}@/gi;

/**
 * The raw values of a check as they go into a report: home folders are `~`, credentials in addresses and the machine's own
 * name are left out, text is well-formed, and all of it is at most 64 KiB of JSON; what is longer ends in a cut text.
 */
export function redactRaw(raw: JsonValue, owner: Owner): JsonValue {
  const redacted = mapTexts(raw, (text) => redactText(text, owner));
  const json = JSON.stringify(redacted);
  return Buffer.byteLength(json) <= MAX_RAW_CHARACTERS
    ? redacted
    : { cut: cutTo(json, MAX_RAW_CHARACTERS / 4) };
}

/** The same for one text. */
export function redactText(text: string, { home, hostName }: Owner): string {
  let redacted = text.slice(0, MAX_RAW_CHARACTERS).toWellFormed();
  if (home.length > 1) redacted = redacted.replaceAll(home, '~');
  redacted = redacted.replace(ANY_HOME, '~').replace(CREDENTIALS, '$1…@');
  if (hostName.length < 3 || hostName.toLowerCase() === 'localhost') return redacted;
  return redacted.replace(
    new RegExp(`(?<![\\w-])${hostName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'gi'),
    '(本机名)',
  );
}

/** Characters, not halves of them; quotes and escapes may make a text up to four times as long. */
function cutTo(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}

function mapTexts(value: JsonValue, map: (text: string) => string): JsonValue {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((each: JsonValue) => mapTexts(each, map));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      map(name),
      each === undefined ? undefined : mapTexts(each, map),
    ]),
  );
}
