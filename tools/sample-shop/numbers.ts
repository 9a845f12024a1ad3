import { createHash } from 'node:crypto';
import { chinaDigits } from './clock.ts';

function digits(key: string, length: number): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return BigInt(`0x${hex}`).toString().slice(-length).padStart(length, '0');
}

/** The shop's order number: second of the order, then six digits. The same seed and time give the same number. */
export function orderNumber(seed: string, at: number): string {
  return chinaDigits(at) + digits(`${seed}/order`, 6);
}

/** The number under which the shop asks the payment service for money (商户单号). */
export function merchantNumber(order: string): string {
  return `XHKM${order}`;
}

/** A WeChat Pay transaction number: 28 digits, 4200 first, the date from the 11th digit on. */
export function wechatTransaction(seed: string, at: number): string {
  return `4200${digits(`${seed}/wechat-head`, 6)}${chinaDigits(at).slice(0, 8)}${digits(`${seed}/wechat-tail`, 10)}`;
}

/** An Alipay trade number: 28 digits, the date first. */
export function alipayTrade(seed: string, at: number): string {
  return `${chinaDigits(at).slice(0, 8)}22001${digits(`${seed}/alipay`, 15)}`;
}

/** A card number with its secret, in the shape card shops print them. */
export function cardKey(seed: string): { card: string; secret: string } {
  // Without 0/O and 1/I, as printed card secrets are.
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const bytes = createHash('sha256').update(`${seed}/secret`).digest().subarray(0, 16);
  const letters = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
  return { card: `8${digits(`${seed}/card`, 15)}`, secret: (letters.match(/.{4}/g) ?? []).join('-') };
}
