import { expect, test } from 'vitest';
import { exportSample, run, textOfPdf } from './export-sample.ts';
import { inkIn, renderPages } from './rendered-pages.ts';
import { sampleFacts, samplePicture } from './sample-order.ts';

const shellAndTemplate = `'; DROP TABLE items; -- $${'{7*7}'} {{7*7}}`;
const hostile = [
  '#image("/etc/passwd")',
  '#eval("1+1") $x^2$ *粗* _斜_ `码` <label> @ref',
  '\\u{41} // 注释 /* x */ "引号" \'q\'',
  '= 标题 #pagebreak() #panic()',
  '<script>alert(1)</script>&lt;b&gt;',
  'https://evil.example/?q=1 mailto:a@b.c',
  shellAndTemplate,
];

test('P16: hostile text in facts, titles, names and notes is printed as it is', async () => {
  const bytes = await samplePicture(300, 200, 1);
  const exhibits = hostile.map((title, index) => ({
    bytes: Buffer.concat([bytes, Buffer.from([index])]),
    mediaType: 'image/png',
    kind: 'E01' as const,
    source: index % 2 === 0 ? ('capture' as const) : ('import' as const),
    title,
    note: title,
  }));
  const facts = {
    ...sampleFacts,
    product: hostile.join(' ').slice(0, 200).trim(),
    platform: hostile[0] ?? '',
  };
  const { dossierPath } = await exportSample(exhibits, { facts });
  const text = textOfPdf(dossierPath);
  for (const title of hostile) expect(text).toContain(title.replace(/\s+/g, ''));
  const links = run('pdfinfo', '-url', dossierPath);
  expect(links).not.toMatch(/https?:|mailto:/);
});

test('P17: names that reverse, hide or break lines are spelt out', async () => {
  const bytes = await samplePicture(300, 200, 1);
  const title = '账单\u202Egnp.exe\u200B\n第二行\u0000';
  const { dossierPath } = await exportSample([
    { bytes, mediaType: 'image/png', kind: 'E01', source: 'import', title },
  ]);
  expect(textOfPdf(dossierPath)).toContain('账单〖U+202E〗gnp.exe〖U+200B〗〖U+000A〗第二行〖U+0000〗');
});

test('a 40-character product, emoji and 𠮷 neither vanish nor break the layout', async () => {
  const bytes = await samplePicture(300, 200, 1);
  const exhibit = {
    bytes,
    mediaType: 'image/png',
    kind: 'E01' as const,
    source: 'capture' as const,
    title: '页',
  };
  const product = '星辰大陆官方直充点卡一百元面值自动发货永久有效不限区服支持全平台限时特惠组合礼包';
  expect(product.length).toBe(40);
  const odd = { ...sampleFacts, product, merchant: '𠮷野家😀👨‍👩‍👧专营店' };
  const { dossierPath } = await exportSample([exhibit], { facts: odd });
  const text = textOfPdf(dossierPath);
  expect(text).toContain(product);
  expect(text).toContain('𠮷野家😀👨👩👧专营店');
  expect(run('pdffonts', dossierPath)).toMatch(/NotoSansJP/);
  expect(run('pdffonts', dossierPath)).toMatch(/NotoEmoji/);
  // As pixels: without 𠮷 and the emoji the merchant's line has visibly less ink.
  const plain = await exportSample([exhibit], { facts: { ...odd, merchant: '野家专营店' } });
  const merchantLine = [0.17, 0.187] as const;
  const [withThem] = renderPages(dossierPath, 100);
  const [without] = renderPages(plain.dossierPath, 100);
  const more = await inkIn(withThem ?? '', ...merchantLine);
  expect(more).toBeGreaterThan((await inkIn(without ?? '', ...merchantLine)) * 1.3);
});

test('a character that no shipped font draws is printed as its code point', async () => {
  const bytes = await samplePicture(300, 200, 1);
  const exhibit = {
    bytes,
    mediaType: 'image/png',
    kind: 'E01' as const,
    source: 'capture' as const,
    title: '안녕',
  };
  const { dossierPath } = await exportSample([exhibit]);
  expect(textOfPdf(dossierPath)).toContain('〖U+C548〗〖U+B155〗');
});

test('the longest facts that an order can hold stay on the page', async () => {
  const bytes = await samplePicture(300, 200, 1);
  const exhibit = {
    bytes,
    mediaType: 'image/png',
    kind: 'E01' as const,
    source: 'import' as const,
    title: 'x'.repeat(250),
  };
  const facts = {
    ...sampleFacts,
    number: 'N'.repeat(80),
    transactionNumber: '9'.repeat(80),
    product: 'W'.repeat(200),
    merchant: '汉'.repeat(120),
    promiseText: '诺'.repeat(200),
  };
  const { dossierPath } = await exportSample([exhibit], { facts });
  const right = run('pdftotext', '-bbox', dossierPath, '-')
    .split('\n')
    .map((line) => Number(/xMax="([\d.]+)"/.exec(line)?.[1] ?? 0));
  expect(Math.max(...right)).toBeLessThan(595 - 40);
  expect(textOfPdf(dossierPath).replaceAll('\u200b', '')).toContain('N'.repeat(80));
});
