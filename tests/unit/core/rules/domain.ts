import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

/** A mapping of the domain document, whose shape nobody promises. */
export type Raw = Readonly<Record<string, unknown>>;

const fixture = fileURLToPath(new URL('../../../fixtures/rules/domain-blocks.yaml', import.meta.url));

/** The blocks of the domain document, verbatim, by their top keys. */
export const domain: Raw = Object.assign(
  {},
  ...parseAllDocuments(readFileSync(fixture, 'utf8')).map((block) => block.toJS() as unknown),
);

export function record(value: unknown): Raw {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no mapping');
  return value as Raw;
}

export function records(value: unknown): readonly Raw[] {
  if (!Array.isArray(value)) throw new TypeError('no list');
  return value.map(record);
}

/** One value or several, as a list; absent is empty. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Without the members that are absent. */
export function present(members: Raw): Raw {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** Every text in a value, at any depth. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
