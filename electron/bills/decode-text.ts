import { type BillError, refuseBill, refuseTruncated } from '../../core/bills/index.ts';
import { ok, type Result } from '../../core/result.ts';

/** A word of every header; a decoding without it is the wrong one. */
const HEADER_WORDS = /交易时间|交易创建时间|交易订单号|交易单号|记录时间/;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

/**
 * Bytes to text, strictly: UTF-8 if they are that, else GB 18030 (四字节 characters occur in shop names, so GBK is too
 * little), each without a single error. 支付宝 has put a UTF-8 mark in front of either; marks go, however many.
 */
export function decodeText(bytes: Uint8Array): Result<string, BillError> {
  if (isUtf16(bytes)) return refuseBill('BILL_UTF16');
  const body = withoutMarks(bytes);
  const texts = ['utf-8', 'gb18030'].map((encoding) => decode(encoding, body));
  const text = texts.find((candidate) => candidate !== undefined && HEADER_WORDS.test(candidate));
  // A replacement character that is in the bytes themselves was put there by whoever damaged the file before.
  if (text !== undefined) return /[\uFFFD\0]/.test(text) ? refuseBill('BILL_ENCODING') : ok(text);
  const cut = texts.every((candidate) => candidate === undefined) ? decodeCut(body) : undefined;
  if (cut !== undefined) return refuseTruncated(cut.split('\n').length);
  return refuseBill(texts.some(isPlain) ? 'BILL_NOT_RECOGNISED' : 'BILL_ENCODING');
}

function decode(encoding: string, bytes: Uint8Array, isCut = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut });
  } catch {
    // Not this encoding: the caller tries the next, and refuses when none is left.
    return undefined;
  }
}

/** The text of a file that ends inside a character, as one that was cut does. */
function decodeCut(bytes: Uint8Array): string | undefined {
  return ['utf-8', 'gb18030']
    .map((encoding) => decode(encoding, bytes, true))
    .find((candidate) => candidate !== undefined && HEADER_WORDS.test(candidate));
}

function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || (second === 0 && fourth === 0 && first !== 0) || (first === 0 && third === 0);
}

function withoutMarks(bytes: Uint8Array): Uint8Array {
  let at = 0;
  while (BYTE_ORDER_MARK.every((byte, offset) => bytes[at + offset] === byte)) at += BYTE_ORDER_MARK.length;
  return bytes.subarray(at);
}

/** Whether a decoding is text at all, and not bytes that decode by chance. */
function isPlain(text: string | undefined): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text !== undefined && !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/.test(text);
}
