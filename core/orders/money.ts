import { fail, ok, type Result } from '../result.ts';

/** An amount of Chinese money in whole fen; ￥12.50 is 1250. */
export type Fen = number;

export type MoneyError = 'AMOUNT_INVALID';

/** Largest amount accepted: ￥99,999,999.99. */
export const MAX_FEN: Fen = 9_999_999_999;

/**
 * Reads what a person types: `98.5`, `￥1,234.50`, full-width digits. At most two decimals, no sign, no exponent.
 * Never goes through a binary fraction.
 */
export function parseFen(text: string): Result<Fen, MoneyError> {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '');
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,8})(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) {
    return fail('AMOUNT_INVALID', '金额应是大于等于 0、最多两位小数的数字，例如 98.50。');
  }
  const yuan = Number((match[1] ?? '').replaceAll(',', ''));
  const fen = Number((match[2] ?? '').padEnd(2, '0'));
  const amount = yuan * 100 + fen;
  return amount > MAX_FEN ? fail('AMOUNT_INVALID', '金额过大，最多 99,999,999.99 元。') : ok(amount);
}

/** `98.50`: what {@link parseFen} reads back to the same amount. */
export function formatYuan(amount: Fen): string {
  const digits = String(amount).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `￥1,234.50`: how papers and the window show it. */
export function formatMoney(amount: Fen): string {
  const [yuan = '0', fen = '00'] = formatYuan(amount).split('.');
  return `￥${yuan.replace(/\B(?=(\d{3})+$)/g, ',')}.${fen}`;
}
