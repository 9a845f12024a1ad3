import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, liuhen } from './liuhen.ts';

describe('bad input on the command line', () => {
  it('is refused with its own code and exit code, and the good file beside it is kept', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'good.txt'), '聊天记录');
    writeFileSync(join(folder, 'empty.png'), '');
    mkdirSync(join(folder, 'folder.png'));
    execFileSync('mkfifo', [join(folder, 'pipe.png')]);
    const refused = {
      'empty.png': 'FILE_EMPTY',
      'folder.png': 'FILE_IS_FOLDER',
      'missing.png': 'FILE_NOT_FOUND',
      'pipe.png': 'FILE_NOT_REGULAR',
    };
    const run = await liuhen(
      folder,
      'import',
      ...['good.txt', ...Object.keys(refused)].map((name) => join(folder, name)),
    );
    expect(run).toMatchObject({
      exitCode: 2,
      json: {
        items: [{ source: 'import' }],
        refused: Object.values(refused).map((code) => ({ error: { code } })),
        error: { code: 'FILE_EMPTY', message: expect.stringContaining('0 字节') },
      },
    });
    expect((await liuhen(folder, 'verify')).exitCode).toBe(0);
  });

  it('keeps a lying file name verbatim and shows it only escaped', async () => {
    const folder = freshFolder();
    const name = 'invoice\u202egnp.exe\u0007\n.txt';
    writeFileSync(join(folder, name), 'x');
    const run = await liuhen(folder, 'import', join(folder, name));
    expect(run).toMatchObject({
      exitCode: 0,
      json: { items: [{ provenance: { import: { fileName: name } } }] },
    });
  });

  it('answers each file as soon as it is durable with --json-lines', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'a.txt'), 'a');
    const run = await liuhen(
      folder,
      'import',
      '--json-lines',
      join(folder, 'a.txt'),
      join(folder, 'none.txt'),
    );
    const lines = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([{ item: { source: 'import' } }, { error: { code: 'FILE_NOT_FOUND' } }]);
  });

  it('answers NOT_YET with exit 3 for what a later version brings', async () => {
    const folder = freshFolder();
    expect(await liuhen(folder, 'export', 'x', '--out', folder, '--channel', 'court')).toMatchObject({
      exitCode: 3,
      json: { error: { code: 'NOT_YET' } },
    });
  });

  it('is misuse when a command, order, item or locker does not exist', async () => {
    const folder = freshFolder();
    expect(await liuhen(folder, 'frobnicate')).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'USAGE' } },
    });
    expect(await liuhen(folder, 'list')).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'LOCKER_NOT_FOUND' } },
    });
    expect(await liuhen(folder, 'order', 'add', '--platform', 'P')).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'ORDER_FACT_MISSING' } },
    });
    expect(await liuhen(folder, 'verify', join(folder, 'nothing'))).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'NOT_FOUND' } },
    });
  });
});
