import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type RuleBook, ruleBookSchema } from '../../../../core/rules/index.ts';

const folder = join(import.meta.dirname, '../../../../resources/rules');

/** The rule book that is shipped. Reading it for the program, with its signatures, is tested elsewhere. */
export const ruleBook: RuleBook = ruleBookSchema.parse(
  Object.assign(
    {},
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.yaml') && name !== 'calendar.yaml')
      .map((name) => parse(readFileSync(join(folder, name), 'utf8')) as object),
  ),
);
