import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, liuhen } from './liuhen.ts';

describe('a recorded call on the command line', () => {
  const folder = freshFolder();
  let itemId = '';
  beforeAll(async () => {
    writeFileSync(join(folder, '通话.mp3'), Buffer.from('ID3\u0004sound'));
    const imported = await liuhen(folder, 'import', join(folder, '通话.mp3'));
    itemId = (imported.json as unknown as { items: { id: string }[] }).items[0]?.id ?? '';
  });

  it('keeps with whom it was and whether they were told', async () => {
    const said = ['--with', '客服 400', '--held-at', '2026-11-23T14:25:00+08:00', '--told', 'yes'];
    expect(await liuhen(folder, 'call', itemId, ...said)).toMatchObject({
      exitCode: 0,
      json: {
        item: {
          id: itemId,
          call: { counterpart: '客服 400', heldAt: '2026-11-23T14:25:00+08:00', wasOtherSideTold: 'yes' },
        },
      },
    });
  });

  it('assumes nothing: who and told must be said, and a time needs its zone', async () => {
    for (const said of [
      ['--with', '客服'],
      ['--told', 'yes'],
      ['--with', ' ', '--told', 'yes'],
      ['--with', '客服', '--told', 'perhaps'],
      ['--with', '客服', '--told', 'no', '--held-at', '2026-11-23 14:25'],
    ]) {
      expect(await liuhen(folder, 'call', itemId, ...said), said.join(' ')).toMatchObject({
        exitCode: 2,
        json: { error: { code: 'USAGE' } },
      });
    }
  });

  it('keeps the words of a file', async () => {
    writeFileSync(join(folder, '通话.srt'), '1\r\n00:00:01,000 --> 00:00:02,000\r\n客服：您好\r\n');
    expect(await liuhen(folder, 'transcript', itemId, join(folder, '通话.srt'))).toMatchObject({
      exitCode: 0,
      json: { cueCount: 1, item: { transcriptCueCount: 1 } },
    });
  });

  it('refuses what is no text or not there, and unknown items', async () => {
    expect(await liuhen(folder, 'transcript', itemId, join(folder, 'none.srt'))).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'FILE_NOT_FOUND' } },
    });
    writeFileSync(join(folder, 'binary.srt'), Buffer.from([0, 1, 2]));
    expect(await liuhen(folder, 'transcript', itemId, join(folder, 'binary.srt'))).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'TRANSCRIPT_NOT_TEXT' } },
    });
    const unknown = `i-${'z'.repeat(26)}`;
    expect(await liuhen(folder, 'call', unknown, '--with', 'x', '--told', 'no')).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'ITEM_UNKNOWN' } },
    });
  });
});
