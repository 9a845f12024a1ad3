import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTranscriptFile } from '../../../electron/transcripts/index.ts';

const text = '1\r\n00:00:01,000 --> 00:00:02,500\r\n客服：您好，𠮷野家\r\n';
const cues = [{ startMs: 1000, endMs: 2500, text: '客服：您好，𠮷野家' }];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-transcript-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (bytes: Uint8Array, name = '通话.srt') => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
/** Encoded by another program. */
const encoded = (encoding: string) => execFileSync('iconv', ['-f', 'UTF-8', '-t', encoding], { input: text });
const codeOf = async (path: string) => {
  const read = await readTranscriptFile(path);
  return read.ok ? 'read' : read.error.code;
};

describe('a transcript file', () => {
  test.each(['UTF-8', 'GB18030', 'UTF-16LE', 'UTF-16BE', 'UTF-8 with mark'])(
    'in %s is read',
    async (name) => {
      const marks: Record<string, string> = {
        'UTF-16LE': '\xff\xfe',
        'UTF-16BE': '\xfe\xff',
        'UTF-8 with mark': '\xef\xbb\xbf',
      };
      const bytes = Buffer.concat([
        Buffer.from(marks[name] ?? '', 'latin1'),
        encoded(name.split(' ')[0] ?? ''),
      ]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(await readTranscriptFile(write(bytes))).toEqual({
        ok: true,
        value: { origin: 'srt', file: { name: '通话.srt', sha256 }, cues },
      });
    },
  );

  test('in GBK is read', async () => {
    const gbk = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GBK'], { input: '[00:05] 商家：今天发货' });
    expect(await readTranscriptFile(write(gbk, 'a.txt'))).toMatchObject({
      ok: true,
      value: { origin: 'text', cues: [{ startMs: 5000, endMs: null, text: '商家：今天发货' }] },
    });
  });

  test('that is no text, empty, too long, a folder or missing is refused with its code', async () => {
    expect(await codeOf(write(Buffer.from('PK\u0003\u0004\u0000\u0000')))).toBe('TRANSCRIPT_NOT_TEXT');
    expect(await codeOf(write(Buffer.from([0xff, 0xfe, 0x00, 0xd8])))).toBe('TRANSCRIPT_NOT_TEXT');
    expect(await codeOf(write(Buffer.from([0x80, 0xff, 0x20])))).toBe('TRANSCRIPT_NOT_TEXT');
    expect(await codeOf(write(Buffer.alloc(0)))).toBe('TRANSCRIPT_EMPTY');
    expect(await codeOf(write(Buffer.alloc(9 * 1024 * 1024, 'x')))).toBe('TRANSCRIPT_TOO_LONG');
    expect(await codeOf(folder)).toBe('FILE_UNREADABLE');
    expect(await codeOf(join(folder, 'none.srt'))).toBe('FILE_NOT_FOUND');
    expect(await codeOf(`${folder}/a\u0000b`)).toBe('FILE_NOT_FOUND');
  });

  test('of any bytes is read or refused, and nothing throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await codeOf(write(bytes))).toMatch(/^read$|^TRANSCRIPT_/);
      }),
      { numRuns: 100 },
    );
  });
});
