import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLetterFile } from '../../../electron/letters/index.ts';

const title = '消费者投诉书';
const text = readFileSync(
  join(import.meta.dirname, '../../fixtures/letters/card_invalid.consumer-complaint.samr12315.txt'),
  'utf8',
).trimEnd();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-letters-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function partOf(bytes: Uint8Array, part: string): string {
  const path = join(folder, 'letter.docx');
  writeFileSync(path, bytes);
  const read =
    'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;sys.stdout.buffer.write(z.read(sys.argv[2]))';
  return execFileSync('python3', ['-c', read, path, part]).toString('utf8');
}

describe('a letter as a file', () => {
  it('holds the same text as UTF-8 with a byte order mark and CRLF', async () => {
    const bytes = await createLetterFile({ format: 'txt', title, text });
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const read = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    expect(read).toBe(`${text.replaceAll('\n', '\r\n')}\r\n`);
    expect(read.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('holds every line once in the DOCX, on A4, with the title centred', async () => {
    const xml = partOf(await createLetterFile({ format: 'docx', title, text }), 'word/document.xml');
    const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) =>
      [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, run]) => run).join(''),
    );
    expect(paragraphs).toEqual(text.split('\n'));
    expect(xml).toContain('w:w="11907" w:h="16840"');
    expect(xml).toContain('<w:jc w:val="center"/>');
  });

  it('is set in 宋体, 12 points', async () => {
    const xml = partOf(await createLetterFile({ format: 'docx', title, text }), 'word/styles.xml');
    expect(xml).toContain('w:eastAsia="宋体"');
    expect(xml).toContain('<w:sz w:val="24"/>');
  });

  it('says nothing in its properties of who wrote it', async () => {
    const xml = partOf(await createLetterFile({ format: 'docx', title, text }), 'docProps/core.xml');
    expect(xml).toContain(title);
    expect(xml).not.toMatch(/<dc:creator>[^<]+</);
    expect(xml).not.toMatch(/lastModifiedBy>[^<]+</);
  });

  it('takes any text: markup, control characters, halves of characters', async () => {
    const odd = '<b>&"\u0000\u0007\uD800\uFFFE\n第二行';
    const xml = partOf(await createLetterFile({ format: 'docx', title, text: odd }), 'word/document.xml');
    expect(xml).toContain('&lt;b&gt;&amp;');
    expect(xml).toContain('第二行');
    expect(xml).not.toContain('\u0000');
  });
});
