/** A promised delivery as read from its words. */
export interface PromisedTime {
  readonly minutes: number;
  /** 秒发, 自动发货, 即时: no figure is named, {@link IMMEDIATE_MINUTES} is ours. */
  readonly isImmediate: boolean;
}

/** What 秒发 counts as: the smallest promise an order can hold. Nobody is late by seconds. */
export const IMMEDIATE_MINUTES = 1;
const MAX_MINUTES = 525_600;

const DELIVERY = '(?:发货|发卡|发码|到账|交付|出货|出卡|送达|充值完成|完成充值|充值|处理完)';
const NUMBER = '(?:\\d{1,6}(?:\\.\\d)?|[一二两三四五六七八九十百半]{1,4})';
const UNIT = '(?:分钟|分|min(?:ute)?s?|个?半?小时|个?钟头|h(?:ours?)?|天|日|个?星期|周)';
const SPAN = `(${NUMBER})(?:\\s*[-~～—至到]\\s*(${NUMBER}))?\\s*个?\\s*(${UNIT})`;
const before = new RegExp(`${SPAN}(?:之?内|以内|左右)?[^,，。;；、!！?？\\d]{0,8}?${DELIVERY}`, 'giu');
const after = new RegExp(`${DELIVERY}(?:时间|时效|时限)?[^,，。;；!！?？\\d]{0,6}?${SPAN}`, 'giu');
const alone = new RegExp(`^(?:最[晚迟快多长]|承诺|预计|大约|约)*\\s*${SPAN}(?:之?内|以内|左右)?$`, 'iu');
const immediate =
  /秒发|秒到|秒充|自动发[货卡码]|自动到账|即[时刻](?:发|到|交)?|立即|立刻|马上发|拍下即发|付款后?即发|随拍随发/u;
const unclear = /工作日|当[天日]|次日|明天|不保证|无法保证/u;

/**
 * Reads a promise into minutes counted from payment. A range counts with its longer end, several figures with the
 * longest: the buyer never claims a lateness that another reading of the words would deny. Undefined where the words name
 * no time, or one that depends on more than the payment (工作日, 当天). Times of a warranty or a return are not promises.
 */
export function parsePromise(text: string): PromisedTime | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (plain === '' || unclear.test(plain)) return undefined;
  const minutes = [...plain.matchAll(before), ...plain.matchAll(after)].map(minutesOf);
  const only = alone.exec(plain);
  if (only !== null) minutes.push(minutesOf(only));
  const read = minutes.filter((value) => value >= 1 && value <= MAX_MINUTES);
  if (read.length > 0) return { minutes: Math.max(...read), isImmediate: false };
  return immediate.test(plain) ? { minutes: IMMEDIATE_MINUTES, isImmediate: true } : undefined;
}

/** Days of a warranty (质保 30 天, 一年包赔); `Infinity` for 永久, undefined where no length is named. */
export function parseWarrantyDays(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const found = /(\d{1,4}|[一二两三四五六七八九十百半]{1,4})(?:个)?(天|日|星期|周|个?月|年)/u.exec(plain);
  if (found !== null) {
    const days = { 天: 1, 日: 1, 周: 7, 星期: 7, 月: 30, 个月: 30, 年: 365 }[found[2] ?? ''] ?? 1;
    return numberOf(found[1] ?? '') * days;
  }
  return /永久|终身|一直|长期/u.test(plain) ? Number.POSITIVE_INFINITY : undefined;
}

function minutesOf(match: RegExpExecArray | RegExpMatchArray): number {
  const amount = numberOf(match[2] ?? match[1] ?? '');
  const unit = (match[3] ?? '').toLowerCase().replace('个', '');
  if (unit === '半小时') return Math.round(amount * 60 + 30);
  if (/小时|钟头|^h/u.test(unit)) return Math.round(amount * 60);
  if (/天|日/u.test(unit)) return Math.round(amount * 1440);
  return /星期|周/u.test(unit) ? Math.round(amount * 10_080) : Math.round(amount);
}

/** `10`, `十`, `二十四`, `半`. */
function numberOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  if (text === '半') return 0.5;
  let total = 0;
  let digit = 0;
  for (const character of text) {
    const value = '零一二三四五六七八九'.indexOf(character === '两' ? '二' : character);
    if (value >= 0) digit = value;
    else {
      total += (digit === 0 ? 1 : digit) * (character === '百' ? 100 : 10);
      digit = 0;
    }
  }
  return total + digit;
}
