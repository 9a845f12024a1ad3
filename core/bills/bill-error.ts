import { type Failure, fail } from '../result.ts';

export const billErrors = [
  'BILL_EMPTY',
  'BILL_TOO_LARGE',
  'BILL_LOCKED',
  'BILL_IN_ARCHIVE',
  'BILL_DAMAGED',
  'BILL_UTF16',
  'BILL_ENCODING',
  'BILL_TRUNCATED',
  'BILL_NOT_RECOGNISED',
  'BILL_ACCOUNT_BOOK',
  'BILL_COLUMNS_UNKNOWN',
  'BILL_SEVERAL_SHEETS',
  'BILL_SAVED_BY_EXCEL',
  'BILL_LINE_INVALID',
  'BILL_CONTRADICTORY',
] as const;
export type BillError = (typeof billErrors)[number];

type Details = Readonly<Record<string, string | number>>;

const MENUS =
  '支付宝：“我的 - 账单 - 右上角… - 开具交易流水证明 - 用于个人对账”；微信：“我 - 服务 - 钱包 - 账单 - 常见问题 - 下载账单 - 用于个人对账”';
const AGAIN = '请直接选择导出的原文件；没有了就重新导出一份。';
const NOTHING = '什么都没有导入。';

/** The texts whose words do not depend on the file. */
const fixed = {
  BILL_EMPTY: `这个文件是空的。请重新导出账单。${NOTHING}`,
  BILL_TOO_LARGE: `账单太大（超过 32 MB 或 20 万行），没有读。请缩短导出的时间范围，分几次导入。${NOTHING}`,
  BILL_LOCKED: `这个压缩包有密码。支付宝：密码在邮件或支付宝消息里；微信：密码在微信支付公众号发来的消息里。请解压后，导入里面的 CSV 或 XLSX 文件。${NOTHING}`,
  BILL_IN_ARCHIVE: `这是一个压缩包。请先解压，再导入里面的 CSV 或 XLSX 文件。${NOTHING}`,
  BILL_DAMAGED: `文件损坏或不完整，打不开。${AGAIN}${NOTHING}`,
  BILL_UTF16: `这个文件是另存成的“Unicode 文本”，不是导出的原文件。${AGAIN}${NOTHING}`,
  BILL_ENCODING: `文件里的文字读不出来：可能损坏，或用别的软件另存过。${AGAIN}${NOTHING}`,
  BILL_NOT_RECOGNISED: `这不是支付宝或微信支付导出的账单。请这样导出——${MENUS}。${NOTHING}`,
  BILL_ACCOUNT_BOOK: `这是支付宝“记账本”导出的文件，里面没有交易单号，不能用来对账。请改从${MENUS.split('；')[0]}导出。${NOTHING}`,
} as const;

/** Refuses a file for a reason that needs no more words. */
export function refuseBill(code: keyof typeof fixed) {
  return fail(code, fixed[code]);
}

/** Refuses a line of a bill and says where it is: `line` from 1, `column` as the header names it. */
export function refuseLine(line: number, column: string, reason: string) {
  return fail(
    'BILL_LINE_INVALID' as const,
    `第 ${line} 行的“${column}”读不懂：${reason}。整个文件都没有导入。${AGAIN}`,
    { line, column },
  );
}

/** Refuses a file whose numbers or times a spreadsheet program has changed. */
export function refuseSavedByExcel(line: number, column: string) {
  return fail(
    'BILL_SAVED_BY_EXCEL' as const,
    `第 ${line} 行的“${column}”已被表格软件改过（单号变成了科学计数，或时间丢了秒），不能作数。${AGAIN}${NOTHING}`,
    { line, column },
  );
}

/** Refuses a file that ends in the middle of a line. */
export function refuseTruncated(line: number) {
  return fail('BILL_TRUNCATED' as const, `文件在第 ${line} 行中间断了，不完整。${AGAIN}${NOTHING}`, { line });
}

/** Refuses a header that is almost a known one. */
export function refuseColumns(line: number, missing: readonly string[], unknown: readonly string[]) {
  const parts = [
    ...(missing.length > 0 ? [`缺少“${missing.join('、')}”`] : []),
    ...(unknown.length > 0 ? [`多出“${unknown.join('、')}”`] : []),
  ];
  const details: Details = { line, missing: missing.join('、'), unknown: unknown.join('、') };
  return fail(
    'BILL_COLUMNS_UNKNOWN' as const,
    `第 ${line} 行的表头和已知的账单不同：${parts.join('，')}。可能是改过的文件，也可能是新的格式。${AGAIN}${NOTHING}`,
    details,
  );
}

/** Refuses a workbook with several sheets that each look like a bill. */
export function refuseSheets(names: readonly string[]) {
  return fail(
    'BILL_SEVERAL_SHEETS' as const,
    `工作簿里有 ${names.length} 张表都像账单：${names.join('、')}。请只留下原来的那一张，或重新导出。${NOTHING}`,
    { sheets: names.join('、') },
  );
}

/** Refuses two lines with one number and different contents. */
export function refuseContradiction(transactionNumber: string, column: string, lines: readonly number[]) {
  return fail(
    'BILL_CONTRADICTORY' as const,
    `交易单号 ${transactionNumber} 出现了两次（第 ${lines.join('、')} 行），但“${column}”不同，无法判断哪一条是真的。两份账单先后导出时，请只导入较新的一份。${NOTHING}`,
    { transactionNumber, column },
  );
}

export type BillFailure = Failure<BillError>;
