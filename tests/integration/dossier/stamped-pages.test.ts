import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import { sha256Hex } from '../../../core/hex.ts';
import type { ExportResult } from '../../../electron/dossier/index.ts';
import { exportSample, run, textOfPdf } from './export-sample.ts';
import { renderPages, shareOfDifferentPixels } from './rendered-pages.ts';
import { sampleExhibits, sampleFacts } from './sample-order.ts';
import { sampleToken } from './sample-proofs.ts';
import { sampleStampedExhibits, sampleStampedProofs } from './sample-stamped.ts';

const expectedFolder = fileURLToPath(new URL('../../fixtures/dossier-stamped/', import.meta.url));

describe('the dossier of an order with trusted time', () => {
  let exported: ExportResult;
  let text: string;
  beforeAll(async () => {
    exported = await exportSample(await sampleStampedExhibits(), { proofs: sampleStampedProofs });
    text = textOfPdf(exported.dossierPath).replaceAll('\u200b', '');
  });
  const pageOf = (number: string) => {
    const pages = run('pdftotext', '-layout', exported.dossierPath, '-').split('\f');
    const header = `订单号${sampleFacts.number}证据${number}`;
    const page = pages.map((shown) => shown.replace(/\s+/g, '')).find((shown) => shown.startsWith(header));
    invariant(page !== undefined, `there is a page of ${number}`);
    return page;
  };

  test('looks as expected on every page', async () => {
    const shown = renderPages(exported.dossierPath, 60);
    expect(shown.length).toBe(exported.pageCount);
    const shares: Record<string, number> = {};
    for (const [index, page] of shown.entries()) {
      const name = `page-${String(index + 1).padStart(2, '0')}.png`;
      shares[name] = await shareOfDifferentPixels(page, join(expectedFolder, name));
    }
    expect(Object.entries(shares).filter(([, share]) => share > 0.004)).toEqual([]);
  });

  test('P06: says of each exhibit how good its time is, by the earliest token, never a second too much', () => {
    // The earliest of three is the second; 06:50:20.000 is 14:50:20 in Beijing.
    expect(pageOf('2-1')).toContain(
      '可信时间：不晚于2026-11-2314:50:20（UTC+8），由“BeijingExampleTrusted…vationAuthorit”盖章（时间戳13-2；另有2个时间戳，见附录）',
    );
    expect(pageOf('2-1')).toContain('已对时，电脑时钟慢1.5秒，误差约±0.');
    expect(pageOf('4-2')).toContain('由“样例时间戳服务中心”盖章（时间戳21-1）');
    expect(pageOf('2-3')).toContain('本机时间（未对时）；可信时间待确认');
    expect(pageOf('7-2')).toContain('此前电脑时钟被调整1次、因睡眠停走1次');
    // .300 of a second is rounded up where it is an upper bound, down where it is a lower one.
    expect(text).toContain('13-12026-11-2314:50:22（UTC+8），机构声明误差±1秒');
    expect(pageOf('2-1')).toContain('写入账本不早于2026-11-2314:18:02（UTC+8）');
  });

  test('says nothing of "not before" for what was imported or made outside the session', () => {
    for (const number of ['2-2', '3-1', '2-3', '7-1']) expect(pageOf(number)).not.toContain('不早于');
  });

  test('lists tokens, heads and key so that each can be compared with the package', () => {
    for (const { tokens } of sampleStampedProofs.checkpoints) {
      for (const { response, token } of tokens) {
        expect(text).toContain(sha256Hex(response));
        expect(text).toContain(token.serialHex);
        expect(text).toContain(token.policy);
      }
    }
    expect(text).toContain('时间戳13-2证据2-1、2-2、4-1、7-1');
    expect(text).toContain('待确认证据2-3、7-2、7-3');
  });

  test('prints the report of the environment check as a table, with what could not be checked', () => {
    const page = pageOf('7-1');
    expect(page).toContain('检查结果（7项）');
    expect(page).toContain('代理设置需要留意系统设置了代理127.0.0.1:7890');
    expect(page).toContain('远程控制未能检查没有权限列出正在运行的程序');
  });

  test('P16, P17: an authority’s name is only text', () => {
    expect(text).toContain('<b>TSA</b>#image("x")时间〖U+202E〗pdf');
  });

  test('promises nothing', () => {
    expect(text).not.toMatch(/法院认可|必胜|法律效力|司法/);
    expect(text).toContain('时间戳只说明“不晚于”');
  });

  test('stays inside the page with the longest names and numbers there can be', () => {
    const pages = run('pdftotext', '-bbox', exported.dossierPath, '-').split('<page ').slice(1);
    for (const page of pages) {
      const width = Number(/width="([\d.]+)"/.exec(page)?.[1]);
      const ends = [...page.matchAll(/xMax="([\d.]+)"/g)].map((match) => Number(match[1]));
      expect(Math.max(...ends)).toBeLessThan(width - 40);
    }
  });
});

test('a dossier that could not be signed says so, and speaks of no trusted time', async () => {
  const exhibits = (await sampleExhibits()).slice(0, 2);
  const stamped = {
    checkpoints: [{ after: null, tokens: [sampleToken('TSA', '2026-11-23T06:51:00.000Z')] }],
  };
  const text = textOfPdf(
    (await exportSample(exhibits, { proofs: stamped, sign: undefined, pdfOnly: true })).dossierPath,
  );
  expect(text).toContain('证据包没有签名，也没有附检查点和时间戳');
  expect(text).not.toMatch(/可信时间：不晚于|待确认/);
  expect(text).toContain('“本机时间”指时间来自电脑时钟');
});

test('a dossier whose every exhibit is stamped has nothing pending', async () => {
  const exhibits = (await sampleExhibits()).slice(0, 2);
  const stamped = {
    checkpoints: [{ after: null, tokens: [sampleToken('TSA', '2026-11-23T06:51:00.000Z')] }],
  };
  const { dossierPath } = await exportSample(exhibits, { proofs: stamped, pdfOnly: true });
  expect(textOfPdf(dossierPath)).not.toContain('待确认');
});

test('P06: a clock that trusted time contradicts is said to be wrong', async () => {
  const exhibits = (await sampleExhibits()).slice(0, 1);
  const early = { checkpoints: [{ after: null, tokens: [sampleToken('TSA', '2026-11-23T05:00:00.000Z')] }] };
  const { dossierPath } = await exportSample(exhibits, { proofs: early, pdfOnly: true });
  expect(textOfPdf(dossierPath)).toContain('电脑时钟与可信时间相差过大，以可信时间为准');
});
