import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import { fail } from '../../../core/result.ts';
import type { Cue } from '../../../core/transcripts/index.ts';
import type { ExportResult } from '../../../electron/dossier/index.ts';
import { exportSample, newFolder, run, textOfPdf, tryExport } from './export-sample.ts';
import { renderPages, shareOfDifferentPixels } from './rendered-pages.ts';
import type { JournalDraft } from './sample-journal.ts';
import { sampleEvents, sampleFile, sampleMediaExhibits, sampleRecording } from './sample-media.ts';
import type { SampleExhibit } from './sample-order.ts';

const expectedFolder = fileURLToPath(new URL('../../fixtures/dossier-media/', import.meta.url));
const base = { source: 'import' as const, title: '', mediaType: 'video/webm', kind: 'E08' as const };

describe('the dossier of an order with recordings, videos and calls', () => {
  let exhibits: readonly SampleExhibit[];
  let exported: ExportResult;
  let text: string;
  beforeAll(async () => {
    exhibits = await sampleMediaExhibits();
    exported = await exportSample(exhibits);
    text = textOfPdf(exported.dossierPath);
  });

  test('looks as expected on every page', async () => {
    const pages = renderPages(exported.dossierPath, 60);
    expect(pages.length).toBe(exported.pageCount);
    const shares: Record<string, number> = {};
    for (const [index, page] of pages.entries()) {
      const name = `page-${String(index + 1).padStart(2, '0')}.png`;
      shares[name] = await shareOfDifferentPixels(page, join(expectedFolder, name));
    }
    expect(Object.entries(shares).filter(([, share]) => share > 0.004)).toEqual([]);
  });

  test('says of a recording when, how long, how it ended, what was heard, what is missing, and where it lies', () => {
    const { bytes } = sampleRecording();
    for (const said of [
      '00:00:13.000（13秒）',
      '2026-11-2314:10:00（UTC+08:00）',
      '2026-11-2314:10:56（UTC+08:00）',
      '正常停止（提交人按下停止）',
      '1920×1080像素，每秒至多10帧',
      '麦克风“内置麦克风”',
      '1次，共43秒没有录制',
      '1帧（屏幕共给出64帧）',
      `${bytes.length.toLocaleString('en')}字节`,
      'data/recordings/4-1.journal.jsonl',
      '2026-11-2314:10:092026-11-2314:10:5243秒提交人暂停',
      '磁盘空间不多（剩1.9GB）',
    ]) {
      expect(text).toContain(said);
    }
  });

  test('shows each frame with its place in the file and, pauses counted, the time on the clock', () => {
    // Frames of 1/5 s: the one shown at a mark began a little earlier.
    expect(text).toMatch(/00:00:05\.2072026-11-2314:10:05/);
    expect(text).toContain('标记：提示卡密已被使用');
    // Nine seconds into the file the clock stood still for 43: 11.2 is 14:10:54.
    expect(text).toContain('00:00:11.2072026-11-2314:10:54');
  });

  test('leads from stills and stretches to their original, and tells nothing of one elsewhere but its hash', () => {
    expect(text).toContain('取自证据4-1的00:00:05.207（录制时刻2026-11-2314:10:05，北京时间）');
    expect(text).toContain('证据4-1的片段，00:00:04.000至00:00:09.500');
    expect(text).toContain('片段只为方便查看，不代替原录像');
    expect(text).toContain('取自不在本卷宗的录像的00:01:23.400');
    const elsewhere = exhibits.at(-1)?.provenance;
    invariant(elsewhere?.source === 'derivative', 'the last exhibit is a still of another order');
    expect(text).toContain(elsewhere.derivative.ofSha256);
    expect(text).not.toContain(elsewhere.derivative.of);
  });

  test('says who said what of a call, and puts its words behind it as what they are', () => {
    for (const said of [
      '星辰卡盟客服400-000-0000',
      '2026-11-2314:25:00（UTC+08:00）',
      '已告知对方正在录音',
      '由提交人填写，本软件没有核实',
      '证据5-1附文字稿（由提交人提供，以录音原件为准）',
      '00:00:01.000–00:00:04.200客服：您好，星辰卡盟，请讲。',
    ]) {
      expect(text).toContain(said);
    }
  });

  test('says what a journal does not show', () => {
    expect(text).toContain('没有第三方见证：不说明电脑的时钟准确');
    expect(text).not.toMatch(/法院认可|必胜|法律效力|司法/);
  });

  test('the package holds each journal and each transcript beside the originals', () => {
    const target = newFolder();
    run('unzip', '-q', exported.packagePath ?? '', '-d', target);
    const folder = join(target, readdirSync(target)[0] ?? '', 'data');
    const { journal } = sampleRecording();
    expect(readFileSync(join(folder, 'recordings', '4-1.journal.jsonl')).equals(Buffer.from(journal))).toBe(
      true,
    );
    const words = readFileSync(join(folder, 'transcripts', '5-1.txt'), 'utf8');
    expect(words).toContain('[00:01 - 00:04.200] 客服：您好，星辰卡盟，请讲。\r\n');
    expect(words.startsWith('文字稿（由提交人提供，以录音原件为准）')).toBe(true);
  });

  test('P29: the same recordings give the same bytes', async () => {
    const again = await exportSample(exhibits);
    expect(again.dossierSha256).toBe(exported.dossierSha256);
    expect(again.packageSha256).toBe(exported.packageSha256);
  });
});

test('a video that cannot be decoded here is said to be so, and still exported', async () => {
  const file = { ...base, bytes: sampleFile('phone.webm').subarray(0, 300), title: '坏.webm' };
  const recording = { ...base, ...sampleRecording(Buffer.from('not a video at all')) };
  const undecoded = textOfPdf((await exportSample([file, recording])).dossierPath);
  expect(undecoded.split('无法解码，没有取出画面').length).toBe(3);
  const without = await exportSample([{ ...base, ...sampleRecording() }], { media: undefined });
  expect(textOfPdf(without.dossierPath)).toContain('没有取出画面');
});

test('an interrupted recording is said to be one, with what was found', async () => {
  const end: JournalDraft = {
    kind: 'interrupted',
    atMs: 3_600_000,
    is: { tornJournalBytes: 17, tailBytes: 1234, missingBytes: 0 },
  };
  const recording = { ...base, ...sampleRecording(undefined, sampleEvents, end) };
  const text = textOfPdf((await exportSample([recording], { pdfOnly: true })).dossierPath);
  expect(text).toContain('中断于2026-11-2314:10:56（UTC+08:00）：程序意外退出或断电，此前内容已固定');
  expect(text).toContain('下次启动时（2026-11-2315:10:00（UTC+08:00））补记结束');
  expect(text).toContain('末尾1,234字节写入后未及登记');
});

test('P16, P17: hostile words in marks, devices, calls and transcripts are printed as they are', async () => {
  const hostile = '#panic() $x$ <b> \u202Egnp *x*';
  const mark: JournalDraft = { kind: 'marked', atMs: 100, is: { mediaMs: 100, label: hostile } };
  const text = textOfPdf(
    (
      await exportSample(
        [
          {
            ...base,
            ...sampleRecording(undefined, [mark]),
            call: { counterpart: hostile, heldAt: hostile, wasOtherSideTold: 'unknown' },
            transcript: {
              origin: 'typed',
              file: null,
              cues: [{ startMs: null, endMs: null, text: hostile }],
            },
          },
        ],
        { pdfOnly: true },
      )
    ).dossierPath,
  );
  expect(text.split('#panic()$x$<b>〖U+202E〗gnp*x*').length - 1).toBeGreaterThanOrEqual(4);
});

test('a thousand marks and two thousand lines of words go over as many pages as they need', async () => {
  const marks = Array.from(
    { length: 1000 },
    (_, index): JournalDraft => ({
      kind: 'marked',
      atMs: index,
      is: { mediaMs: index, label: `第 ${index} 处` },
    }),
  );
  const cues = Array.from(
    { length: 2000 },
    (_, index): Cue => ({ startMs: index * 1000, endMs: null, text: `客服：第 ${index} 句话。` }),
  );
  const exported = await exportSample(
    [
      {
        ...base,
        ...sampleRecording(undefined, marks),
        transcript: { origin: 'typed', file: null, cues },
      },
    ],
    { pdfOnly: true },
  );
  expect(exported.pageCount).toBeGreaterThan(50);
  const text = textOfPdf(exported.dossierPath);
  expect(text).toContain('第999处');
  expect(text).toContain('00:33:19.000客服：第1999句话。');
  const right = run('pdftotext', '-bbox', exported.dossierPath, '-').matchAll(/xMax="([\d.]+)"/g);
  expect(Math.max(...[...right].map((match) => Number(match[1])))).toBeLessThan(595 - 40);
});

test('cancelling while frames are taken leaves nothing', async () => {
  const controller = new AbortController();
  const outFolder = newFolder();
  const result = await tryExport([{ ...base, ...sampleRecording() }], {
    outFolder,
    signal: controller.signal,
    onProgress: (step, done) => step === 'frames' && done === 2 && controller.abort(),
  });
  expect(result).toMatchObject({ ok: false, error: { code: 'EXPORT_CANCELLED' } });
  expect(readdirSync(outFolder)).toEqual([]);
});

test('a journal that is damaged, or an original that media finds missing, is named and nothing is written', async () => {
  const outFolder = newFolder();
  const recording = { ...base, ...sampleRecording() };
  const damaged = { ...recording, journal: Buffer.concat([recording.journal, Buffer.from('\n')]) };
  expect(await tryExport([damaged], { outFolder })).toMatchObject({
    ok: false,
    error: { code: 'OBJECT_DAMAGED', message: expect.stringContaining('录屏流水') },
  });
  const missing = async () => fail('OBJECT_MISSING', '原件不见了。');
  const media = { describe: missing, keyFrames: missing, frameAt: missing };
  expect(await tryExport([recording], { outFolder, media })).toMatchObject({
    ok: false,
    error: { code: 'OBJECT_MISSING' },
  });
  expect(readdirSync(outFolder)).toEqual([]);
});
