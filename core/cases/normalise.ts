/** Whether two statements agree. `unknown`: a mask or a cut-off hides what would decide, nobody is accused on that. */
export type Agreement = 'same' | 'different' | 'unknown';

/** Stars and dots hide something even alone; `x` does so only in a row, for keys and order numbers hold letters. */
const MASK = /[*＊•●○…]+|[·×]{2,}|x{4,}/iu;

/** Full-width and compatible forms as plain ones, without spaces and in lower case. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff]+/gu, '')
    .toLowerCase();
}

/** A number as printed, without its label, spaces, dashes and dots. */
function plainNumber(text: string): string {
  return plainText(text)
    .replace(/\.{3,}|·{3,}/gu, '*')
    .replace(/^(?:订单编?号|单号|交易单?号|商户单?号|编号|卡号|卡密|no\.?|#)[:：.]?/u, '')
    .replace(/[\s\-‐-―_./:：,，#'"“”()（）[\]]/gu, '');
}

/**
 * Compares order numbers, transaction numbers and keys. Spaces, dashes, width and case do not matter; of a masked or
 * cut-off number only what can be seen is compared, and a difference there is `unknown`, not `different`.
 */
export function compareNumbers(left: string, right: string): Agreement {
  const a = plainNumber(left);
  const b = plainNumber(right);
  if (a === b) return 'same';
  if (!MASK.test(a) && !MASK.test(b)) return 'different';
  return isMaskOf(a, b) || isMaskOf(b, a) ? 'same' : 'unknown';
}

function isMaskOf(masked: string, full: string): boolean {
  const parts = masked.split(new RegExp(MASK.source, 'gu'));
  if (parts.length < 2 || MASK.test(full)) return false;
  const head = parts[0] ?? '';
  const tail = parts.at(-1) ?? '';
  return full.length >= head.length + tail.length && full.startsWith(head) && full.endsWith(tail);
}

/** Compares what is seen of two keys at one end: `tail` 4 of one and 6 characters of the other agree in the last 4. */
export function compareKeyEnds(left: string, right: string, end: 'head' | 'tail'): Agreement {
  const a = visibleEnd(left, end);
  const b = visibleEnd(right, end);
  const length = Math.min(a.length, b.length);
  if (length < 2) return 'unknown';
  const cut = (text: string) => (end === 'head' ? text.slice(0, length) : text.slice(-length));
  return cut(a) === cut(b) ? 'same' : 'different';
}

function visibleEnd(text: string, end: 'head' | 'tail'): string {
  const parts = plainNumber(text).split(new RegExp(MASK.source, 'gu'));
  return (end === 'head' ? parts[0] : parts.at(-1)) ?? '';
}

const SHOP_WORDS =
  /官方|旗舰店|专营店|专卖店|自营店|直营店|卡盟|店铺|小店|商城|网店|店$|\(个体工商户\)|有限责任公司|股份有限公司|有限公司|商行|经营部/gu;
const COMPANY = /公司|个体工商户|经营部|商行|工作室|合作社/u;
const PUNCTUATION = /[\p{P}\p{S}]/gu;

function plainName(text: string): string {
  const plain = plainText(text).replace(/^(?:商家|店铺|卖家|收款方|收款人|商户)[:：]/u, '');
  const core = plain.replace(SHOP_WORDS, '').replace(/[^\p{L}\p{N}*]/gu, '');
  return core === '' ? plain.replace(PUNCTUATION, '') : core;
}

/**
 * Compares names of shops and payees. 旗舰店, brackets and 有限公司 do not matter, one name within the other agrees, and a
 * shop's name beside a company's is `unknown`: one person may bear both.
 */
export function compareNames(left: string, right: string): Agreement {
  const a = plainName(left);
  const b = plainName(right);
  if (a === b || (a.length > 1 && b.includes(a)) || (b.length > 1 && a.includes(b))) return 'same';
  if (/[*＊•●]/u.test(left) || /[*＊•●]/u.test(right)) return 'unknown';
  return COMPANY.test(left) === COMPANY.test(right) ? 'different' : 'unknown';
}

/** Whether a payee reads like a person's own name, masked or not: 张三, *三, 张*. */
export function looksLikePerson(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\s()]/g, '');
  return (
    /^[\p{Script=Han}*]{2,4}$/u.test(plain) &&
    /[\p{Script=Han}]/u.test(plain) &&
    !/[店铺行部网社号盟卡商城科技公司平台]/u.test(plain)
  );
}

const UNITS: Readonly<Record<string, string>> = {
  块: '元',
  圆: '元',
  rmb: '元',
  级: '级',
  lv: '级',
  日: '天',
};

/** Quantities named in a text, `100元`, `365天`; 月 and 年 of a membership as days of its usual reckoning. */
export function quantitiesIn(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const plain = plainText(text).replace(/(\d),(?=\d{3})/g, '$1');
  const pattern = /(\d+(?:\.\d+)?)(个月|元|块|圆|rmb|分(?!钟)|天|日|月|年|级|lv|gb|g|点|张|个)/gu;
  for (const match of plain.matchAll(pattern)) {
    const unit = match[2] ?? '';
    const amount = Number(match[1]);
    if (unit === '分') found.set('元', amount / 100);
    else if (unit === '月' || unit === '个月') found.set('天', amount * 30);
    else if (unit === '年') found.set('天', amount * 365);
    else found.set(UNITS[unit] ?? unit, amount);
  }
  const yuan = /[¥￥](\d+(?:\.\d+)?)/u.exec(plain);
  if (yuan !== null) found.set('元', Number(yuan[1]));
  return found;
}

/** Whether two descriptions say the same: 100元, ￥100.00 and 10000分 do. */
export function isSameText(left: string, right: string): boolean {
  const a = plainText(left);
  const b = plainText(right);
  if (a.replace(PUNCTUATION, '') === b.replace(PUNCTUATION, '') && !/\d\.\d/.test(a + b)) return true;
  const bare = /^(?:[¥￥]?\d[\d,]*(?:\.\d+)?(?:个月|元|块|圆|rmb|分|天|日|月|年|级)?)$/u;
  if (!bare.test(a) || !bare.test(b)) return a === b;
  const [[unit, amount] = ['', Number.NaN]] = quantitiesIn(a);
  return a === b || quantitiesIn(b).get(unit) === amount;
}

/**
 * Compares names of goods. Order and punctuation do not matter, a name that is cut off or contained agrees; they differ
 * where a quantity does (100元, 50元) or where they share less than a third of their character pairs.
 */
export function compareProducts(left: string, right: string): Agreement {
  const a = plainText(left)
    .replace(/(?:…|\.\.\.)$/u, '')
    .replace(PUNCTUATION, '');
  const b = plainText(right)
    .replace(/(?:…|\.\.\.)$/u, '')
    .replace(PUNCTUATION, '');
  if (a === b) return 'same';
  const quantities = quantitiesIn(left);
  for (const [unit, amount] of quantitiesIn(right)) {
    const other = quantities.get(unit);
    if (other !== undefined && !isNearly(other, amount)) return 'different';
  }
  if (a.includes(b) || b.includes(a)) return 'same';
  return pairShare(a, b) < 1 / 3 ? 'different' : 'same';
}

/** A year is 360 days when counted in months, 365 or 366 by the calendar. */
function isNearly(left: number, right: number): boolean {
  return (
    left === right || (Math.min(left, right) >= 28 && Math.abs(left - right) / Math.max(left, right) < 0.035)
  );
}

function pairShare(left: string, right: string): number {
  const pairs = (text: string) => new Set(Array.from(text, (_, at) => text.slice(at, at + 2)).slice(0, -1));
  const a = pairs(left);
  const b = pairs(right);
  if (a.size === 0 || b.size === 0) return 1;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return shared / Math.min(a.size, b.size);
}
