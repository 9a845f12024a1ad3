import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const rows = [
  ...readFileSync(join(root, 'docs/promises.md'), 'utf8').matchAll(
    /^\| (P\d\d) \| .+? \| `(tests\/[^`]+)` \| `([^`]+)` \|$/gm,
  ),
].map(([, id = '', file = '', title = '']) => ({ id, file, title }));

describe('docs/promises.md', () => {
  it('is read by this test', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)('$id has its test in $file: $title', ({ file, title }) => {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(readFileSync(join(root, file), 'utf8')).toContain(title);
  });
});
