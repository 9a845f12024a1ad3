import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { ruleBookSchema } from '../../../../core/rules/index.ts';

const path = join(import.meta.dirname, '../../../../resources/rules/schema.json');

it('the published schema is that of the program (LIUHEN_WRITE_EXPECTED=1 writes it)', () => {
  const schema = `${JSON.stringify(z.toJSONSchema(ruleBookSchema, { io: 'input' }), null, 2)}\n`;
  if (process.env.LIUHEN_WRITE_EXPECTED !== undefined) writeFileSync(path, schema);
  expect(readFileSync(path, 'utf8')).toBe(schema);
});
