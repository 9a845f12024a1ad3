import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PDFArray, PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import type { ExportResult } from '../../../electron/dossier/index.ts';
import { exportSample, run, textOfPdf } from './export-sample.ts';
import { inkIn, renderPages, shareOfDifferentPixels } from './rendered-pages.ts';
import { sampleExhibits, sampleFacts, sampleLedger } from './sample-order.ts';

const expectedFolder = fileURLToPath(new URL('../../fixtures/dossier/', import.meta.url));

describe('the dossier of an order with every kind of page', () => {
  let exported: ExportResult;
  let pages: readonly string[];
  beforeAll(async () => {
    exported = await exportSample(await sampleExhibits());
    pages = renderPages(exported.dossierPath, 60);
  });

  test('looks as expected on every page', async () => {
    expect(pages.length).toBe(exported.pageCount);
    const shares: Record<string, number> = {};
    for (const [index, page] of pages.entries()) {
      const name = `page-${String(index + 1).padStart(2, '0')}.png`;
      shares[name] = await shareOfDifferentPixels(page, join(expectedFolder, name));
    }
    expect(Object.entries(shares).filter(([, share]) => share > 0.004)).toEqual([]);
  });

  test('has its text as ink, not only as text', async () => {
    const [first] = pages;
    invariant(first !== undefined, 'there is a first page');
    // Title, table of facts, statement: each band holds strokes, none is a black box.
    for (const [top, bottom] of [
      [0.06, 0.12],
      [0.12, 0.4],
      [0.42, 0.6],
    ] as const) {
      const ink = await inkIn(first, top, bottom);
      expect(ink).toBeGreaterThan(0.005);
      expect(ink).toBeLessThan(0.3);
    }
  });

  test('gives order number, amount, merchant and every full hash to whoever searches', async () => {
    const plain = run('pdftotext', exported.dossierPath, '-');
    for (const text of [
      sampleFacts.number,
      '￥1,234.50',
      sampleFacts.merchant,
      sampleFacts.transactionNumber ?? '',
    ]) {
      expect(plain).toContain(text);
    }
    for (const { sha256 } of sampleLedger(await sampleExhibits()).items) expect(plain).toContain(sha256);
  });

  test('prints the page number that the PDF has, on every page', () => {
    const text = run('pdftotext', exported.dossierPath, '-').split('\f').slice(0, -1);
    text.forEach((page, index) => {
      expect(page).toContain(`第 ${index + 1} 页 / 共 ${exported.pageCount} 页`);
    });
  });

  test('makes no promise that it must not make', () => {
    expect(textOfPdf(exported.dossierPath)).not.toMatch(/法院认可|必胜|法律效力|司法/);
    expect(textOfPdf(exported.dossierPath)).toContain('不说明画面或文件的内容属实');
  });

  test('every link leads to a page, and every exhibit is linked and in the outline', async () => {
    const pdf = await PDFDocument.load(readFileSync(exported.dossierPath), { updateMetadata: false });
    const links = pdf.getPages().flatMap((page) => linkTargets(page.node.Annots()));
    const named = run('pdfinfo', '-dests', exported.dossierPath);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((target) => !named.includes(`"${target}"`))).toEqual([]);
    for (const number of ['2-1', '2-2', '2-3', '3-1', '4-1', '4-2', '7-1', '7-2']) {
      expect(links).toContain(`ex-${number}`);
    }
    expect(outlineTitles(pdf)).toEqual([
      '情况说明',
      '目录',
      '证据目录',
      '第 2 组　交易成立与付款',
      ...['2-1　订单详情页截图', '2-2　支付凭证', '2-3　账单流水（含重复两笔）'],
      '第 3 组　承诺与描述',
      '3-1　商品页/交易快照/承诺原文（发货时限、描述、售后）',
      '第 4 组　履行情况',
      ...['4-1　订单状态页（未发货/处理中/已完成）', '4-2　连续录屏（兑换/登录/使用全过程）'],
      '第 7 组　其他材料',
      ...['7-1　PNG 图片（未归类）', '7-2　未识别的文件（未归类）'],
      '附录：完整性说明',
      ...['这些数字说明什么', '这些数字不说明什么', '怎样自己核对', '全部证据的 SHA-256', '账本状态'],
    ]);
  });

  test('is tagged, titled and dated by the evidence, not by the clock', () => {
    const about = run('pdfinfo', '-isodates', exported.dossierPath);
    expect(about).toMatch(/Tagged:\s+yes/);
    expect(about).toContain(sampleFacts.number);
    expect(about).toMatch(/CreationDate:\s+2026-11-23T06:50:00Z/);
  });
});

function linkTargets(annotations: PDFArray | undefined): readonly string[] {
  if (annotations === undefined) return [];
  return annotations.asArray().flatMap((_, index) => {
    const link = annotations.lookup(index, PDFDict);
    const action = link.lookupMaybe(PDFName.of('A'), PDFDict);
    const target = (action ?? link).lookup(PDFName.of(action === undefined ? 'Dest' : 'D'));
    invariant(target instanceof PDFString, 'links of the dossier lead to named places inside it');
    return [target.decodeText()];
  });
}

function outlineTitles(pdf: PDFDocument): readonly string[] {
  const titles: string[] = [];
  const visit = (node: PDFDict | undefined): void => {
    if (node === undefined) return;
    const title = node.lookup(PDFName.of('Title')) as { decodeText(): string } | undefined;
    if (title !== undefined) titles.push(title.decodeText());
    visit(node.lookupMaybe(PDFName.of('First'), PDFDict));
    visit(node.lookupMaybe(PDFName.of('Next'), PDFDict));
  };
  visit(pdf.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict));
  return titles;
}
