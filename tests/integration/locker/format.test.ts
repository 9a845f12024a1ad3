import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { payloadSchemas } from '../../../core/ledger/index.ts';
import { migrations } from '../../../electron/locker/database/migrations/index.ts';
import { APPLICATION_ID, writerPragmas } from '../../../electron/locker/database/pragmas.ts';
import { schemaLines, scratchDatabase } from '../../../electron/locker/database/schema.ts';
import { formatExample } from './format-example.ts';

const path = fileURLToPath(new URL('../../../docs/format.md', import.meta.url));
const document = () => readFileSync(path, 'utf8');

/** What stands between `<!-- name -->` and `<!-- /name -->`; with LIUHEN_UPDATE_DOCS=1 it is written first. */
function section(name: string, wanted: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
  const text = document();
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  if (process.env.LIUHEN_UPDATE_DOCS === '1') {
    writeFileSync(path, `${text.slice(0, from)}${wanted}${text.slice(to)}`);
    return wanted;
  }
  return text.slice(from, to);
}

describe('docs/format.md', () => {
  it('shows the schema that lockers have', () => {
    const text = migrations.flatMap(({ number, statements }) => [
      `-- ${number}`,
      `${statements.join(';\n')};`,
    ]);
    const sql = ['```sql', ...text, '```'].join('\n');
    expect(section('schema', sql)).toBe(sql);
  });

  it('shows a worked example that is still true, byte for byte', () => {
    const example = formatExample();
    expect(section('example', example)).toBe(example);
  });

  it('names every kind of entry, every pragma and the application id', () => {
    const text = document();
    for (const kind of Object.keys(payloadSchemas)) expect(text).toContain(`\`${kind}\``);
    for (const { set } of writerPragmas) expect(text).toContain(`\`${set}\``);
    expect(text).toContain(`0x${APPLICATION_ID.toString(16).toUpperCase()}`);
  });

  it.each([
    [1, '31e29532e6e96281c1c69c7ee54b3fb790719cdbde1f44353ac9ac26a9d473ac'],
    [2, 'a83c1f4f1ca5b342d536cda24d9dfe815978ec236e9d1b100ab386684b83f8f1'],
    [3, 'e615637878b9ecfe8d3eba6cf81ac0145f3705eba4ca0d9af4a75976e9824836'],
    [4, 'c6b5ed695e7804057fa9fcdde205879b67f6238d1f80d714e04bf8114809b21d'],
  ])(
    'has the schema of version %i, which is never edited: a change is a migration of its own',
    (version, golden) => {
      const scratch = scratchDatabase(version);
      const text = schemaLines(scratch).join('\n');
      scratch.close();
      expect(hash('sha256', text)).toBe(golden);
    },
  );
});
