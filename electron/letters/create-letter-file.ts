import { Document, type IParagraphOptions, Packer, Paragraph, TextRun } from 'docx';

/** A letter as composed or edited: `\n` between lines. */
export interface LetterFileContent {
  readonly format: 'txt' | 'docx';
  readonly title: string;
  readonly text: string;
}

const MM = 56.7;
const HALF_POINTS = 2;
const page = {
  size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
  margin: {
    top: Math.round(25 * MM),
    bottom: Math.round(25 * MM),
    left: Math.round(28 * MM),
    right: Math.round(26 * MM),
  },
};
/** 宋体 where it is installed; the reader's own serif elsewhere. */
const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' };
const headingFont = { ...font, eastAsia: '黑体' };
const EXHIBIT_MARK = /(【证据[^】]*】)/u;
const MAX_HEADING = 12;
const SIGNATURE = /^(?:(?:投诉人|举报人|具状人|说明人)：.{1,80}|\d{4}年\d{1,2}月\d{1,2}日)$/u;

/**
 * The bytes of a letter. Text is UTF-8 with a byte order mark and CRLF, so that Windows' old editors show the characters and
 * the lines; DOCX is A4 with the title centred. Characters that XML cannot hold are left out of the DOCX.
 */
export async function createLetterFile(content: LetterFileContent): Promise<Uint8Array> {
  if (content.format === 'txt') {
    return new TextEncoder().encode(`\uFEFF${content.text.replace(/\r?\n/g, '\r\n')}\r\n`);
  }
  const lines = content.text
    .split(/\r?\n/)
    .map((line) => line.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '').toWellFormed());
  const [first = ''] = lines;
  const body = first === content.title ? lines.slice(1) : lines;
  const document = new Document({
    title: content.title,
    creator: '',
    lastModifiedBy: '',
    styles: { default: { document: { run: { font, size: 12 * HALF_POINTS } } } },
    sections: [
      { properties: { page }, children: [titleOf(content.title), ...body.map((line) => paragraphOf(line))] },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function titleOf(title: string): Paragraph {
  const run = new TextRun({ text: title, bold: true, size: 18 * HALF_POINTS, font: headingFont });
  return new Paragraph({ alignment: 'center', spacing: { after: 240 }, children: [run] });
}

function paragraphOf(line: string): Paragraph {
  const isHeading = isHeadingLine(line);
  const layout: IParagraphOptions = SIGNATURE.test(line)
    ? { alignment: 'right' }
    : isHeading
      ? { spacing: { before: 160 }, keepNext: true }
      : {};
  return new Paragraph({
    ...layout,
    spacing: { line: 360, ...layout.spacing },
    children: line
      .split(EXHIBIT_MARK)
      .filter((part) => part !== '')
      .map((text) => runOf(text, isHeading)),
  });
}

function runOf(text: string, isHeading: boolean): TextRun {
  if (isHeading) return new TextRun({ text, bold: true, font: headingFont });
  return new TextRun(EXHIBIT_MARK.test(text) ? { text, size: 10.5 * HALF_POINTS } : { text });
}

/** Short lines without any stop or colon are the headings of a letter. */
function isHeadingLine(line: string): boolean {
  return line !== '' && [...line].length <= MAX_HEADING && !/[。；：:，,\d]/u.test(line) && line !== '此致';
}
